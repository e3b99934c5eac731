import type { TSESTree } from '@typescript-eslint/utils';

import type { Registration } from '../../frameworks/registration.ts';
import type { File } from '../../model/definitions/file.ts';
import { frameOf, type Located } from '../../model/definitions/frame.ts';
import type { Resolver } from '../../model/definitions/resolver.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import type { Model } from '../../model/model.ts';
import { readStatus } from '../../model/responses/status.ts';
import { propertyName } from '../../syntax/unwrap.ts';

/** The statuses a Fastify route declares schemas for, in its `schema.response`. */
export interface DeclaredStatuses {
  /** The schemas by key: a code, `2xx` and its kin in lower case, or `default`. */
  readonly schemas: ReadonlyMap<string, TSESTree.Property>;
  /** The object they stand in, and its file. */
  readonly object: TSESTree.ObjectExpression;
  readonly file: File;
}

/** Reads the statuses a registration declares, where they are written out in its file or one it imports; null for a route without `schema.response`, or with one that is made elsewhere. */
export function readDeclaredStatuses(
  registration: Registration,
  { definitions, file }: Model,
): DeclaredStatuses | null {
  if (!definitions) return null;
  const { locator } = definitions;
  const frame = frameOf(file);
  const places = registration.options ? [registration.options] : registration.node.arguments;
  for (const place of places) {
    const options = locator.locate(place, frame);
    const schema = options.node.type === 'ObjectExpression' ? locator.member(options, 'schema') : null;
    const response = schema?.node.type === 'ObjectExpression' ? locator.member(schema, 'response') : null;
    if (response?.node.type !== 'ObjectExpression') continue;
    const schemas = new Map<string, TSESTree.Property>();
    return collect(response, definitions, schemas, 0)
      ? { schemas, object: response.node, file: response.frame.file }
      : null;
  }
  return null;
}

/** Whether a status has a schema: its own, that of its class, or the default. Source: fastify lib/schemas.js, getSchemaSerializer. */
export function isDeclared(code: number, { schemas }: DeclaredStatuses): boolean {
  return [String(code), `${String(code).charAt(0)}xx`, 'default'].some(key => schemas.has(key));
}

/** Collects the schemas of an object, those it spreads included; false where one of its keys is not in sight. */
function collect(
  { node, frame }: Located,
  definitions: Resolver,
  schemas: Map<string, TSESTree.Property>,
  depth: number,
): boolean {
  if (node.type !== 'ObjectExpression' || depth > 4) return false;
  return node.properties.every(property => {
    if (property.type === 'SpreadElement')
      return collect(definitions.locator.locate(property.argument, frame), definitions, schemas, depth + 1);
    const key = propertyName(property) ?? statusKey(property.key, frame.file);
    if (key !== null) schemas.set(key.toLowerCase(), property);
    return key !== null;
  });
}

/** `[StatusCodes.OK]`. */
function statusKey(node: TSESTree.Node, file: File): string | null {
  const [only, ...others] = readStatus(node, file, constantReader(file)).codes ?? [];
  return only === undefined || others.length > 0 || Number.isNaN(only) ? null : String(only);
}
