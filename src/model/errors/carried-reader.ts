import type { TSESTree } from '@typescript-eslint/utils';

import { findStatusByConstant, findStatusByErrorName, findStatusLibrary } from '../../reference/status-names.ts';
import { findPlace } from '../../settings.ts';
import { memberPath, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';
import type { FramedValues } from '../definitions/evaluate.ts';
import { findProperty, type Arguments, type Frame, type Located } from '../definitions/frame.ts';
import type { Resolver } from '../definitions/resolver.ts';
import {
  carriedAs,
  NOTHING_CARRIED,
  STATUS_PROPERTIES,
  UNREAD,
  type Carried,
  type CarriedProperty,
} from './carried-status.ts';

/** Reads what errors carry off the call that makes them: by the settings, by the library, by an object or argument, by a name. */
export class CarriedReader {
  readonly #definitions: Resolver;

  constructor(definitions: Resolver) {
    this.#definitions = definitions;
  }

  /** The statuses of an object literal. */
  ofObject(node: TSESTree.Node, frame: Frame): Partial<Carried> {
    const object = this.#definitions.locator.locate(node, frame);
    if (object.node.type !== 'ObjectExpression') return {};
    const found: Partial<Record<CarriedProperty, FramedValues>> = {};
    for (const name of STATUS_PROPERTIES) {
      const value = findProperty(object.node, name);
      if (value && value !== 'unknown') found[name] = this.#definitions.evaluator.evaluate(value, object.frame);
    }
    return found;
  }

  /** Errors whose place for the status the settings name. */
  declared({ node, frame }: Located, { list }: Arguments): Carried | null {
    const place = findPlace(this.#definitions.settings.errors, memberPath(node));
    if (!place) return null;
    const given = place.argument === null ? null : list[place.argument];
    if (place.property !== null) {
      for (const one of given ? [given] : list) {
        const object = this.#definitions.locator.locate(one.node, one.frame);
        const value = object.node.type === 'ObjectExpression' ? findProperty(object.node, place.property) : null;
        if (value && value !== 'unknown')
          return { ...NOTHING_CARRIED, statusCode: this.#definitions.evaluator.evaluate(value, object.frame) };
      }
    } else if (given)
      return { ...NOTHING_CARRIED, statusCode: this.#definitions.evaluator.evaluate(given.node, given.frame) };
    const code = place.status ?? place.default;
    return code === null ? UNREAD : carriedAs(code, { node, frame });
  }

  /** Errors of the libraries that make them for HTTP. */
  library(callee: Located, args: Arguments): Carried | null {
    const node = unwrap(callee.node);
    const origin = callee.frame.file.bindings.originOf(node) ?? computedOrigin(node, callee.frame);
    const path = memberPath(node);
    if (
      path?.at(-2) === 'httpErrors' ||
      (origin && findStatusLibrary(origin.source) === '@fastify/sensible' && origin.name.startsWith('httpErrors.'))
    )
      return this.#ofSensible(path?.at(-1) ?? '', callee, args);
    if (!origin) return null;
    const member = origin.name.split('.').at(-1) ?? '';
    if (origin.source === '@fastify/error' || origin.source === 'fastify-error')
      return this.#ofFastifyError(callee, args);
    switch (findStatusLibrary(origin.source)) {
      case 'http-errors': {
        if (member === '*' || member === 'default' || member === 'createError') return this.#created(args, false);
        const code = findStatusByConstant('http-errors', member);
        return code === null ? null : carriedAs(code, callee);
      }
      case '@hapi/boom':
        return this.#definitions.isBoomTranslated() ? UNREAD : carriedAs(500, callee);
      default:
        return null;
    }
  }

  /** `fastify.httpErrors.notFound()`, `httpErrors.createError(404)`. */
  #ofSensible(name: string, callee: Located, args: Arguments): Carried | null {
    if (name === 'getHttpError' || name === 'createError') return this.#created(args, name === 'getHttpError');
    const code = findStatusByConstant('@fastify/sensible', name) ?? findStatusByConstant('http-errors', name);
    return code === null ? null : carriedAs(code, callee);
  }

  /** createError(code, message, statusCode = 500, Base). Source: @fastify/error index.js. */
  #ofFastifyError(callee: Located, { list, isOpen }: Arguments): Carried {
    const [, , status] = list;
    if (status)
      return { ...NOTHING_CARRIED, statusCode: this.#definitions.evaluator.evaluate(status.node, status.frame) };
    return isOpen ? UNREAD : carriedAs(500, callee);
  }

  /** Whether a class is an error of GraphQL, which its server sends as a part of a 200 with a code of its own. Source: GraphQL over HTTP, 6.4.1. */
  isOfGraphql({ node, frame }: Located): boolean {
    const origin = frame.file.bindings.originOf(unwrap(node));
    return (
      origin !== null &&
      /^(?:graphql|graphql-yoga|apollo-errors|apollo-server(?:-\w+)*|@apollo\/server(?:\/\w+)?)$/.test(origin.source) &&
      origin.name.endsWith('Error')
    );
  }

  /** `createError(404, message, properties)`: the first number is the status, an error keeps its own, a string is the message. Source: http-errors index.js. */
  #created({ list, isOpen }: Arguments, acceptsText: boolean): Carried {
    for (const { node, frame } of list) {
      const values = this.#definitions.evaluator.evaluate(node, frame);
      if (
        values.values.some(
          ({ value }) =>
            typeof value === 'number' || (acceptsText && typeof value === 'string' && /^\d{3}$/.test(value)),
        )
      )
        return { ...NOTHING_CARRIED, statusCode: values };
      if (!values.isComplete && node.type !== 'ObjectExpression' && node.type !== 'TemplateLiteral') return UNREAD;
    }
    const [first] = list;
    if (isOpen) return UNREAD;
    if (!first) return NOTHING_CARRIED;
    const text = stringValue(first.node);
    // createError('404') takes it for the message: what looks like the status is what is wrong.
    if (text !== null && /^\d{3}$/.test(text))
      return {
        ...NOTHING_CARRIED,
        statusCode: { values: [{ value: 500, ...first, choices: [], isArgument: true }], isComplete: true },
      };
    return carriedAs(500, first);
  }

  /** The one argument that is a status, `new AppError(message, 404)`, or the one an options object names; for classes and factories out of sight. */
  fromArguments({ list }: Arguments): Carried | null {
    for (const { node, frame } of list.slice(0, 4)) {
      const value = unwrap(node);
      if (value.type === 'ObjectExpression') {
        const found = this.ofObject(value, frame);
        if (Object.values(found).some(one => one?.values.some(({ value: code }) => isErrorCode(code))))
          return { ...NOTHING_CARRIED, ...found };
        continue;
      }
      const { values, isComplete } = this.#definitions.evaluator.evaluate(value, frame);
      if (values.length > 0 && values.every(({ value: code }) => isErrorCode(code)))
        return { ...NOTHING_CARRIED, statusCode: { values, isComplete } };
    }
    return null;
  }

  /** The status a well-known name says, where names may be read. */
  byName(name: string | null): number | null {
    return name !== null && this.#definitions.mayReadNames ? findStatusByErrorName(name) : null;
  }
}

/** `createError[404]`. */
function computedOrigin(node: TSESTree.Node, frame: Frame): { readonly source: string; readonly name: string } | null {
  if (node.type !== 'MemberExpression' || !node.computed) return null;
  const name = propertyName(node);
  const origin = name === null ? null : frame.file.bindings.originOf(node.object);
  return origin && { source: origin.source, name: `${origin.name}.${name}` };
}

function isErrorCode(value: unknown): boolean {
  return typeof value === 'number' && value >= 400 && value <= 599 && Number.isInteger(value);
}
