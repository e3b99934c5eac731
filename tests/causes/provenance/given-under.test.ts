import { describe, expect, it } from 'vitest';

import { ask, askFile, say } from '../reading.ts';
import { readCondition } from '../../../src/causes/guards/condition.ts';
import { express } from '../../read-code.ts';

/** What a handler is told by a guard over a value that a function of the file gives. */
function told(head: string, before: string, test: string): string {
  const route = { head: `const Boat = require('mongoose').model('Boat', {});\n${head}`, on: 'GET /boats/:id' };
  const asked = askFile(express(`${before}\nif (${test}) return res.status(400).end();`, route));
  const [condition] = asked.conditions;
  return condition ? say(readCondition(condition, asked.context)) : 'none';
}

describe('a record under a key of what a function gives', () => {
  it.each([
    [
      'of an object',
      'async function bring(id) { const boat = await Boat.findById(id); return { boat, at: 1 }; }',
      'const { boat } = await bring(req.params.id);',
      '!boat',
      'not-found',
    ],
    [
      'of an object that is kept',
      'const bring = async id => ({ boat: await Boat.findById(id) });',
      'const found = await bring(req.params.id);',
      '!found.boat',
      'not-found',
    ],
    [
      'of a list, beside the error that was caught',
      'async function bring(id) { try { return [null, await Boat.findById(id)]; } catch (error) { return [error, null]; } }',
      'const [error, boat] = await bring(req.params.id);',
      '!boat',
      'not-found!',
    ],
    [
      'nothing there for a reason of its own',
      'async function bring(id, key) { if (!key) return { boat: null }; return { boat: await Boat.findById(id) }; }',
      'const { boat } = await bring(req.params.id, key);',
      '!boat',
      'mixed',
    ],
    [
      'nothing that is written out',
      'async function bring(id) { return wrap(await Boat.findById(id)); }',
      'const { boat } = await bring(req.params.id);',
      '!boat',
      'mixed',
    ],
  ])('%s', (_, head, before, test, said) => {
    expect(told(head, before, test)).toBe(said);
  });

  it('is another value elsewhere', () => {
    const { of } = ask('const { boat } = make(1); if (!boat) return res.status(400).end();', {
      head: 'const make = n => ({ boat: n + 1 });',
    });
    expect(of('boat').is).toBe('unknown');
  });
});
