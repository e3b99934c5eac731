import type { TSESTree } from '@typescript-eslint/utils';

import { BEFORE_HANDLER } from '../../frameworks/registration.ts';
import type { Route } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { enclosingFunction, parametersOf } from '../../syntax/functions.ts';
import { expressionKey } from '../../syntax/same-expression.ts';
import { methodCall } from '../../syntax/unwrap.ts';

/** What an instance has before its routes: middleware it uses for all of them, a hook, a plugin. */
export interface Gate {
  readonly is: 'handler' | 'plugin' | 'hooks-of-plugin';
  readonly node: TSESTree.Node;
  /** The call it stands in. */
  readonly registration: TSESTree.Node;
  /** The place from which on it holds; a hook holds for the routes above it too. */
  readonly from: number;
}

const EVERYWHERE = -1;

/** An instance: its variable, or its code out of the reach of variables. */
type Instance = Variable | string;

/** The gates of one instance in the order in which they begin to hold, by the path they stand at; null for all paths. */
type GatesByPath = ReadonlyMap<string | null, readonly Gate[]>;

const gates = new WeakMap<Model, ReadonlyMap<Instance, GatesByPath>>();

/** The gates of a file that hold, as one question to each tells. Each is asked once: asked anew for each route they take the square of the file's length. */
export class HoldingGates {
  readonly #model: Model;
  readonly #holds: (gate: Gate) => boolean;
  readonly #known = new Map<readonly Gate[], readonly Gate[]>();

  constructor(model: Model, holds: (gate: Gate) => boolean) {
    this.#model = model;
    this.#holds = holds;
  }

  /** Whether one of the instance of a route, or of those around it in the same file, stands before the route. */
  standBefore({ registration: { node, receiver }, path }: Route): boolean {
    const found = gatesOf(this.#model);
    for (const instance of instancesAround(receiver, this.#model)) {
      const byPath = found.get(instance);
      if (!byPath) continue;
      if (this.#isBefore(node, byPath.get(null))) return true;
      for (let length = 0; path !== null && length <= path.length; length++)
        if (this.#isBefore(node, byPath.get(path.slice(0, length)))) return true;
    }
    return false;
  }

  #isBefore(registration: TSESTree.Node, standing: readonly Gate[] | undefined): boolean {
    if (!standing) return false;
    let holding = this.#known.get(standing);
    if (!holding) this.#known.set(standing, (holding = standing.filter(this.#holds)));
    // A hook is not behind itself.
    const first = holding.find(gate => gate.registration !== registration);
    return first !== undefined && first.from < registration.range[0];
  }
}

function gatesOf(model: Model): ReadonlyMap<Instance, GatesByPath> {
  let found = gates.get(model);
  if (!found) gates.set(model, (found = findGates(model)));
  return found;
}

function findGates(model: Model): ReadonlyMap<Instance, GatesByPath> {
  const found = new Map<Instance, Map<string | null, Gate[]>>();
  const add = (receiver: TSESTree.Node, path: string | null, gate: Gate): void => {
    const instance = instanceOf(receiver, model);
    const byPath = found.get(instance) ?? new Map<string | null, Gate[]>();
    const standing = byPath.get(path) ?? [];
    found.set(instance, byPath.set(path, standing));
    standing.push(gate);
  };
  for (const { node: registration, receiver, allMethods, path, pathNode, handlers } of model.registrations) {
    if (!allMethods || (path === null && pathNode !== null)) continue;
    for (const { node, role, hook } of handlers) {
      if (role === 'middleware')
        add(receiver, path, { is: 'handler', node, registration, from: registration.range[0] });
      else if (role === 'hook' && (hook === undefined || BEFORE_HANDLER.has(hook)))
        add(receiver, path, { is: 'handler', node, registration, from: EVERYWHERE });
    }
  }
  for (const call of model.file.calls) {
    const method = methodCall(call);
    const [node] = call.arguments;
    if (method?.name !== 'register' || !node) continue;
    // fastify.register(authenticateUser): the hooks in sight of it, or what its name says.
    add(method.object, null, { is: 'hooks-of-plugin', node, registration: call, from: EVERYWHERE });
    add(method.object, null, { is: 'plugin', node, registration: call, from: node.range[0] });
  }
  for (const byPath of found.values()) for (const standing of byPath.values()) standing.sort((a, b) => a.from - b.from);
  return found;
}

/** A router or instance, and those whose plugins it is the parameter of: `app.register(async scope => { scope.get(…) })`. Hooks of an instance are those of all inside it. Source: fastify docs/Reference/Encapsulation.md. */
function instancesAround(receiver: TSESTree.Node, model: Model): readonly Instance[] {
  const found = [instanceOf(receiver, model)];
  for (let fn = enclosingFunction(receiver); fn; fn = enclosingFunction(fn)) {
    const parent: TSESTree.Node = fn.parent;
    const call = parent.type === 'CallExpression' && parent.arguments[0] === fn ? methodCall(parent) : null;
    const [parameter] = parametersOf(fn);
    const instance = call?.name === 'register' && parameter ? model.file.bindings.variableOf(parameter) : null;
    if (call && instance && found.includes(instance)) found.push(instanceOf(call.object, model));
  }
  return found;
}

function instanceOf(receiver: TSESTree.Node, { file: { bindings } }: Model): Instance {
  return bindings.variableOf(receiver) ?? expressionKey(receiver);
}
