import type { TSESTree } from '@typescript-eslint/utils';

import type { Registration } from '../../frameworks/registration.ts';
import { functionsOf } from '../../model/handlers/find-handlers.ts';
import { pathOf, type Handler } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { lastName, stringValue } from '../../syntax/unwrap.ts';

const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** Finds the methods that the path of a refused request has, in source order: those of its other registrations in the file, else those the handler compares `req.method` with before it refuses. None where neither is in sight. */
export function findAllowedMethods(response: Response, model: Model): readonly string[] {
  const { handler } = response;
  if (!handler) return [];
  const registered = registeredMethods(handler, model);
  return registered.length > 0 ? registered : comparedMethods(response);
}

function registeredMethods(handler: Handler, model: Model): readonly string[] {
  const path = pathOf(handler);
  const [route] = handler.routes;
  if (!route || path === null) return [];
  const { receiver } = route.registration;
  const siblings = registrationsAt(path, model).filter(
    one => sameExpression(one.receiver, receiver) && !refuses(one, model),
  );
  // The calls of a chain begin at one place: where they end tells their order.
  const inOrder = siblings.toSorted((a, b) => a.node.range[1] - b.node.range[1]);
  return [...new Set(inOrder.map(({ method }) => method).filter(method => method !== null))];
}

const byPath = new WeakMap<Model, ReadonlyMap<string | null, readonly Registration[]>>();

/** The registrations of a file with a path, in the order of the file's; put by their paths once, as each response may ask. */
export function registrationsAt(path: string, model: Model): readonly Registration[] {
  let known = byPath.get(model);
  if (!known) {
    const found = new Map<string | null, Registration[]>();
    for (const one of model.registrations) {
      const same = found.get(one.path);
      if (same) same.push(one);
      else found.set(one.path, [one]);
    }
    byPath.set(model, (known = found));
  }
  return known.get(path) ?? [];
}

/** Whether all that a registration's last handler answers is that the method is refused. */
function refuses({ handlers }: Registration, { file, handlers: known }: Model): boolean {
  const last = handlers.at(-1);
  const functions = last ? functionsOf(last.node, file) : [];
  return known.some(
    ({ handler, responses }) =>
      functions.includes(handler.fn) &&
      responses.length > 0 &&
      responses.every(({ status }) => status.codes?.every(code => code === 405)),
  );
}

/** `if (req.method !== 'POST') return res.sendStatus(405)`, `switch (req.method) { case 'GET': … default: … }`. */
function comparedMethods({ guards }: Response): readonly string[] {
  const compared = guards.flatMap(({ test, holds, discriminant }) => {
    if (test.type === 'SwitchCase')
      return !holds && test.test && discriminant && isMethod(discriminant) ? [stringValue(test.test)] : [];
    if (test.type !== 'BinaryExpression' || !/^[!=]==?$/.test(test.operator) || holds === test.operator.startsWith('='))
      return [];
    const value = isMethod(test.left) ? test.right : isMethod(test.right) ? test.left : null;
    return value ? [stringValue(value)] : [];
  });
  return [...new Set(compared)].filter(method => method !== null && METHOD.test(method)) as string[];
}

function isMethod(node: TSESTree.Node): boolean {
  return lastName(node) === 'method';
}
