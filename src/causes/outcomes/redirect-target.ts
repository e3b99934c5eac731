import type { TSESTree } from '@typescript-eslint/utils';

import { SLICES } from '../../knowledge/shapes/language.ts';
import { ADDRESS_OF_REQUEST, CUTS_TEXT, HOST, HOST_NAME } from '../../knowledge/shapes/redirects.ts';
import { holds } from '../../syntax/descendants.ts';
import type { File } from '../../model/definitions/file.ts';
import { methodCall, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { pathFromRequest } from '../provenance/path-from-request.ts';
import type { Provenances } from '../provenance/provenance.ts';

/** What a redirect to the address that was asked for changes of it: only its scheme, only its host, only a slash at its end; or it is that address with something in front that cannot be read. */
export type OwnAddress = 'scheme' | 'host' | 'slash' | 'other';

type Part =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'host' | 'scheme' | 'unknown' }
  | { readonly is: 'url'; readonly node: TSESTree.Node };

/** Reads the target of a redirect as the address that was asked for, told by the request's own path in it; null where it is another. */
export function readOwnAddress(target: TSESTree.Node, provenances: Provenances): OwnAddress | null {
  const { file } = provenances;
  const parts = partsOf(target, provenances, 0);
  const index = parts.findIndex(({ is }) => is === 'url');
  if (index < 0) return null;
  const before = parts.slice(0, index);
  const front = before.map(part => (part.is === 'text' ? part.text : part.is === 'scheme' ? 'x' : '\0')).join('');
  // '/login?next=' in front makes it another address.
  if (
    ['/', '?'].some(mark =>
      front
        .slice(front.indexOf('://') + 1)
        .replace('//', '')
        .includes(mark),
    )
  )
    return null;
  if (before.some(({ is }) => is === 'unknown')) return 'other';
  if (before.length === 0) return changesSlash(parts, file) ? 'slash' : 'other';
  const isOwnHost = before.some(({ is }) => is === 'host');
  if (isOwnHost && front === 'https://\0') return 'scheme';
  return ['x://', 'http://', 'https://'].some(scheme => front.startsWith(scheme)) ? 'host' : 'other';
}

function changesSlash(parts: readonly Part[], file: File): boolean {
  const [first, second] = parts;
  if (second?.is === 'text') return second.text === '/' || second.text.startsWith('/?');
  return first?.is === 'url' && holds(first.node, file.sourceCode.visitorKeys, cutsEnd);
}

/** `path.slice(0, -1)`, `path.substring(0, path.length - 1)`, `path.replace(/\/+$/, '')` */
function cutsEnd(node: TSESTree.Node): boolean {
  const method = methodCall(node);
  const [from, to] = method?.call.arguments ?? [];
  if (!from) return false;
  if (method?.name === 'replace')
    return from.type === 'Literal' && 'regex' in from && ENDING_SLASHES.has(from.regex.pattern);
  return SLICES.has(method?.name) && stringValue(from) === '0' && to !== undefined && isOneLess(to);
}

/** Patterns of the slash at the end of a text. */
const ENDING_SLASHES: ReadonlySet<string> = new Set(['\\/$', '\\/+$', '\\/*$']);

/** `-1`, `path.length - 1` */
function isOneLess(node: TSESTree.Node): boolean {
  if (node.type === 'UnaryExpression') return node.operator === '-' && stringValue(node.argument) === '1';
  return (
    node.type === 'BinaryExpression' &&
    node.operator === '-' &&
    stringValue(node.right) === '1' &&
    node.left.type === 'MemberExpression' &&
    propertyName(node.left) === 'length'
  );
}

function partsOf(node: TSESTree.Node, provenances: Provenances, depth: number): readonly Part[] {
  const value = unwrap(node);
  if (depth > 6) return [{ is: 'unknown' }];
  const text = stringValue(value);
  if (text !== null) return [{ is: 'text', text }];
  if (value.type === 'BinaryExpression' && value.operator === '+')
    return [...partsOf(value.left, provenances, depth + 1), ...partsOf(value.right, provenances, depth + 1)];
  if (value.type === 'TemplateLiteral') {
    return value.quasis.flatMap(({ value: { cooked } }, index) => {
      const expression = value.expressions[index];
      return [
        ...(cooked ? [{ is: 'text', text: cooked } as const] : []),
        ...(expression ? partsOf(expression, provenances, depth + 1) : []),
      ];
    });
  }
  const own = partOf(value, provenances);
  if (own) return [own];
  if (value.type === 'Identifier') {
    const { bindings } = provenances.file;
    const init = bindings.initOf(value);
    if (init) return partsOf(init, provenances, depth + 1);
    // What a caller gives is known by its name alone; what a pattern takes out of another object is none of the request's.
    const isGiven = bindings.variableOf(value)?.defs[0]?.type !== 'Variable';
    return [{ is: isGiven && HOST_NAME.has(value.name) ? 'host' : 'unknown' }];
  }
  return [{ is: 'unknown' }];
}

/** The parts of a request that hold what the client sends as data. */
const SENT: ReadonlySet<string> = new Set(['query', 'body', 'params', 'cookies', 'session']);

/** `req.originalUrl`, `req.headers.host`, `req.get('host')`, `request.protocol`, and strings made of them. */
function partOf(value: TSESTree.Node, provenances: Provenances, followed = new Set<TSESTree.Node>()): Part | null {
  if (followed.has(value)) return null;
  followed.add(value);
  const path = pathFromRequest(value, provenances);
  const name = path?.at(-1);
  if (name !== undefined) {
    // An address that the client sends as data, `req.query.url`, is another one.
    if (ADDRESS_OF_REQUEST.has(name))
      return path?.some(one => SENT.has(one)) === true ? null : { is: 'url', node: value };
    if (HOST.has(name)) return { is: 'host' };
    return name === 'protocol' ? { is: 'scheme' } : null;
  }
  const method = methodCall(value);
  if (!method || !CUTS_TEXT.has(method.name)) return null;
  const inner = partOf(provenances.file.bindings.resolve(method.object), provenances, followed);
  return inner?.is === 'url' ? { is: 'url', node: value } : inner;
}
