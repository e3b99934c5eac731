import { getNames } from '../../src/reference/status-libraries.ts';

/** What the functions find that an example of a page calls and does not show: something, nothing, or a failure. */
export const WORLDS = ['there', 'missing', 'failing'] as const;

/** One of them. */
export type World = typeof WORLDS[number];

/** An error class that an example calls and does not show: it takes a status and a text, in any order. */
export class StubError extends Error {
  readonly statusCode: number | undefined;
  constructor(...values: unknown[]) {
    super(values.find(value => typeof value === 'string') ?? '');
    this.statusCode = values.find(value => typeof value === 'number');
  }
}

/** A value that is whatever an example takes it for: called, it gives what its world gives. */
export function makeStub(world: World): unknown {
  const itself = (): unknown => stub;
  const stub: unknown = new Proxy(function stub() { /* whatever is called */ }, {
    get: (target, key) => {
      if (key === 'then') return undefined;
      if (key === 'toJSON') return () => ({ id: 7 });
      if (key === Symbol.toPrimitive) return () => '7';
      if (key === Symbol.iterator) return () => [stub][Symbol.iterator]();
      if (key === 'length') return 1;
      return key === 'prototype' ? target.prototype as unknown : stub;
    },
    has: () => true,
    construct: () => stub as object,
    apply: () => {
      if (world === 'there') return itself();
      return world === 'missing' ? undefined : Promise.reject(new Error('The store is down'));
    },
  });
  return stub;
}

/** `@fastify/sensible`, as far as an example needs it: its errors, made by http-errors. */
export function makeSensible(createError: (code: number, message?: string) => Error): unknown {
  interface Instance { decorate: (name: string, value: unknown) => void; decorateReply: (name: string, value: unknown) => void }
  const plugin = (instance: Instance, _options: unknown, done: () => void): void => {
    const errors: Record<string, unknown> = {};
    for (const [code, names] of getNames('@fastify/sensible')) {
      for (const name of names) {
        errors[name] = (message?: string) => createError(code, message);
        instance.decorateReply(name, function (this: { send: (error: Error) => unknown }, message?: string) { return this.send(createError(code, message)); });
      }
    }
    instance.decorate('httpErrors', errors);
    done();
  };
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}
