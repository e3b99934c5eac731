import { getNames, type StatusLibrary } from '../../src/reference/status-libraries.ts';

/** What the functions find that an example of a page calls and does not show: something, nothing, or a failure. */
export const WORLDS = ['there', 'missing', 'failing'] as const;

/** One of them. */
export type World = (typeof WORLDS)[number];

/** An error class that an example calls and does not show: it takes a status and a text, in any order. */
export class StubError extends Error {
  readonly statusCode: number | undefined;
  constructor(...values: unknown[]) {
    super(values.find(value => typeof value === 'string') ?? '');
    this.statusCode = values.find(value => typeof value === 'number');
  }
}

/** What makes frameworks take a value for a promise or a stream. */
const NOT_A_STREAM = /^(?:then|pipe|getReader|on|constructor)$/;

/** A value that is whatever an example takes it for: called, it gives what its world gives; as middleware it knows the caller and goes on. */
export function makeStub(world: World): unknown {
  const stub: unknown = new Proxy(
    function stub() {
      /* whatever is called */
    },
    {
      get: (target, key) => {
        if (key === Symbol.toPrimitive) return () => '7';
        if (key === Symbol.iterator) return () => [stub][Symbol.iterator]();
        if (typeof key === 'symbol' || NOT_A_STREAM.test(key)) return undefined;
        if (key === 'toJSON') return () => ({ id: 7 });
        if (/^status(?:Code)?$/.test(key)) return 200;
        if (key === 'length') return 1;
        return key === 'prototype' ? (target.prototype as unknown) : stub;
      },
      has: () => true,
      construct: () => stub as object,
      apply: (_target, _self, values: unknown[]) => {
        const [request, , next] = values;
        if (typeof next === 'function' && request !== null && typeof request === 'object' && 'headers' in request) {
          goOn(request, next as () => void);
          return undefined;
        }
        if (world === 'there') return stub;
        return world === 'missing' ? undefined : Promise.reject(new Error('The store is down'));
      },
    },
  );
  return stub;
}

function goOn(request: object, next: () => void): void {
  Object.assign(request, { user: { id: '8', role: 'user' } });
  next();
}

/** `@fastify/sensible`, as far as an example needs it: its errors, made by http-errors. */
export function makeSensible(createError: (code: number, message?: string) => Error): unknown {
  interface Instance {
    decorate: (name: string, value: unknown) => void;
    decorateReply: (name: string, value: unknown) => void;
  }
  const plugin = (instance: Instance, _options: unknown, done: () => void): void => {
    const errors: Record<string, unknown> = {};
    for (const [code, names] of getNames('@fastify/sensible')) {
      for (const name of names) {
        errors[name] = (message?: string) => createError(code, message);
        instance.decorateReply(name, function (this: { send: (error: Error) => unknown }, message?: string) {
          return this.send(createError(code, message));
        });
      }
    }
    instance.decorate('httpErrors', errors);
    done();
  };
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

/** A library of constants, by whatever export an example reads them. */
export function makeConstants(library: StatusLibrary): unknown {
  const constants = Object.fromEntries(
    [...getNames(library)].flatMap(([code, names]) => names.map(name => [name, code])),
  );
  return { ...constants, StatusCodes: constants, constants, status: constants, default: constants, __esModule: true };
}
