import type { TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction, functionName } from '../../syntax/functions.ts';
import { stringValue } from '../../syntax/unwrap.ts';
import { wordsIn } from '../../syntax/words.ts';
import type { File } from '../../model/definitions/file.ts';
import { pathsOf, type Handler } from '../../model/handlers/handler.ts';
import type { Response } from '../../model/responses/response.ts';

/** The words that a response's endpoint goes by, in lower case: those of its handler's name and of its paths, and of the file it stands in. */
export interface EndpointWords {
  readonly name: readonly string[];
  readonly path: readonly string[];
  /** Those of the file's name and its folder: in file-based routing they are the path. */
  readonly file: readonly string[];
  /** Finds whether its caller delivers events, whatever the words: its whole handler is read for that. */
  readonly isWebhook: () => boolean;
}

/** What shows that a caller delivers events: a signature in a header, a library's reader of them, a name with the word in it. */
const WEBHOOK_WORD = /webhook|constructEvent/i;

/** The name of a header field that holds the signature of a delivery. */
const SIGNATURE_FIELD = /[-_]signature$/i;

/** Splits a name or path into words: `checkUserName`, `check-user-name` and `/check/user_name` are one; parameters are left out. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/:\w+|\{[^}]*\}/g, ' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(word => word !== '');
}

const endpoints = new WeakMap<Response, EndpointWords>();

/** Gets the words that a response's endpoint goes by; read once, as each call before it asks. */
export function endpointWords(response: Response, file: File): EndpointWords {
  let words = endpoints.get(response);
  if (!words) endpoints.set(response, (words = readWords(response, file)));
  return words;
}

function readWords({ handler, fn }: Response, file: File): EndpointWords {
  const outer = handler && enclosingFunction(handler.fn);
  const names = [handler?.name, fn && functionName(fn), handler?.name == null && outer ? functionName(outer) : null];
  const location = file.filename
    .replaceAll('\\', '/')
    .replace(/\.\w+$/, '')
    .split('/')
    .slice(-2)
    .join('/');
  return {
    name: names.flatMap(name => (name ? wordsOf(name) : [])),
    path: handler
      ? [
          ...pathsOf(handler),
          ...handler.routes
            .filter(({ path }) => path === null)
            .map(({ registration }) => literalParts(registration.pathNode)),
        ].flatMap(wordsOf)
      : [],
    file: wordsOf(location),
    isWebhook: () => handler !== null && isWebhook(handler, file),
  };
}

const webhooks = new WeakMap<Handler, boolean>();

/** Whether a handler has a word of deliveries anywhere; read once for all its responses. */
function isWebhook(handler: Handler, file: File): boolean {
  let known = webhooks.get(handler);
  if (known === undefined)
    webhooks.set(
      handler,
      (known = wordsIn(handler.fn, file.sourceCode.visitorKeys).some(
        ({ text, isText }) => WEBHOOK_WORD.test(text) || (isText && SIGNATURE_FIELD.test(text)),
      )),
    );
  return known;
}

/** What is written of a path that is not known whole: `${PREFIX}/testConnection`, `prefix + '/check'`. */
function literalParts(node: TSESTree.Node | null): string {
  if (node?.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked).join(' ');
  if (node?.type === 'BinaryExpression') return `${literalParts(node.left)} ${literalParts(node.right)}`;
  return node ? (stringValue(node) ?? '') : '';
}

/** Endpoints that answer a question about something else: the request succeeds though the answer is no. */
const PROBE =
  /^(?:tests?|testing|checks?|checker|validate|validates|validation|validator|preview|health|healthz|healthcheck|heartbeat|ping|ready|readyz|readiness|live|livez|liveness|probe|simulate|dryrun|lint|exists|available|availability|diagnose|diagnostics?)$/;

/** Protocols whose own envelope reports failure, and callers that deliver an event again when the status is no success. */
const ENVELOPE = /^(?:graphql|gql|rpc|jsonrpc|xmlrpc|trpc|webhooks?|hooks?)$/;

/** Whether an endpoint reports failures in the content of a success on purpose: tests and checks of something, GraphQL and RPC, acknowledged webhooks. */
export function reportsInContent({ name, path, file, isWebhook }: EndpointWords): boolean {
  return (
    [...name, ...path].some(word => PROBE.test(word) || ENVELOPE.test(word)) ||
    path.at(-1) === 'status' ||
    file.some(word => ENVELOPE.test(word) || word.startsWith('health')) ||
    isWebhook()
  );
}
