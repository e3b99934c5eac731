import { describe, expect, it } from 'vitest';

import { present } from '../../read-code.ts';
import { travel, type Travelled } from './travelling.ts';

const MODEL = "import { Boat } from './models.js';";

/** What comes to the catch in one line each: the error, where it comes from, and its cause where that can be read, with `here` where the function of the catch says why. */
function arrivals({ arrivals: all, place, frame, response }: Travelled): readonly string[] | null {
  const found = all.at(present(place), frame, response);
  return (
    found?.map(({ error, from, evidence, own }) => {
      const comes = from.type === 'ThrowStatement' ? '' : ` of ${frame.file.text(from)}`;
      return `${error.frame.file.text(error.node)}${comes}: ${evidence?.cause ?? 'unknown'}${own ? ' here' : ''}`;
    }) ?? null
  );
}

/** A handler that tries, and answers 500 in its catch. */
const trying = (tried: string): string =>
  `try {\n${tried}\nres.json({ done: 1 });\n} catch (error) {\nres.status(500).end();\n}`;
const CALL = 'const boat = await find(req.params.id);';
const IMPORT = "import { find } from './boats.js';";
const service = (body: string, more = ''): Record<string, string> => ({
  'boats.js': `${MODEL}\n${more}\nexport class Gone extends Error {}\nexport async function find(id) {\n${body}\n}`,
});
const LOOKS = 'const boat = await Boat.findById(id);';

describe('what comes to a catch', () => {
  it.each<[string, string, Record<string, string>, readonly string[]]>([
    [
      'its own throw',
      'const boat = await Boat.findById(req.params.id); if (!boat) throw new Gone();',
      {},
      ['new Gone(): not-found here'],
    ],
    [
      'its own throw under a guard that nothing is known of',
      'if (odd(req)) throw new Gone();',
      {},
      ['new Gone(): unknown'],
    ],
    [
      'what a function of another file throws',
      CALL,
      service(`${LOOKS} if (!boat) throw new Gone(); return boat;`),
      ['new Gone() of find(req.params.id): not-found'],
    ],
    [
      'what that is given by the call',
      'await find(req.body.boat);',
      service('if (!id) throw new Gone(); return id;'),
      ['new Gone() of find(req.body.boat): malformed'],
    ],
    [
      'what a function throws that the function calls',
      CALL,
      service(`${LOOKS} ensure(boat); return boat;`, "function ensure(one) { if (!one) throw new Gone('none'); }"),
      ["new Gone('none') of find(req.params.id): not-found"],
    ],
    [
      'what always throws, for why it is called',
      CALL,
      service(`${LOOKS} if (!boat) fail('none'); return boat;`, 'function fail(text) { throw new Gone(text); }'),
      ['new Gone(text) of find(req.params.id): not-found'],
    ],
    [
      'all that an inner catch throws on, without what it does not',
      CALL,
      service(
        `try { ${LOOKS} if (!boat) throw new Gone(); if (odd(boat)) throw new Error('odd'); return boat; } catch (error) { if (error instanceof Gone) throw error; return null; }`,
      ),
      ['new Gone() of find(req.params.id): not-found'],
    ],
    [
      'nothing that is caught on the way',
      CALL,
      service(`try { ${LOOKS} if (!boat) throw new Gone(); } catch { return null; }`),
      [],
    ],
    [
      'nothing of a promise that is caught in its chain',
      'await find(req.params.id).catch(() => null);',
      service(`${LOOKS} if (!boat) throw new Gone();`),
      [],
    ],
    [
      'nothing of an async function that nobody waits for',
      'find(req.params.id);',
      service(`${LOOKS} if (!boat) throw new Gone();`),
      [],
    ],
    [
      'what another one throws as it is called',
      'find(req.params.id);',
      { 'boats.js': "export function find(id) { if (!id) throw new Error('none'); return id; }" },
      ["new Error('none') of find(req.params.id): malformed"],
    ],
    ['nothing of a function out of sight', 'await find(req.params.id);', {}, []],
    [
      'nothing twice of functions that call each other',
      CALL,
      service(
        `${LOOKS} if (!boat) throw new Gone(); return again(id);`,
        'async function again(id) { return find(id); }',
      ),
      ['new Gone() of find(req.params.id): not-found'],
    ],
  ])('is %s', (_, tried, files, expected) => {
    const head = tried.includes('find(') && !tried.includes('Boat.') ? IMPORT : `${MODEL}\nclass Gone extends Error {}`;
    expect(arrivals(travel(trying(tried), 500, { files, head }))).toEqual(expected);
  });

  it('is read once', () => {
    const {
      arrivals: all,
      place,
      frame,
      response,
    } = travel(trying(CALL), 500, {
      head: IMPORT,
      files: service(`${LOOKS} if (!boat) throw new Gone();`),
    });
    const found = all.at(present(place), frame, response);
    expect(found).toHaveLength(1);
    expect(all.at(present(place), frame, response)).toBe(found);
  });

  it('is not read where the functions are too many', () => {
    const calls = Array.from({ length: 61 }, (_, index) => `await f${index}(id);`).join(' ');
    const functions = Array.from({ length: 61 }, (_, index) => `async function f${index}(id) { return id; }`).join(
      '\n',
    );
    const files = service(`${LOOKS} if (!boat) throw new Gone(); ${calls}`, functions);
    expect(arrivals(travel(trying(CALL), 500, { head: IMPORT, files }))).toBeNull();
  });
});

describe('a guard in a catch', () => {
  const CODED = 'class Coded extends Error { constructor(code) { super(`coded ${code}`); this.code = code; } }';

  it.each<[string, string, boolean | null]>([
    ['error instanceof Gone', 'new Gone()', true],
    ['error instanceof Lost', 'new Gone()', true],
    ['error instanceof Gone', 'new Lost()', false],
    ['error instanceof Error', 'new Gone()', true],
    ['error instanceof TypeError', 'new Gone()', false],
    ['error instanceof Far', 'new Gone()', false],
    ['error instanceof Lost', 'new Far()', null],
    ["error.message === 'none'", "new Error('none')", true],
    ["error.message === 'none'", "new Error('other')", false],
    ["error.message === 'none'", 'new Error(`none ${req.params.id}`)', null],
    ["error.message === 'none'", 'new Error(req.body.text)', null],
    ["error.code === 'E_NONE'", "new Coded('E_NONE')", true],
    ["error.code === 'E_NONE'", "new Coded('E_ODD')", false],
    ["error.code === 'E_NONE'", 'new Coded(req.body.code)', null],
    ['isKnown(error)', 'new Gone()', null],
    ['error.status', 'createError(404)', null],
    ['req.query.deep', 'new Gone()', null],
  ])('%s lets %s pass: %s', (test, thrown, expected) => {
    const head = `import createError from 'http-errors';\nimport { Far } from '@harbour/errors';\nimport { isKnown } from './known.js';\nclass Lost extends Error {}\nclass Gone extends Lost {}\n${CODED}`;
    const body = `try {\nif (!req.body.name) throw ${thrown};\n} catch (error) {\nif (${test}) return res.status(423).end();\nres.status(500).end();\n}`;
    const { arrivals: all, place, frame, response } = travel(body, 423, { head });
    const [failure, ...others] = present(all.at(present(place), frame, response));
    expect(others).toEqual([]);
    const guard = present(response.guards.at(-1));
    const condition = { alternatives: [guard], node: guard.test };
    expect(all.lets(present(failure), condition, present(place), frame)).toBe(expected);
  });
});
