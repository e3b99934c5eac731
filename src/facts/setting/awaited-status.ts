import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { findMethod } from '../../model/interpreter/response-object.ts';
import type { HandlerResponses } from '../../model/responses/response.ts';
import type { SetStatus } from '../../model/responses/response-state.ts';
import { enclosingFunction } from '../../syntax/functions.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';

/** Finds the statuses of a Fastify handler that are awaited, `await reply.code(404)`: to await a reply is to wait until it is sent, which what comes behind cannot do any more. */
export function findAwaitedStatuses(
  { handler, statuses, responses, hasDeferred }: HandlerResponses,
  file: File,
): readonly SetStatus[] {
  const { fn, framework, response: reply, role } = handler;
  // A callback may send meanwhile; so may what was given the reply, and a send before has.
  if (framework.sendsResults !== true || !fn.async || !reply || hasDeferred || role === 'responder') return [];
  return statuses.filter(({ setter }) => {
    const awaited = awaitAround(setter);
    if (!awaited || enclosingFunction(setter) !== fn || !isOnlySetting(awaited.argument, reply, framework, file))
      return false;
    return (
      responses.every(({ node }) => node.range[0] > setter.range[0]) &&
      reply.references.every(
        ({ identifier: { range, parent } }) =>
          range[0] >= awaited.range[0] || (parent.type === 'MemberExpression' && parent.object.range[0] === range[0]),
      )
    );
  });
}

/** The `await` of the chain that a call stands in. */
export function awaitAround(setter: TSESTree.Node): TSESTree.AwaitExpression | null {
  let outer: TSESTree.Node | undefined = setter.parent;
  while (outer && /^(?:Member|Call|Chain)Expression$/.test(outer.type)) outer = outer.parent;
  return outer?.type === 'AwaitExpression' ? outer : null;
}

/** Whether a chain of calls begins with the reply and sends nothing. */
function isOnlySetting(
  chain: TSESTree.Expression,
  reply: NonNullable<HandlerResponses['handler']['response']>,
  framework: HandlerResponses['handler']['framework'],
  { bindings }: File,
): boolean {
  let node: TSESTree.Node = unwrap(chain);
  for (let call = methodCall(node); call; call = methodCall(node)) {
    const method = findMethod(framework, 'response', call.name);
    const effects = method?.effects({ method: call.name, args: call.call.arguments, node: call.call });
    if (!effects?.every(({ does }) => does.startsWith('set-'))) return false;
    node = call.object;
  }
  return bindings.variableOf(node) === reply;
}
