import type { TSESTree } from '@typescript-eslint/utils';

import { staticValues } from '../../syntax/static-values.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';

/** One header field of a response. */
export interface Field {
  /** Whether every path to the send sets it. */
  readonly isAlways: boolean;
  /** The last value set, or null where there are several or it is not visible. */
  readonly value: TSESTree.Node | null;
}

/** The header fields set on the way to a send, by lower-case name; where they are not complete, others may be set that could not be read. */
export class Headers {
  static readonly none = new Headers(new Map(), true);
  readonly fields: ReadonlyMap<string, Field>;
  readonly isComplete: boolean;

  constructor(fields: ReadonlyMap<string, Field>, isComplete: boolean) {
    this.fields = fields;
    this.isComplete = isComplete;
  }

  /** Whether a field is set on every path; `unknown` where headers were set that could not be read. */
  has(name: string): boolean | 'sometimes' | 'unknown' {
    const field = this.fields.get(name);
    if (field?.isAlways) return true;
    if (!this.isComplete) return 'unknown';
    return field ? 'sometimes' : false;
  }

  with(name: string, value: TSESTree.Node | null): Headers {
    const known = this.fields.get(name);
    if (known?.isAlways && known.value === value) return this;
    return new Headers(new Map(this.fields).set(name, { isAlways: true, value }), this.isComplete);
  }

  without(name: string): Headers {
    if (!this.fields.has(name)) return this;
    const fields = new Map(this.fields);
    fields.delete(name);
    return new Headers(fields, this.isComplete);
  }

  incomplete(): Headers {
    return this.isComplete ? new Headers(this.fields, false) : this;
  }

  join(other: Headers): Headers {
    if (this === other || this.equals(other)) return this;
    const fields = new Map<string, Field>();
    for (const name of new Set([...this.fields.keys(), ...other.fields.keys()])) {
      const a = this.fields.get(name);
      const b = other.fields.get(name);
      fields.set(name, {
        isAlways: Boolean(a?.isAlways && b?.isAlways),
        value: a && b && a.value !== b.value ? null : ((a ?? b)?.value ?? null),
      });
    }
    return new Headers(fields, this.isComplete && other.isComplete);
  }

  equals(other: Headers): boolean {
    if (this === other) return true;
    if (this.isComplete !== other.isComplete || this.fields.size !== other.fields.size) return false;
    for (const [name, field] of this.fields) {
      const one = other.fields.get(name);
      if (!one || one.isAlways !== field.isAlways || one.value !== field.value) return false;
    }
    return true;
  }
}

/** The headers after one field is set by a name that may be computed. */
export function withHeader(
  headers: Headers,
  name: TSESTree.Node | string,
  value: TSESTree.Node | null,
  file: File,
): Headers {
  const names = typeof name === 'string' ? [name] : namesOf(name, file);
  if (names === null) return headers.incomplete();
  const [only] = names;
  if (names.length === 1 && only !== undefined) return headers.with(only.toLowerCase(), value);
  return names.map(one => headers.with(one.toLowerCase(), value)).reduce((a, b) => a.join(b), headers);
}

/** The headers after one field is removed by a name that may be computed. */
export function withoutHeader(headers: Headers, name: TSESTree.Node | string, file: File): Headers {
  const names = typeof name === 'string' ? [name] : namesOf(name, file);
  return names?.reduce((known, one) => known.without(one.toLowerCase()), headers) ?? headers.incomplete();
}

/** The headers after those of an object are set: an object literal, `new Map([...])`, or an array of names and values in turn; anything else is not read. */
export function withHeaders(headers: Headers, node: TSESTree.Node, file: File, budget = { objects: 100 }): Headers {
  const object = file.bindings.resolve(node);
  // An object may spread itself, `var headers = { ...headers, vary: 'origin' }`, or each the one before twice.
  if (budget.objects-- <= 0) return headers.incomplete();
  if (object.type === 'NewExpression' && object.arguments[0])
    return withHeaders(headers, object.arguments[0], file, budget);
  if (object.type === 'ArrayExpression') {
    const pairs = object.elements.map(element => (element?.type === 'ArrayExpression' ? element.elements : null));
    const names = pairs.every(pair => pair !== null)
      ? pairs.map(pair => pair[0] ?? null)
      : object.elements.filter((_, index) => index % 2 === 0);
    return names.reduce<Headers>(
      (known, name) => (name ? withHeader(known, name, null, file) : known.incomplete()),
      headers,
    );
  }
  if (object.type !== 'ObjectExpression') return headers.incomplete();
  let result = headers;
  for (const property of object.properties) {
    if (property.type === 'SpreadElement') {
      const spread = file.bindings.resolve(property.argument);
      result = spread.type === 'ObjectExpression' ? withHeaders(result, spread, file, budget) : result.incomplete();
      continue;
    }
    const name = propertyName(property);
    result =
      name !== null
        ? result.with(name.toLowerCase(), property.value)
        : withHeader(result, property.key, property.value, file);
  }
  return result;
}

function namesOf(node: TSESTree.Node, file: File): readonly string[] | null {
  const { values, isComplete } = staticValues(unwrap(node), file.bindings, () => null);
  const names = values.map(({ value }) => value).filter(value => typeof value === 'string');
  return isComplete && names.length === values.length && names.length > 0 ? names : null;
}
