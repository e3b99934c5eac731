import type { TSESTree } from '@typescript-eslint/utils';

import { readCause } from '../../causes/read-cause.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import { frameOf, type Located } from '../../model/definitions/frame.ts';
import { returnsOf } from '../../model/definitions/returns.ts';
import { endsInOwnCatch } from '../../model/errors/own-catch.ts';
import { functionsOf } from '../../model/handlers/find-handlers.ts';
import { allBefore, type Before, type Handler, type MountedRoute, type Role } from '../../model/handlers/handler.ts';
import { findAddedMethods } from '../../model/interpreter/added-methods.ts';
import type { Model } from '../../model/model.ts';
import type { HandlerResponses, Response } from '../../model/responses/response.ts';
import { realPath } from '../../project/real-path.ts';
import { functionName, isFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, methodCall, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { answersOfMiddleware, refusedContent, type OwnStatus } from './package-middleware.ts';
import { spanOf } from './response-span.ts';

/** One status that a function can send, or an error of its can be answered with. */
export interface StatusFact {
  readonly status: number;
  readonly cause: CauseName | null;
  /** Why that is the cause, in words of the code; null where it is not known. */
  readonly evidence: string | null;
  readonly via: string;
  readonly file: string;
  readonly line: number;
  /** Whether the framework gives it to an error that says none, or an error handler does. */
  readonly givenBy: 'itself' | 'framework' | 'error-handler';
  /** The rules of the recommended preset that speak of it. */
  readonly findings: readonly string[];
}

/** Why it is not known of a function what it sends. */
export interface Gap {
  readonly reason:
    | 'status-unknown'
    | 'response-handed-on'
    | 'passes-on'
    | 'error-forwarded'
    | 'middleware-out-of-sight'
    | 'error-handler-out-of-sight'
    | 'handler-out-of-sight';
  readonly file: string;
  readonly line: number;
}

/** A function of a file, as others name it: its file and offset. */
export type FunctionKey = string;

/** What runs before a handler. */
export interface BeforeFact {
  readonly text: string;
  readonly file: string;
  readonly line: number;
  /** The function, where it is in sight. */
  readonly key: FunctionKey | null;
  /** The package that makes it, where one does, and the name of what is called of it. */
  readonly package: string | null;
  readonly callee: string | null;
  /** What it answers with by itself, where a package makes it and that is known; null where it is not. */
  readonly answers: readonly OwnStatus[] | null;
  /** The member of an instance that it is, or is made by calling: `app.verifySession`, `app.needsPermission('read')`; null where it is another thing, or in sight. */
  readonly member: { readonly name: string; readonly isCalled: boolean } | null;
}

/** A function that a plugin adds to the instances of Fastify: `app.decorate('verifySession', verifySession)`. */
export interface Decoration {
  readonly name: string;
  /** The function, where it is in sight. */
  readonly key: FunctionKey | null;
  /** The function that it gives back, where it makes one. */
  readonly made: FunctionKey | null;
}

/** One route of a handler or registration. */
export interface RouteFact {
  readonly method: string | null;
  readonly path: string | null;
  readonly isWhole: boolean;
  readonly file: string;
  readonly line: number;
  readonly before: readonly BeforeFact[];
  /** The error handlers behind it, nearest first; null where something out of sight may answer errors. */
  readonly errorHandlers: readonly (FunctionKey | null)[] | null;
}

/** A function that answers, or throws for one that does. */
export interface FunctionFact {
  readonly key: FunctionKey;
  readonly name: string | null;
  readonly file: string;
  readonly line: number;
  readonly role: Role | 'other';
  readonly framework: string | null;
  /** What the framework refuses before it, where it parses bodies by itself. */
  readonly refused: readonly OwnStatus[];
  readonly statuses: readonly StatusFact[];
  readonly gaps: readonly Gap[];
  readonly routes: readonly RouteFact[];
  /** The functions of the project that it calls, and whose errors leave it. */
  readonly calls: readonly FunctionKey[];
}

/** What one file says of operations. */
export interface FileFacts {
  readonly functions: readonly FunctionFact[];
  /** The routes that the file registers, whose handlers may stand elsewhere. */
  readonly routes: readonly (RouteFact & { readonly handler: BeforeFact | null })[];
  readonly decorations: readonly Decoration[];
}

/** The rules that speak of a line, by the messages of a lint. */
export type FindingsAt = (from: number, to: number) => readonly string[];

/** Collects what a file says of operations, in plain data: models of hundreds of files are not kept. */
export function factsOf(model: Model, filename: string, findingsAt: FindingsAt): FileFacts {
  const reader = new FactReader(model, filename, findingsAt);
  return { functions: reader.functions(), routes: reader.registered(), decorations: reader.decorations() };
}

function keyOf({ node, frame }: Located): FunctionKey {
  return `${realPath(frame.file.filename)}:${node.range[0]}`;
}

/** The function that one gives back, unless it throws before: `if (!scopes.has(scope)) throw …; return async (request, reply) => …`; null where it gives back another thing, or one of several. */
function madeBy({ node, frame }: Located): FunctionKey | null {
  const [made, ...others] = isFunction(node) ? returnsOf(node).map(one => unwrap(one)) : [];
  return made && others.length === 0 && isFunction(made) ? keyOf({ node: made, frame }) : null;
}

function memberOf({ node }: Located): BeforeFact['member'] {
  const isCalled = node.type === 'CallExpression';
  const callee = unwrap(isCalled ? node.callee : node);
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : null;
  return name === null ? null : { name, isCalled };
}

class FactReader {
  readonly #model: Model;
  readonly #filename: string;
  readonly #findingsAt: FindingsAt;
  /** The functions that the file puts on responses: whoever calls them answers by them. */
  readonly #added: readonly FunctionNode[];

  constructor(model: Model, filename: string, findingsAt: FindingsAt) {
    this.#model = model;
    this.#filename = filename;
    this.#findingsAt = findingsAt;
    const { file, definitions } = model;
    const added = definitions ? [...findAddedMethods(file, definitions.locator).values()] : [];
    this.#added = added.filter(({ located }) => located.frame.file === file).map(({ located }) => located.node);
  }

  functions(): readonly FunctionFact[] {
    const { handlers, responses, file } = this.#model;
    const facts = handlers.map(one =>
      this.#handler(
        one,
        responses.filter(({ handler }) => handler === one.handler),
      ),
    );
    const own = new Set(handlers.map(({ handler }) => handler.fn));
    const throwing = new Map<FunctionNode, Response[]>();
    for (const response of responses) {
      const { fn } = response;
      if (response.handler || !fn || own.has(fn)) continue;
      throwing.set(fn, [...(throwing.get(fn) ?? []), response]);
    }
    // A service that throws nothing itself may call one that does.
    for (const fn of file.functions) {
      if (own.has(fn)) continue;
      const thrown = throwing.get(fn) ?? [];
      const calls = this.#callsOf(fn);
      if (thrown.length === 0 && calls.length === 0) continue;
      facts.push({
        ...this.#named(fn, functionName(fn)),
        role: 'other',
        framework: null,
        refused: [],
        statuses: thrown.flatMap(response => this.#statuses(response)),
        gaps: thrown.flatMap(response => this.#unknown(response)),
        routes: [],
        calls,
      });
    }
    return facts;
  }

  registered(): FileFacts['routes'] {
    const { registrations, routes } = this.#model;
    return registrations.flatMap(registration => {
      const last = registration.handlers.at(-1);
      if (!routes || last?.role !== 'route') return [];
      const before = registration.handlers.slice(0, -1).map(({ node }) => node);
      const handler = this.#before(last.node);
      return routes.routesOf(registration, before).map(route => ({ ...this.#route(route), handler }));
    });
  }

  /** What the plugins of the file add to the instances of Fastify. */
  decorations(): readonly Decoration[] {
    const { definitions, file } = this.#model;
    if (!definitions) return [];
    return file.calls.flatMap((call): Decoration[] => {
      const [named, value] = call.arguments;
      const name = named && methodCall(call)?.name === 'decorate' ? stringValue(named) : null;
      if (!name || !value || value.type === 'SpreadElement') return [];
      const located = definitions.locator.locate(value, frameOf(file));
      return [{ name, key: isFunction(located.node) ? keyOf(located) : null, made: madeBy(located) }];
    });
  }

  #handler({ handler, handedTo }: HandlerResponses, all: readonly Response[]): FunctionFact {
    const answers = handler.role !== 'responder';
    const responses = all.filter(
      ({ node }) =>
        !this.#added.some(method => method !== handler.fn && isWithin(method, handler.fn) && isWithin(node, method)),
    );
    return {
      ...this.#named(handler.fn, handler.name),
      role: handler.role,
      framework: handler.framework.package,
      refused: handler.framework.parsesBodies === true ? refusedContent(handler.framework, true) : [],
      statuses: responses.flatMap(response => this.#statuses(response)),
      gaps: [
        ...responses.flatMap(response => this.#unknown(response)),
        ...handedTo.flatMap(node => this.#gap(node, handler)),
      ],
      routes: answers ? handler.mounted().map(route => this.#route(route)) : [],
      calls: this.#callsOf(handler.fn),
    };
  }

  #named(fn: FunctionNode, name: string | null): Pick<FunctionFact, 'key' | 'name' | 'file' | 'line'> {
    return {
      key: `${realPath(this.#filename)}:${fn.range[0]}`,
      name,
      file: this.#filename,
      line: fn.loc.start.line,
    };
  }

  #statuses(response: Response): StatusFact[] {
    const { line, endLine } = spanOf(response);
    const cause = readCause(response, this.#model);
    const findings = this.#findingsAt(line, endLine);
    return response.status.outcomes
      .filter(({ code }) => Number.isInteger(code))
      .map((outcome): StatusFact => {
        const own = (outcome.guards.length > 0 ? readCause(response, this.#model, outcome) : null) ?? cause;
        return {
          status: outcome.code,
          cause: own?.cause ?? null,
          evidence: own ? `${own.reads} (line ${own.node.loc.start.line})` : null,
          via: response.via,
          file: this.#filename,
          line,
          givenBy: !response.error
            ? 'itself'
            : response.error.isAnswered
              ? 'error-handler'
              : outcome.isImplicit
                ? 'framework'
                : 'itself',
          findings,
        };
      });
  }

  #unknown(response: Response): Gap[] {
    const { isComplete, outcomes } = response.status;
    return isComplete && outcomes.length > 0
      ? []
      : [{ reason: 'status-unknown', file: this.#filename, line: spanOf(response).line }];
  }

  /** What a call says that may take the response elsewhere. */
  #gap(node: TSESTree.Node, { next }: Handler): Gap[] {
    const at = { file: this.#filename, line: node.loc.start.line };
    const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
    if (callee && this.#comesBack(callee)) return [];
    const isNext =
      next !== null && callee?.type === 'Identifier' && this.#model.file.bindings.variableOf(callee) === next;
    if (!isNext) return [{ reason: 'response-handed-on', ...at }];
    const [error] = node.type === 'CallExpression' ? node.arguments : [];
    if (!error) return [{ reason: 'passes-on', ...at }];
    // An error that says its status is a response of its own.
    return this.#model.responses.some(response => response.node === node) ? [] : [{ reason: 'error-forwarded', ...at }];
  }

  /** Whether what is called with a response does not answer with it unnoticed: `res.write.bind(res)`, or middleware of a package that is known, `express.json()(req, res, next)`. */
  #comesBack(callee: TSESTree.Node): boolean {
    const { definitions, file } = this.#model;
    if (callee.type === 'MemberExpression')
      return propertyName(callee) === 'bind' && unwrap(callee.object).type === 'MemberExpression';
    return (
      callee.type === 'CallExpression' &&
      definitions !== null &&
      answersOfMiddleware({ node: callee, frame: frameOf(file) }, definitions.locator) !== null
    );
  }

  #route(route: MountedRoute): RouteFact {
    const { method, path, isWhole, filename, line } = route;
    const handlers = route.errorHandlers();
    return {
      method,
      path,
      isWhole,
      file: filename,
      line,
      before: [...allBefore(route)].reverse().map(one => this.#beforeOf(one)),
      errorHandlers: handlers && handlers.map(one => (isFunction(one.node) ? keyOf(one) : null)),
    };
  }

  #beforeOf({ handler, locate }: Before): BeforeFact {
    return this.#described(handler, locate());
  }

  #before(node: TSESTree.Node): BeforeFact | null {
    const { definitions, file } = this.#model;
    if (!definitions) return null;
    const frame = frameOf(file);
    const value = { node, frame };
    return this.#described(value, definitions.locator.locate(node, frame));
  }

  #described(written: Located, located: Located): BeforeFact {
    const { file } = written.frame;
    const { definitions } = this.#model;
    const text = file.text(written.node).replaceAll(/\s+/g, ' ');
    const fn = this.#functionOf(located);
    const callee = located.node.type === 'CallExpression' ? located.node.callee : located.node;
    const source = located.frame.file.bindings.originOf(callee)?.source ?? null;
    return {
      text: text.length > 60 ? `${text.slice(0, 59)}…` : text,
      file: file.filename,
      line: written.node.loc.start.line,
      key: fn,
      package: source !== null && !source.startsWith('.') ? source : null,
      callee: located.node.type === 'CallExpression' ? calleeName(located.node) : null,
      member: fn === null && callee.type === 'MemberExpression' ? memberOf(located) : null,
      answers: fn === null && definitions ? answersOfMiddleware(located, definitions.locator) : null,
    };
  }

  /** The function that is registered: itself, what a factory of the project gives back, or what a wrapper gets. */
  #functionOf(located: Located): FunctionKey | null {
    if (isFunction(located.node)) return keyOf(located);
    if (located.node.type !== 'CallExpression') return null;
    const made = this.#model.definitions?.locator.locate(located.node.callee, located.frame);
    const inner = functionsOf(located.node, located.frame.file)[0];
    if (inner) return keyOf({ node: inner, frame: located.frame });
    for (const argument of located.node.arguments) {
      const given = this.#model.definitions?.locator.locate(argument, located.frame);
      if (given && isFunction(given.node)) return keyOf(given);
    }
    return made ? madeBy(made) : null;
  }

  /** The functions of the project that a function calls, save where its own catch ends their errors. */
  #callsOf(fn: FunctionNode): readonly FunctionKey[] {
    const { file, definitions } = this.#model;
    if (!definitions) return [];
    const keys = new Set<FunctionKey>();
    const frame = frameOf(file);
    for (const call of nodesWithin(file.calls, fn)) {
      const located = definitions.locator.locate(call.callee, frame);
      if (isFunction(located.node) && located.node !== fn && !endsInOwnCatch(call, file)) keys.add(keyOf(located));
    }
    return [...keys];
  }
}
