import type { TSESTree } from '@typescript-eslint/utils';

import { EXPRESS_VALIDATOR } from '../../knowledge/shapes/servers.ts';
import type { File } from '../../model/definitions/file.ts';
import { allBefore, type Handler } from '../../model/handlers/handler.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { lastName, propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { RequestPart } from './kinds.ts';

/** The parts of a request that express-validator's functions start a chain for; `check()` looks in all of them. */
const CHAINS: Readonly<Record<string, RequestPart | 'any'>> = {
  body: 'body',
  check: 'any',
  checkSchema: 'any',
  query: 'query',
  param: 'param',
  header: 'header',
  cookie: 'header',
};

/** The parts of a request that the chains before `validationResult(req)` validate: those of its route, also where another file registers it, else all in sight, else the body; the body alone where it is among them. Null where the chains of its routes stand in files that are not read. */
export function chainedParts(file: File, handler: Handler | null): ReadonlySet<RequestPart> | null {
  const routes = handler?.routes ?? [];
  const roots = routes.flatMap(({ registration }) =>
    registration.node.arguments.map(argument =>
      file.bindings.resolve(argument.type === 'SpreadElement' ? argument.argument : argument),
    ),
  );
  const own = partsOf(
    roots.flatMap(root => nodesWithin(chainsOf(file), root)),
    file,
  );
  const near = own.length > 0 ? own : partsOf(chainsOf(file), file);
  const before =
    near.length > 0 || routes.length > 0 ? [] : (handler?.mounted() ?? []).flatMap(one => [...allBefore(one)]);
  const elsewhere = before.filter(({ isForAll }) => !isForAll).map(({ locate }) => locate());
  const all = [
    ...near,
    ...elsewhere.flatMap(({ node, frame }) => partsOf(nodesWithin(chainsOf(frame.file), node), frame.file)),
  ];
  if (all.length === 0 && elsewhere.some(({ node }) => node.type === 'Identifier' || node.type === 'MemberExpression'))
    return null;
  const isSafe = routes.length > 0 && routes.every(({ method }) => method === 'GET' || method === 'HEAD');
  const parts = new Set(all.map(part => (part === 'any' ? (isSafe ? 'query' : 'body') : part)));
  return parts.size === 0 || parts.has('body')
    ? new Set<RequestPart>([parts.size === 0 && isSafe ? 'query' : 'body'])
    : parts;
}

const chains = new WeakMap<File, readonly TSESTree.CallExpression[]>();

/** The calls of a file that start a chain; found once for all that asks what is validated. */
function chainsOf(file: File): readonly TSESTree.CallExpression[] {
  let known = chains.get(file);
  if (!known) chains.set(file, (known = file.calls.filter(call => partOf(call, file) !== null)));
  return known;
}

function partsOf(calls: readonly TSESTree.CallExpression[], file: File): readonly (RequestPart | 'any')[] {
  return calls.flatMap(call => partOf(call, file) ?? []);
}

function partOf({ callee }: TSESTree.CallExpression, file: File): RequestPart | 'any' | null {
  const origin = file.bindings.originOf(callee);
  return origin && EXPRESS_VALIDATOR.has(origin.source) ? (CHAINS[origin.name.split('.').at(-1) ?? ''] ?? null) : null;
}

const SEGMENTS: Readonly<Record<string, RequestPart>> = {
  body: 'body',
  query: 'query',
  params: 'param',
  headers: 'header',
  cookies: 'header',
  signedCookies: 'header',
};

/** The part of a request that a segment of celebrate, or Fastify's `validationContext`, names; null for other texts. */
export function partNamed(name: string): RequestPart | null {
  return SEGMENTS[name] ?? (name === 'querystring' ? 'query' : null);
}

/** The parts of a request that the `celebrate({ [Segments.BODY]: … })` of a file validate; null where none stands in it, or one cannot be read. */
export function celebratedParts(file: File): ReadonlySet<RequestPart> | null {
  const parts = new Set<RequestPart>();
  for (const call of file.calls) {
    if (file.bindings.originOf(call.callee)?.source !== 'celebrate' || lastName(call.callee) !== 'celebrate') continue;
    const schema = call.arguments[0] && file.bindings.resolve(call.arguments[0]);
    if (schema?.type !== 'ObjectExpression') return null;
    for (const property of schema.properties) {
      const segment =
        property.type === 'Property' && property.computed
          ? lastName(unwrap(property.key))?.toLowerCase()
          : property.type === 'Property'
            ? propertyName(property)
            : null;
      const part = segment ? partNamed(segment === 'signedcookies' ? 'cookies' : segment) : null;
      if (!part) return null;
      parts.add(part);
    }
  }
  return parts.size > 0 ? parts : null;
}
