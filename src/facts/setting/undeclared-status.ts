import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Outcome } from '../../model/responses/status.ts';
import { calleeName, memberPath, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { feasibleOutcomes } from '../outcomes/feasible-outcomes.ts';
import { isDeclared, readDeclaredStatuses, type DeclaredStatuses } from './declared-statuses.ts';
import { isStream } from './late-reply.ts';

/** A status with JSON content that the schema of its route does not declare, so that Fastify sends the content unserialized. */
export interface Undeclared {
  readonly outcome: Outcome;
  readonly declared: DeclaredStatuses;
  /** Whether the route declares another status that says the same: of success where this is one. */
  readonly isOneOfSeveral: boolean;
}

/** Finds the statuses of a response that no route of its handler declares, where each of them declares some. */
export function findUndeclared(response: Response, model: Model): readonly Undeclared[] {
  const { handler, framework } = response;
  if (
    framework.hasSchemas !== true ||
    handler?.role !== 'route' ||
    handler.routes.length === 0 ||
    !isJson(response, model.file)
  )
    return [];
  const routes = handler.routes.map(({ registration }) => readDeclaredStatuses(registration, model));
  const [declared] = routes;
  if (!declared) return [];
  // Which of several statuses a function sends that was given none, only it knows: `send(reply, resolve)`.
  const isChosen = (outcome: Outcome): boolean =>
    response.status.outcomes.some(other => other !== outcome && other.node === outcome.node);
  return feasibleOutcomes(response, [], model)
    .filter(outcome => !isChosen(outcome))
    .filter(
      ({ code }) =>
        hasContent(code) && routes.every(one => one !== null && one.schemas.size > 0 && !isDeclared(code, one)),
    )
    .map(outcome => ({
      outcome,
      declared,
      isOneOfSeveral:
        outcome.code < 300 &&
        routes.every(one => one !== null && [...one.schemas.keys()].some(key => key.startsWith('2'))),
    }));
}

/** Redirects and statuses without content have nothing to serialize. */
function hasContent(code: number): boolean {
  return (
    Number.isInteger(code) &&
    ((code >= 200 && code < 300 && code !== 204 && code !== 205) || (code >= 400 && code <= 599))
  );
}

/** Whether a response goes out as JSON: not what is seen to be a text, bytes or a stream, nor an error, which has a form of its own. */
function isJson({ body: { kind, node, presence }, error, headers, via }: Response, file: File): boolean {
  if (
    kind !== 'payload' ||
    node === null ||
    error !== null ||
    via === 'throw' ||
    /^(?:none|empty|null)$/.test(presence)
  )
    return false;
  const type = headers.fields.get('content-type');
  if (headers.has('content-type') !== false && !/json/i.test((type?.value && stringValue(unwrap(type.value))) ?? ''))
    return false;
  return !isStream(node, file) && !isTextValue(file.bindings.resolveAwaited(node));
}

function isTextValue(value: TSESTree.Node): boolean {
  switch (value.type) {
    case 'Literal':
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'NewExpression':
      return true;
    case 'CallExpression':
      return (
        memberPath(value.callee)?.[0] === 'Buffer' ||
        /^(?:stringify|toString|join|readFile\w*|render\w*|toBuffer|text|String|concat|Buffer)$/.test(
          calleeName(value) ?? '',
        )
      );
    default:
      return false;
  }
}
