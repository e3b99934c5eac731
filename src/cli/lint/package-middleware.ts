import type { TSESTree } from '@typescript-eslint/utils';

import { express } from '../../frameworks/express.ts';
import type { Framework, Occasion } from '../../frameworks/framework.ts';
import { BODY_PARSER_MODULES, BODY_PARSERS, WHOLE_BODY_PARSER } from '../../knowledge/body-parsers.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import type { CallModel, Middleware } from '../../knowledge/package-model.ts';
import { packageRow } from '../../knowledge/packages/index.ts';
import type { Frame, Located } from '../../model/definitions/frame.ts';
import type { Locator } from '../../model/definitions/locate.ts';
import { findMember } from '../../syntax/static-values.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';

/** A status that middleware of a package answers with, or a framework before any handler runs. */
export interface OwnStatus {
  readonly status: number;
  readonly cause: CauseName;
  readonly evidence: string;
  /** Whether it is sent at once, or goes to the error handlers as an error that carries it. */
  readonly isSent: boolean;
  /** Whether only requests with content get it. */
  readonly isOfContent: boolean;
}

/** What a framework or its parser refuses of the content of a request. */
const REFUSED_CONTENT: readonly (readonly [Occasion, CauseName, string])[] = [
  ['malformed-json', 'malformed', 'JSON that does not parse is refused'],
  ['too-large', 'too-large', 'content that is too large is refused'],
  ['other-media-type', 'unsupported-media', 'content of a type that is not read is refused'],
  ['other-charset', 'unsupported-media', 'content in a charset that is not read is refused'],
];

/** What a framework refuses of the content of a request, by itself or by its parser. */
export function refusedContent({ answers }: Framework, isForJson: boolean): readonly OwnStatus[] {
  return REFUSED_CONTENT.filter(([occasion]) => isForJson || occasion !== 'malformed-json').flatMap(
    ([occasion, cause, evidence]): OwnStatus[] => {
      const answer = answers[occasion];
      return answer ? [{ status: answer.status, cause, evidence, isSent: false, isOfContent: true }] : [];
    },
  );
}

/** What middleware that a package makes answers with by itself, nothing where it lets all requests pass; null where that is not known. */
export function answersOfMiddleware({ node, frame }: Located, locator: Locator): readonly OwnStatus[] | null {
  const call = node.type === 'CallExpression' ? node : null;
  const origin = originOf(call ? call.callee : node, frame, locator);
  if (!origin) {
    // body('name').notEmpty(): the chain only notes, as its beginning does.
    const callee = call && unwrap(call.callee);
    const begin = callee?.type === 'MemberExpression' ? unwrap(callee.object) : null;
    const beginning = begin?.type === 'CallExpression' ? answersOfMiddleware({ node: begin, frame }, locator) : null;
    return beginning?.length === 0 ? beginning : null;
  }
  const { source, path } = origin;
  if (BODY_PARSER_MODULES.test(source)) {
    const [name = 'default'] = path.slice(-1);
    const isWhole = source === WHOLE_BODY_PARSER && name === 'default';
    const parser = isWhole ? { isForJson: true } : BODY_PARSERS.get(name);
    return parser ? refusedContent(express, parser.isForJson) : null;
  }
  const row = packageRow(source, path);
  return row?.middleware ? answersOfRow(row.middleware, row, optionsOf(call, frame)) : null;
}

/** Options that are given to middleware: the object, none, or something out of sight. */
type Options = TSESTree.ObjectExpression | 'none' | 'unknown';

function answersOfRow(
  { limits, proves, asks, checks, notes }: Middleware,
  { fails = [] }: CallModel,
  options: Options,
): readonly OwnStatus[] | null {
  const isSent = !fails.some(({ by }) => by === 'next' || by === 'rejects');
  const own = (status: number, cause: CauseName, evidence: string): readonly OwnStatus[] => [
    { status, cause, evidence, isSent, isOfContent: false },
  ];
  // What else a package refuses is for its options and its versions to say.
  if (checks) return notes ? [] : null;
  if (!limits && !proves && !asks) return [];
  if (options === 'unknown' || setsAnyOf(options, ANSWERED_OTHERWISE)) return null;
  if (limits) return own(429, 'rate-limited', 'what comes too often is refused');
  if (asks) return own(403, 'forbidden', 'who lacks a right is refused');
  // passport lib/middleware/authenticate.js: it redirects in place of a refusal.
  if (setsAnyOf(options, ['failureRedirect']))
    return own(302, 'redirect-temporary', 'who is not known is sent to log in');
  return own(401, 'unauthenticated', 'who is not known is refused');
}

/**
 * Options by which the project answers itself, or has another status sent. Sources: express-rate-limit dist/index.mjs (`handler`, `statusCode`);
 * passport lib/middleware/authenticate.js (`failWithError`); express-jwt README (`credentialsRequired`, `onExpired`).
 */
const ANSWERED_OTHERWISE = ['handler', 'statusCode', 'failWithError', 'credentialsRequired', 'onExpired'];

function setsAnyOf(options: Options, names: readonly string[]): boolean {
  return typeof options !== 'string' && names.some(name => findMember(options, name) !== null);
}

/** The object that a call is given last. */
function optionsOf(call: TSESTree.CallExpression | null, { file }: Frame): Options {
  const last = call?.arguments.at(-1);
  if (!last) return 'none';
  const value = last.type === 'SpreadElement' ? last : file.bindings.resolve(last);
  if (value.type === 'Literal' || value.type === 'ArrayExpression') return 'none';
  if (value.type !== 'ObjectExpression') return 'unknown';
  return value.properties.every(({ type }) => type === 'Property') ? value : 'unknown';
}

/** The package that a callee is of, and the names that lead there; also where another file of the project hands it on. */
function originOf(
  callee: TSESTree.Node,
  frame: Frame,
  locator: Locator,
): { readonly source: string; readonly path: readonly string[] } | null {
  const origin = frame.file.bindings.originOf(callee);
  if (origin && !origin.source.startsWith('.')) return { source: origin.source, path: origin.name.split('.') };
  if (callee.type !== 'MemberExpression') return null;
  const name = propertyName(callee);
  const { node: object, frame: there } = locator.locate(callee.object, frame);
  const handedOn = there.file === frame.file ? null : there.file.bindings.originOf(object);
  return name === null || !handedOn || handedOn.source.startsWith('.')
    ? null
    : { source: handedOn.source, path: [...handedOn.name.split('.'), name] };
}
