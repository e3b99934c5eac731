import { describe, expect, it } from 'vitest';

import { summariseModel } from './read-model.ts';
import { makeProject, type ReadOptions } from './read-project.ts';

/** What the real declaration files have, as far as it matters here: the names, and where they stand. */
const DECLARATIONS = {
  'tsconfig.json':
    '{ "compilerOptions": { "lib": ["es2020"], "types": [], "strict": true, "module": "commonjs", "esModuleInterop": true, "skipLibCheck": true }, "include": ["src"] }',
  'node_modules/@types/express-serve-static-core/index.d.ts': `
    export interface Request<P = unknown> { params: any; body: any }
    export interface Response<B = any> { status(code: number): this; json(body?: B): this; end(): this; sendStatus(code: number): this }
    export interface NextFunction { (error?: unknown): void }
    export interface RequestHandler<P = unknown> { (req: Request<P>, res: Response, next: NextFunction): unknown }`,
  'node_modules/@types/express/index.d.ts': `
    import * as core from 'express-serve-static-core';
    declare function e(): any;
    declare namespace e {
      interface Request<P = unknown> extends core.Request<P> {}
      interface Response<B = any> extends core.Response<B> {}
      interface RequestHandler<P = unknown> extends core.RequestHandler<P> {}
    }
    export = e;`,
  'node_modules/fastify/package.json': '{ "name": "fastify", "version": "5.0.0", "types": "fastify.d.ts" }',
  'node_modules/fastify/fastify.d.ts':
    'export interface FastifyRequest { body: unknown } export interface FastifyReply { code(status: number): this; send(payload?: unknown): this }',
};

function read(code: string, options: ReadOptions = {}, files: Record<string, string> = {}): string[] {
  const project = makeProject({ ...DECLARATIONS, ...files, 'src/file.ts': code });
  return summariseModel(project.read('src/file.ts', code, { isTyped: true, ...options }));
}

// A program takes its time to start.
describe('type information', { timeout: 60_000 }, () => {
  it.each([
    [
      'a handler by the type of its variable',
      "import type { RequestHandler } from 'express'; export const show: RequestHandler = (input, output) => output.status(404).end();",
      'end 404 express controller',
    ],
    [
      'a handler by a type of the project',
      "import type { Request, Response } from 'express'; type In = Request<{ id: string }>; type Out = Response<string>; export const show = (input: In, output: Out) => output.status(404).end();",
      'end 404 express controller',
    ],
    [
      'a response that is more than a response',
      "import type { Response } from 'express'; export const show = (output: Response & { user: string }) => output.status(404).end();",
      'end 404 express responder',
    ],
    [
      'a helper by its type',
      "import type { Response } from 'express'; type Sender = (to: Response) => unknown; export const missing: Sender = to => to.status(404).end();",
      'end 404 express responder',
    ],
    [
      "Fastify's reply",
      "import type { FastifyReply, FastifyRequest } from 'fastify'; type Handler = (a: FastifyRequest, b: FastifyReply) => unknown; export const show: Handler = (a, b) => b.code(404).send();",
      'send 404 fastify controller',
    ],
  ])('tells %s', (_, code, expected) => {
    expect(read(code)).toEqual([expected]);
    expect(read(code, { settings: { types: 'off' } })).toEqual([]);
    expect(read(code, { isTyped: false })).toEqual([]);
  });

  it.each([
    [
      'a literal type',
      'export function fail(req: Request, res: Response, status: 404) { return res.status(status).end(); }',
      '404',
    ],
    [
      'a union',
      'export function fail(req: Request, res: Response, status: 403 | 404) { return res.status(status).end(); }',
      '403/404',
    ],
    [
      'a member of an enum',
      'declare enum Codes { Gone = 410 } export function fail(req: Request, res: Response, status: Codes.Gone) { return res.status(status).end(); }',
      '410',
    ],
    [
      'a property',
      'export function fail(req: Request, res: Response, error: { status: 409 | 422 }) { return res.status(error.status).end(); }',
      '409/422',
    ],
    [
      'what a function gives',
      'declare function pick(): 400 | 401; export function fail(req: Request, res: Response) { return res.status(pick()).end(); }',
      '400/401',
    ],
    [
      'one of two that is open',
      'export function fail(req: Request, res: Response, status: 404 | 410) { return res.status(req.body.gone ? 403 : status).end(); }',
      '403/404/410',
    ],
  ])('tells a status by %s', (_, code, status) => {
    const typed = `import type { Request, Response } from 'express'; ${code}`;
    expect(read(typed)).toEqual([`end ${status} express controller`]);
    expect(read(typed, { settings: { types: 'off' } })).toEqual(['end unknown express controller']);
  });

  it.each([
    [
      'a number',
      'export function fail(req: Request, res: Response, status: number) { return res.status(status).end(); }',
    ],
    [
      'a number or nothing',
      'export function fail(req: Request, res: Response, status?: 404) { return res.status(status!).end(); }',
    ],
    ['any', 'export function fail(req: Request, res: Response, status: any) { return res.status(status).end(); }'],
  ])('leaves a status unknown whose type is %s', (_, code) => {
    const read404 = read(`import type { Request, Response } from 'express'; ${code}`);
    expect(read404[0]).toMatch(/^end (?:unknown|404) /);
    if (!code.includes('?:')) expect(read404).toEqual(['end unknown express controller']);
  });

  it('makes no response of what another library calls one', () => {
    const files = {
      'node_modules/other/index.d.ts': 'export interface Response { status(code: number): this; end(): this }',
      'node_modules/other/package.json': '{ "name": "other", "types": "index.d.ts" }',
    };
    expect(
      read(
        "import type { Response as Out } from 'other'; export const show = (output: Out) => output.status(404).end();",
        {},
        files,
      ),
    ).toEqual([]);
  });
});
