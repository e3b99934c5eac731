import type { TSESTree } from '@typescript-eslint/utils';

import { BAN } from '../../knowledge/shapes/permissions.ts';
import { saysAny } from '../../syntax/words.ts';
import { LIMITERS } from '../../knowledge/libraries.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import { returnsOf } from '../../model/definitions/returns.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { readStatus, type Status } from '../../model/responses/status.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { findMember } from '../../syntax/static-values.ts';
import { methodCall, propertyName, unwrapAwait } from '../../syntax/unwrap.ts';
import type { Evidence } from '../context/evidence.ts';

/** A status that a library is told to send, with why it sends it. */
export interface DeclaredStatus {
  readonly status: Status;
  readonly evidence: Evidence;
}

/** The options a limiter of a library is made with. */
interface Limiter {
  readonly library: string;
  readonly options: TSESTree.ObjectExpression;
}

/** Finds the statuses that limiters are told to send once their limit is reached: `rateLimit({ statusCode: 403 })`. A builder that sets apart who is banned has two answers. */
export function findLimiterStatuses(model: Model): readonly DeclaredStatus[] {
  const { file, definitions } = model;
  const readConstant = definitions
    ? constantReader(file, definitions.constantsOf(frameOf(file)))
    : constantReader(file);
  const found: DeclaredStatus[] = [];
  for (const { library, options } of limitersOf(model)) {
    const add = (value: TSESTree.Node, name: string): void => {
      found.push({
        status: readStatus(value, file, readConstant),
        evidence: limitEvidence(value, `\`${name}\` says what \`${library}\` answers once its limit is reached`),
      });
    };
    for (const name of LIMITERS[library]?.statuses ?? []) {
      const value = findMember(options, name);
      if (value) add(value, name);
    }
    for (const name of LIMITERS[library]?.builders ?? []) {
      const fn = functionOf(options, name, model);
      if (!fn || saysAny(fn, BAN, file)) continue;
      for (const returned of returnsOf(fn)) {
        const value = findMember(file.bindings.resolve(returned), 'statusCode');
        if (value) add(value, name);
      }
    }
  }
  return found;
}

/** Reads what the registration with a limiter says of a response: its handler runs only once the limit is reached. Null where it answers in no such handler. */
export function readLimiterHandler({ handler }: Response, model: Model): Evidence | null {
  const fn = handler?.fn;
  if (!fn) return null;
  const library = limitingOf(model).get(fn);
  return library === undefined
    ? null
    : limitEvidence(fn, `\`${library}\` calls this handler once its limit is reached`);
}

const limiting = new WeakMap<Model, ReadonlyMap<FunctionNode, string>>();

/** The functions that limiters of a file call, each with the first library that does. */
function limitingOf(model: Model): ReadonlyMap<FunctionNode, string> {
  let known = limiting.get(model);
  if (known) return known;
  const found = new Map<FunctionNode, string>();
  for (const { library, options } of limitersOf(model))
    for (const name of LIMITERS[library]?.handlers ?? []) {
      const fn = functionOf(options, name, model);
      if (fn && !found.has(fn)) found.set(fn, library);
    }
  limiting.set(model, (known = found));
  return known;
}

const limiters = new WeakMap<Model, readonly Limiter[]>();

function limitersOf(model: Model): readonly Limiter[] {
  let known = limiters.get(model);
  if (!known) limiters.set(model, (known = [...findMade(model), ...findRouteOptions(model)]));
  return known;
}

/** `rateLimit({ … })`, `new RateLimit({ … })`, `fastify.register(rateLimit, { … })`. */
function findMade({ file }: Model): readonly Limiter[] {
  return [...file.calls, ...file.news].flatMap(call => {
    const isRegistered = methodCall(call)?.name === 'register';
    const [plugin] = call.arguments;
    const origin = file.bindings.originOf(isRegistered && plugin ? unwrapAwait(plugin) : call.callee);
    if (!origin || !Object.hasOwn(LIMITERS, origin.source)) return [];
    return call.arguments
      .map(argument => file.bindings.resolve(argument))
      .filter(one => one.type === 'ObjectExpression')
      .map(options => ({ library: origin.source, options }));
  });
}

/** `{ config: { rateLimit: { … } } }` of a Fastify route. */
function findRouteOptions({ registrations, file }: Model): readonly Limiter[] {
  return registrations.flatMap(({ options }) => {
    const config = options && findMember(options, 'config');
    const own = config && findMember(file.bindings.resolve(config), 'rateLimit');
    const resolved = own && file.bindings.resolve(own);
    return resolved?.type === 'ObjectExpression' ? [{ library: '@fastify/rate-limit', options: resolved }] : [];
  });
}

/** The function an option is, written there, as a method, or by its name. */
function functionOf(options: TSESTree.ObjectExpression, name: string, { file }: Model): FunctionNode | null {
  const property = options.properties.find(one => one.type === 'Property' && propertyName(one) === name);
  const value = property?.type === 'Property' ? file.bindings.resolve(property.value) : null;
  return isFunction(value) ? value : null;
}

function limitEvidence(node: TSESTree.Node, reads: string): Evidence {
  return { cause: 'rate-limited', isStrong: true, node, reads, by: 'registration' };
}
