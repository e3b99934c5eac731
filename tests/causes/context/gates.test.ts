import { expect, it } from 'vitest';

import { HoldingGates, type Gate } from '../../../src/causes/context/gates.ts';
import { BEFORE_HANDLER } from '../../../src/frameworks/registration.ts';
import { EXPRESS, FASTIFY, present, readCode } from '../../read-code.ts';

/** The gates asked before the last route of a file, and whether one stands before it where all hold. */
function gatesOf(code: string): { readonly asked: readonly string[]; readonly stand: boolean } {
  const model = readCode(code);
  const asked: string[] = [];
  const gates = new HoldingGates(model, (gate: Gate) => {
    asked.push(`${gate.is} ${model.file.text(gate.node)}`);
    return true;
  });
  const route = present(
    model.handlers.flatMap(({ handler }) => (handler.role === 'route' ? handler.routes : [])).at(-1),
  );
  return { stand: gates.standBefore(route), asked };
}

const GET = "app.get('/a/b', (req, res) => res.end());";

it.each<[string, string, boolean]>([
  ['middleware', `app.use(gate); ${GET}`, true],
  ['middleware behind it', `${GET} app.use(gate);`, false],
  ['middleware of its path', `app.use('/a', gate); ${GET}`, true],
  ['middleware of another path', `app.use('/c', gate); ${GET}`, false],
  ['middleware of another router', `const other = express.Router(); other.use(gate); ${GET}`, false],
  ['nothing', GET, false],
])('%s stands before a route of Express: %s', (_, code, stand) => {
  expect(gatesOf(EXPRESS + code).stand).toBe(stand);
});

const REPLY = "app.get('/a/b', (request, reply) => reply.send());";
it.each<[string, string, boolean]>([
  ['a hook', `app.addHook('onRequest', gate); ${REPLY}`, true],
  ['a hook behind it', `${REPLY} app.addHook('onRequest', gate);`, true],
  ['a hook that runs after it', `app.addHook('onSend', gate); ${REPLY}`, false],
  ['a plugin', `app.register(plugin); ${REPLY}`, true],
  [
    'a hook of the instance around it',
    `app.addHook('onRequest', gate); app.register(async scope => { scope.get('/x', (request, reply) => reply.send()); });`,
    true,
  ],
])('%s stands before a route of Fastify: %s', (_, code, stand) => {
  expect(gatesOf(FASTIFY + code).stand).toBe(stand);
});

it('asks each gate once', () => {
  const model = readCode(`${EXPRESS}app.use(gate); ${GET} ${GET.replace('/a/b', '/c')}`);
  let asked = 0;
  const gates = new HoldingGates(model, () => {
    asked++;
    return false;
  });
  for (const { handler } of model.handlers)
    for (const route of handler.routes) expect(gates.standBefore(route)).toBe(false);
  expect(asked).toBe(1);
});

it('knows the hooks that run before a handler', () => {
  expect(['onRequest', 'preParsing', 'preValidation', 'preHandler'].every(name => BEFORE_HANDLER.has(name))).toBe(true);
  expect(['onSend', 'onResponse', 'preSerialization', 'onRequestAbort'].some(name => BEFORE_HANDLER.has(name))).toBe(
    false,
  );
});
