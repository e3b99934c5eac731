import { expect, it } from 'vitest';

import { readBody, valuePresence } from '../../../src/model/responses/body.ts';
import { payloadsOf } from '../../../src/model/responses/payload.ts';
import { express, lastResponse, nodeOf, readCode } from '../../read-code.ts';

function given(text: string, before = '') {
  const model = readCode(express(`${before} { use(${text}); res.end(); }`));
  const call = nodeOf(model.file, `use(${text})`);
  if (call.type !== 'CallExpression' || !call.arguments[0]) throw new Error(call.type);
  return { node: call.arguments[0], file: model.file, guards: lastResponse(model).guards };
}

it.each([
  ["'a'", '', 'some'],
  ["''", '', 'empty'],
  ['null', '', 'null'],
  ['0', '', 'some'],
  ['undefined', '', 'none'],
  ['void 0', '', 'none'],
  ['`a${b}`', '', 'some'],
  ['`${b}`', '', 'unknown'],
  ['``', '', 'empty'],
  ['{}', '', 'some'],
  ['[]', '', 'some'],
  ["'a' + b", '', 'some'],
  ['a + b', '', 'unknown'],
  ['a === b', '', 'some'],
  ["a ? 'b' : 'c'", '', 'some'],
  ["a ? 'b' : null", '', 'unknown'],
  ["a || 'b'", '', 'some'],
  ["a && 'b'", '', 'unknown'],
  ['a', '', 'unknown'],
  ['a', 'if (a)', 'some'],
  ['a', 'if (a !== null)', 'some'],
  ['a', 'if (a != undefined)', 'some'],
  ['a', 'if (a === null)', 'unknown'],
  ['a', 'if (!a)', 'unknown'],
  ['a.b', 'if (a.b)', 'some'],
  ['a', "const a = 'x';", 'some'],
  ['a', 'const a = work();', 'unknown'],
  ['a', 'const a = await work();', 'unknown'],
  ['work()', '', 'unknown'],
  ['JSON.stringify(a)', '', 'some'],
  ['JSON.stringify()', '', 'unknown'],
])('%s after "%s" is %s', (text, before, presence) => {
  const { node, file, guards } = given(text, before);
  expect(valuePresence(node, guards, file, 0)).toBe(presence);
});

it.each([
  ['none', null, 'none'],
  ['json', null, 'none'],
  ['redirect', null, 'none'],
  ['file', null, 'some'],
  ['error', null, 'some'],
  ['reason', null, 'some'],
] as const)('a body of kind %s without content is %s', (kind, node, presence) => {
  const { file } = given('a');
  expect(readBody({ kind, node }, [], file)).toMatchObject({ kind, presence, object: null });
});

it('has the object that it is', () => {
  const { node, file } = given('body', 'const body = { a: 1 };');
  expect(readBody({ kind: 'json', node }, [], file).object?.type).toBe('ObjectExpression');
});

it.each([
  ["a ? { b: 1 } : 'c'", '', ['{ b: 1 } if a', "'c' if !a"]],
  ['JSON.stringify({ b: 1 })', '', ['{ b: 1 }']],
  ['body', 'const body = { b: 1 };', ['{ b: 1 }']],
  ['body', 'const body = { b: 1 }; body.c = 2;', []],
  ['body', 'const body = { b: 1 }; change(body);', []],
  ['body', 'const body = { b: 1 }; console.log(body);', ['{ b: 1 }']],
  ['body', '', ['body']],
])('the payloads of %s after "%s"', (text, before, shown) => {
  const model = readCode(express(`${before} res.json(${text});`));
  const found = payloadsOf(lastResponse(model).body, model.file).map(({ node, guards }) => {
    const conditions = guards.map(({ test, holds }) => `${holds ? '' : '!'}${model.file.text(test)}`);
    return `${model.file.text(node)}${conditions.length > 0 ? ` if ${conditions.join(' ')}` : ''}`;
  });
  expect(found).toEqual(shown);
});

it('has no payload of a file', () => {
  const model = readCode(express("res.sendFile('a');"));
  expect(payloadsOf(lastResponse(model).body, model.file)).toEqual([]);
});
