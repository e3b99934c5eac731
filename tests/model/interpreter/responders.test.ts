import { expect, it } from 'vitest';

import { frameOf } from '../../../src/model/definitions/frame.ts';
import { Resolver } from '../../../src/model/definitions/resolver.ts';
import { ErrorReader } from '../../../src/model/errors/read-error.ts';
import { Interpreter } from '../../../src/model/interpreter/interpret.ts';
import { ResponderReader } from '../../../src/model/interpreter/responders.ts';
import { readSettings } from '../../../src/settings.ts';
import { unwrap } from '../../../src/syntax/unwrap.ts';
import { express, lastHandler, nodeOf, readCode } from '../../read-code.ts';

/** What a call does that is given the response, or is one of its methods: whether anything is known, and the statuses it sends. */
function respond(text: string, head = '', settings: object = {}): string {
  const model = readCode(express(`${text}; res.end();`, { head }));
  const { file } = model;
  const { handler } = lastHandler(model);
  const definitions = new Resolver({
    imports: null,
    mayReadNames: true,
    isBoomTranslated: () => true,
    settings: readSettings({ 'status-code': settings }).settings,
  });
  const responders = new ResponderReader(definitions, new ErrorReader(definitions), (one, own, inside) =>
    new Interpreter(one, own, inside).run(),
  );
  const call = nodeOf(file, text);
  if (call.type !== 'CallExpression') throw new Error(call.type);
  const objectOf = (node: typeof call.callee) => {
    const variable = file.bindings.variableOf(unwrap(node));
    return variable !== null && variable === handler.response ? ('response' as const) : null;
  };
  const callee = unwrap(call.callee);
  const isMethod = callee.type === 'MemberExpression' && objectOf(callee.object) !== null;
  const responded = isMethod
    ? responders.readMethod(call, file.text(callee.property), objectOf as never, handler, frameOf(file))
    : responders.readCall(call, objectOf as never, handler, frameOf(file));
  if (!responded) return 'nothing';
  const codes = JSON.stringify(responded, (key, value: unknown) =>
    key === 'code' ||
    key === 'outcomes' ||
    key === 'status' ||
    key === '' ||
    Array.isArray(value) ||
    /^\d+$/.test(key) ||
    key === 'effects'
      ? value
      : typeof value === 'object'
        ? undefined
        : undefined,
  );
  return [...codes.matchAll(/"code":(\d+)/g)].map(match => match[1]).join(' ') || 'unknown';
}

it.each([
  ['send(res, 404)', 'function send(res, code) { res.status(code).end(); }', '404'],
  ['send(404, res)', 'function send(code, res) { res.status(code).end(); }', '404'],
  ['send(res)', 'function send(res, code = 404) { res.status(code).end(); }', '404'],
  ['sendNotFound(res)', '', '404'],
  ['res.notFound()', '', '404'],
  ['sendResponse(res)', '', 'unknown'],
  ['res.colour()', '', 'nothing'],
])('%s with "%s": %s', (text, head, said) => {
  expect(respond(text, head)).toBe(said);
});
