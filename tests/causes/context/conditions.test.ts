import { expect, it } from 'vitest';

import {
  alternativesOf,
  branchOf,
  conditionsOf,
  conjunctionOf,
  encloses,
  testAround,
} from '../../../src/causes/context/conditions.ts';
import type { Condition } from '../../../src/causes/context/conditions.ts';
import type { File } from '../../../src/model/definitions/file.ts';
import { present } from '../../read-code.ts';
import { ask } from '../reading.ts';

/** A condition in one line: `a | !b`, `loop` before one of a loop, `choice` before one that chooses the status. */
function show({ alternatives, isOfLoop, isChoice }: Condition, file: File): string {
  const atoms = alternatives.map(({ test, holds }) => `${holds ? '' : '!'}${file.text(test)}`).join(' | ');
  return `${isOfLoop ? 'loop ' : ''}${isChoice ? 'choice ' : ''}${atoms}`;
}

it.each<[string, string, readonly string[]]>([
  ['what encloses it', 'if (a) { if (b) res.end(); }', ['b', 'a']],
  ['what let it pass', 'if (a) return; res.end();', ['!a']],
  ['a conjunction', 'if (a && b) res.end();', ['b', 'a']],
  ['a disjunction', 'if (a || b) res.end();', ['a | b']],
  ['the else of a conjunction', 'if (a && b) x(); else res.end();', ['!a | !b']],
  ['the else of a disjunction', 'if (a || b) x(); else res.end();', ['!b', '!a']],
  ['a disjunction in a guard', 'if (a) { if (b || c) res.end(); }', ['b | c', 'a']],
  ['a guard in a disjunction', 'if (b || c) { if (a) res.end(); }', ['a', 'b | c']],
  ['what held for no element', 'for (const one of all) if (one.ok) return; res.end();', ['loop !one.ok']],
  ['a loop that goes on', 'for (const one of all) if (one.ok) work(); res.end();', []],
  ['nothing', 'res.end();', []],
])('conditions of %s', (_, body, shown) => {
  const { response, file } = ask(body);
  expect(conditionsOf(response).map(one => show(one, file))).toEqual(shown);
});

it('has what chooses the status innermost', () => {
  const { response, file } = ask('if (a) res.status(b ? 404 : 200).end();');
  const [outcome] = response.status.outcomes;
  expect(conditionsOf(response, outcome?.guards).map(one => show(one, file))).toEqual(['choice b', 'a']);
});

it.each([
  ['a || b', true, 'a | b'],
  ['a || b', false, '!(a || b)'],
  ['a && b', false, '!a | !b'],
  ['a && b', true, 'a && b'],
  ['!(a && b)', true, '!a | !b'],
  ['!a', true, '!a'],
  ['a || (b || c)', true, 'a | b | c'],
])('%s that is %s', (test, holds, shown) => {
  const { node, file } = ask(`if (${test}) res.end();`);
  const found = alternativesOf(node(test) as Parameters<typeof alternativesOf>[0], holds);
  const text = found.map(one => `${one.holds ? '' : '!'}${file.text(one.test)}`).join(' | ');
  expect(text.replace(/^!(a \|\| b)$/, '!($1)')).toBe(shown);
});

it.each([
  ['a && b && c', 'c', 'a && b && c'],
  ['!a && b', 'a', '!a && b'],
  ['a || b', 'b', null],
  ['(a && b) || c', 'b', 'a && b'],
])('the conjunction in %s around %s', (test, atom, whole) => {
  const { node, file } = ask(`if (${test}) res.end();`);
  const found = conjunctionOf(node(atom));
  expect(found && file.text(found)).toBe(whole);
});

it.each<[string, ReturnType<typeof branchOf>]>([
  ['if (test) SEND', 'consequent'],
  ['if (test) x(); else SEND', 'alternate'],
  ['if (test) return; SEND', null],
  ['if (a || test) { if (b) SEND }', 'consequent'],
  ['if (b) SEND; if (test) x();', null],
])('the branch of %s', (body, branch) => {
  const { node, response } = ask(body.replace('SEND', 'res.end()'));
  expect(branchOf(node('test'), response.node)).toBe(branch);
  expect(encloses(node('test'), response.node)).toBe(branch !== null);
});

it('encloses what it chooses', () => {
  const { node, response } = ask('res.status(test ? 400 : 200).end();');
  expect(encloses(node('test'), response.node)).toBe(true);
});

it.each([
  ['if (work(a)) res.end();', 'work(a)'],
  ['work(a) ? res.end() : x();', 'work(a)'],
  ['work(a); res.end();', null],
  ['if (x) work(a); res.end();', null],
])('the test around a in %s', (body, test) => {
  const { node, file } = ask(body);
  const found = testAround(node('a'));
  expect(found && file.text(found)).toBe(test);
  expect(present(node('a')).type).toBe('Identifier');
});
