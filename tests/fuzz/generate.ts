import { Random } from '../flow/random-function.ts';
import { definitionsIn, STATEMENTS, type Parts } from './oddities.ts';

/** What a program is written in. */
export type Language = 'script' | 'commonjs' | 'module' | 'jsx' | 'ts' | 'tsx';

/** A program made at random. */
export interface GeneratedProgram {
  readonly seed: number;
  readonly language: Language;
  readonly code: string;
}

type Framework = 'express' | 'fastify';

const LANGUAGES: readonly Language[] = ['script', 'commonjs', 'module', 'module', 'jsx', 'ts', 'ts', 'ts', 'tsx'];

/** Writes the program of a seed: handlers of one of the frameworks among all the syntax there is, much of it where nobody would write it. */
export function generate(seed: number): GeneratedProgram {
  const random = new Random(seed);
  // The first numbers of neighbouring seeds are alike.
  for (let i = 0; i < 5; i++) random.below(2);
  const language = random.pick(LANGUAGES);
  return { seed, language, code: new ProgramWriter(random, language, random.pick(['express', 'fastify'])).write() };
}

const STATUSES = [
  '200',
  '201',
  '204',
  '206',
  '301',
  '302',
  '303',
  '304',
  '400',
  '401',
  '403',
  '404',
  '405',
  '409',
  '418',
  '422',
  '429',
  '500',
  '502',
  '503',
  '504',
  '99',
  '600',
  '299',
  '0',
  '404.5',
  '-1',
  '1e3',
  '0x194',
  "'404'",
  '"500"',
  '`404`',
  'NaN',
  'null',
  'StatusCodes.NOT_FOUND',
  "StatusCodes['OK']",
  'StatusCodes.NO_CONTENT',
  'HttpStatus.OK',
];
const PATHS = [
  "'/'",
  "'/users/:id'",
  '"/login"',
  '`/posts/${v}`',
  "'*'",
  '/^\\/x/',
  "['/a', '/b']",
  "'/health'",
  "'/search'",
];
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'all', 'options', 'head'];
const NAMES = [
  'user',
  'post',
  'items',
  'token',
  'x',
  'err',
  'error',
  'result',
  'count',
  'existing',
  'body',
  '$',
  '_',
  'π',
];
const MEMBERS = [
  'id',
  'role',
  'email',
  'length',
  'status',
  'statusCode',
  'code',
  'message',
  'isAdmin',
  'ok',
  'data',
  'params',
  'constructor',
  '__proto__',
  'toString',
];
const CALLS = [
  'Post.findById',
  'prisma.user.findMany',
  'User.create',
  'jwt.verify',
  'bcrypt.compare',
  'schema.safeParse',
  'axios.get',
  'fetch',
  'db.query',
  'f',
  'isValid',
  'service.remove',
  'redis.incr',
  'JSON.parse',
  'Number',
  'createError',
  "knex('x').where",
  'res.set',
  'user.save',
  'cache.get',
];

/** Makes the text of a program, with one source of chance for all of it. */
class ProgramWriter {
  readonly #random: Random;
  readonly #language: Language;
  readonly #framework: Framework;
  #res = 'res';
  #req = 'req';
  #next: string | null = 'next';
  #names = 0;
  #depth = 0;
  #isAsync = false;
  #isGenerator = false;
  #loops = 0;
  readonly #known: string[] = ['v', 'f', 'g', 'db', 'log'];

  constructor(random: Random, language: Language, framework: Framework) {
    this.#random = random;
    this.#language = language;
    this.#framework = framework;
  }

  write(): string {
    const parts = [this.#header(), ...this.#times(2, () => this.#definition())];
    parts.push(...this.#times(3, () => this.#registration()));
    if (this.#chance(3)) parts.push(this.#definition());
    if (this.#isModule && this.#chance(3)) parts.push(this.#exported());
    const separator = this.#chance(6) ? '\r\n' : '\n';
    return `${this.#chance(30) ? '\uFEFF' : ''}${this.#chance(30) && this.#language === 'script' ? '#!/usr/bin/env node\n' : ''}${parts.join('\n').replaceAll('\n', separator)}${this.#chance(4) ? '' : separator}`;
  }

  get #isTyped(): boolean {
    return this.#language === 'ts' || this.#language === 'tsx';
  }

  get #isModule(): boolean {
    return this.#language !== 'script' && this.#language !== 'commonjs';
  }

  get #hasJsx(): boolean {
    return this.#language === 'jsx' || this.#language === 'tsx';
  }

  #chance(of: number): boolean {
    return this.#random.below(of) === 0;
  }

  #times<T>(most: number, make: () => T): T[] {
    return Array.from({ length: 1 + this.#random.below(most) }, make);
  }

  #one(...choices: readonly (() => string)[]): string {
    return this.#random.pick(choices)();
  }

  #fresh(): string {
    const name = `${this.#random.pick(NAMES)}${this.#names++}`;
    this.#known.push(name);
    return name;
  }

  #any(): string {
    return this.#chance(4) ? this.#random.pick(NAMES) : this.#random.pick(this.#known);
  }

  #typed(type: string): string {
    return this.#isTyped && this.#chance(2) ? `: ${type}` : '';
  }

  #header(): string {
    const isExpress = this.#framework === 'express';
    const factory = isExpress ? 'express' : 'Fastify';
    const made = isExpress
      ? this.#random.pick(['express()', 'express.Router()', "require('express')()"])
      : this.#random.pick(['Fastify()', 'Fastify({ logger: true })', "require('fastify')()"]);
    const framework = isExpress ? 'express' : 'fastify';
    const first = this.#isModule
      ? `import ${factory} from '${framework}';\nimport createError from 'http-errors';\n${this.#isTyped && this.#chance(3) ? 'import type { StatusCodes }' : 'import { StatusCodes }'} from 'http-status-codes';`
      : `const ${factory} = require('${framework}'), createError = require('http-errors'), { StatusCodes } = require('http-status-codes');`;
    return `${this.#language === 'script' || !this.#chance(5) ? '' : "'use strict';\n"}${first}\n${this.#random.pick(['const', 'let', 'var'])} app = ${made};`;
  }

  /** What an odd piece of code is made of, where it stands. */
  #parts(): Parts {
    return {
      name: this.#fresh(),
      other: this.#any(),
      req: this.#req,
      res: this.#res,
      isAsync: this.#isAsync,
      status: () => this.#status(),
      content: () => this.#body(),
      response: () => this.#response(),
      expression: () => this.#expression(1),
      handler: () => this.#handler(),
      block: kind => this.#functionBody(kind),
    };
  }

  /** A definition, often one that refers to itself. */
  #definition(): string {
    // The module's own: `export` and `await` stand nowhere else.
    if (this.#depth === 0 && this.#chance(2)) return this.#random.pick(definitionsIn(this.#language))(this.#parts());
    const name = this.#fresh();
    const other = this.#any();
    return this.#one(
      () =>
        `var ${name} = ${this.#random.pick([`${name} || f()`, `${name}.a`, `${name}[0]`, `!${name}`, `${name} ? ${name} : null`, `\`\${${name}}\``, `${name} + 1`, `(${name}, ${other})`, `{ a: ${name} }`, `[${name}, ...${name}]`, `() => ${name}()`, `new ${name}()`, `typeof ${name}`])};`,
      () => `var app2 = app2.use(f); var ${name} = ${name}.get('/', ${this.#handler()});`,
      () => `let ${name} = ${other}, ${name}b = ${name}; ${name} = ${name}b;`,
      () => `function ${name}(a = ${name}, b = a) { return ${name}(b, a); }`,
      () => `const ${name} = (a) => a ? ${name}(a - 1) : ${other};`,
      () =>
        this.#withoutAwait(
          () =>
            `class ${name} extends ${this.#random.pick(['Error', name, 'Object', '(class {})', 'null'])} { #p = ${this.#expression(1)}; static s = ${this.#random.pick(['404', 'this', name])}; static { this.t = ${this.#expression(1)}; } get status() { return this.#p; } set status(v) { this.#p = v; } static [\`m\${1}\`]() { return new this(); } constructor(m, s = 404) { ${this.#chance(2) ? 'super(m);' : ''} this.statusCode = s; } has(o) { return #p in o; } async *gen() { yield* this.gen(); } }`,
        ),
      () =>
        `const { a: ${name} = ${this.#expression(1)}, b: { c: [, ${name}c = ${name}] = [] } = {}, ...${name}r } = ${other};`,
      () => `function* ${name}() { const a = yield ${name}(); return yield* ${name}(a); }`,
      () =>
        `const ${name} = { get status() { return ${this.#status()}; }, set status(v) {}, ['a' + 1]: 1, __proto__: null, async *[Symbol.iterator]() {}, ${name}() { return this; } };`,
      () => `label${name}: { if (${other}) break label${name}; ${name}x: for (;;) { break ${name}x; } } var ${name};`,
      () =>
        this.#isTyped
          ? this.#typeScript(name)
          : `${this.#language === 'script' ? `with (${other}) { ${name} = status; }` : `var ${name} = import.meta`.replace('import.meta', this.#isModule ? 'import.meta' : 'this')};`,
      () => `const ${name} = ${this.#handler()};`,
      () =>
        `async function ${name}(${this.#random.pick(['req, res', 'req, res, next', 'request, reply', 'err, req, res, next', '{ body }, res', 'res, status = 500, ...rest', 'ctx'])}) ${this.#functionBody('async')}`,
    );
  }

  #typeScript(name: string): string {
    return this.#one(
      () => `enum ${name} { A = 404, B = A + 1, C = 'x'.length, D }`,
      () => `const enum ${name} { Ok = 200, No = 404 }`,
      () =>
        `namespace ${name} { export const status = ${this.#status()}; export namespace inner { export function go(res: any) { res.status(status).json({}); } } }`,
      () => `declare module 'x' { export function ${name}(): void; }`,
      () =>
        `abstract class ${name}<T extends ${name}<T>> { constructor(private readonly status: number, public code?: string) {} abstract go(): T; declare x: string; accessor y = 1; @dec() @dec2 m(@param res: any) { res.status(${this.#status()}).send({}); } }`,
      () =>
        `function ${name}(res: any): asserts res is Response; function ${name}(res: any, s?: number) { res.sendStatus(s!); }`,
      () => `const ${name} = { a: ${this.#status()} } as const satisfies Record<string, unknown>;`,
      () =>
        `type ${name} = { [K in keyof ${name}]: ${name}[K] }; interface ${name}I extends ${name}I2 { status(code: number): this } interface ${name}I2 {}`,
      () => `export import ${name} = app.locals;`,
      () => `let ${name} = <T,>(a: T): T => a; ${name} satisfies unknown; ${name}!;`,
    );
  }

  #exported(): string {
    const handler = this.#handler();
    return this.#one(
      () => `export default ${handler};`,
      () => `export const ${this.#fresh()} = ${handler};`,
      () => 'export { app };',
      () => "export * from './x.js';",
      () => `export default class { get = ${handler}; }`,
    );
  }

  #registration(): string {
    const handler = (): string =>
      this.#chance(6)
        ? this.#random.pick([
            `wrap(${this.#handler()})`,
            `[${this.#handler()}, ${this.#handler()}]`,
            `catchAsync(${this.#handler()})`,
            this.#any(),
            `${this.#any()}.bind(this)`,
          ])
        : this.#handler();
    const method = this.#random.pick(METHODS);
    if (this.#chance(8)) return this.#errorHandler();
    if (this.#framework === 'fastify' && this.#chance(5)) {
      return this.#one(
        () =>
          `app.addHook('${this.#random.pick(['onRequest', 'preHandler', 'onSend', 'onError', 'onResponse'])}', ${this.#handler()});`,
        () =>
          `app.route({ method: '${method.toUpperCase()}', url: ${this.#random.pick(PATHS)}, schema: { response: { 200: {}, '4xx': {}, 204: { type: 'null' } } }, preHandler: ${this.#handler()}, handler: ${this.#handler()} });`,
        () =>
          `app.register(async (app) => { app.${method}(${this.#random.pick(PATHS)}, ${this.#handler()}); }, { prefix: '/v1' });`,
        () => `app.setNotFoundHandler(${this.#handler()});`,
        () => `app.${method}(${this.#random.pick(PATHS)}, { schema: { response: { 201: {} } } }, ${this.#handler()});`,
      );
    }
    return this.#one(
      () => `app.${method}(${this.#random.pick(PATHS)}, ${handler()});`,
      () => `app.${method}(${this.#random.pick(PATHS)}, ${handler()});`,
      () => `app.use(${handler()});`,
      () => `app?.${method}?.(${this.#random.pick(PATHS)}, ${handler()})`,
      () => `app['${method}'](${this.#random.pick(PATHS)}, ${handler()}), app.use(${handler()});`,
      () => `app.route(${this.#random.pick(PATHS)}).${method}(${handler()}).all(${handler()});`,
      () => `for (const m of ['get', 'post']) app[m](${this.#random.pick(PATHS)}, ${handler()});`,
      () =>
        `{ ${this.#chance(2) ? 'let' : 'var'} app${this.#names++} = app; if (v) app.${method}(${this.#random.pick(PATHS)}, ${handler()}); }`,
    );
  }

  #errorHandler(): string {
    return this.#framework === 'express'
      ? `app.use(${this.#handlerOf(['err', 'req', 'res', 'next'])});`
      : `app.setErrorHandler(${this.#handlerOf(['error', 'request', 'reply'])});`;
  }

  #handler(): string {
    if (this.#depth > 2) return this.#any();
    const parameters =
      this.#framework === 'express'
        ? this.#random.pick([
            ['req', 'res'],
            ['req', 'res', 'next'],
            ['request', 'response'],
            ['_', 'res'],
            ['err', 'req', 'res', 'next'],
          ])
        : this.#random.pick([
            ['request', 'reply'],
            ['req', 'reply'],
            ['req', 'res'],
            ['request', 'reply', 'done'],
          ]);
    return this.#handlerOf(parameters);
  }

  #handlerOf(parameters: readonly string[]): string {
    const saved = {
      res: this.#res,
      req: this.#req,
      next: this.#next,
      isAsync: this.#isAsync,
      isGenerator: this.#isGenerator,
      loops: this.#loops,
    };
    const at = parameters[0] === 'err' || parameters[0] === 'error' ? 1 : 0;
    this.#req = parameters[at] ?? 'req';
    this.#res = parameters[at + 1] ?? 'res';
    this.#next = parameters[at + 2] ?? null;
    const kind = this.#random.pick(['async', 'async', 'async', '', '', '*']);
    this.#isAsync = false;
    const list = parameters
      .map(
        (name, index) =>
          `${index === at && this.#chance(10) ? `{ body, params: { id = ${this.#expression(2)} } = {}, ...rest }` : name}${this.#isTyped && this.#chance(3) ? ': any' : ''}`,
      )
      .join(', ');
    const made =
      kind === '*' && this.#chance(2)
        ? `async function* (${list}) ${this.#functionBody('*')}`
        : this.#chance(4)
          ? `${kind === 'async' ? 'async ' : ''}function ${this.#chance(3) ? `h${this.#names++}` : ''}(${list})${this.#typed('any')} ${this.#functionBody(kind === 'async' ? 'async' : '')}`
          : `${kind === 'async' ? 'async ' : ''}(${list})${this.#typed('any')} => ${this.#chance(5) ? this.#shortBody(kind) : this.#functionBody(kind === 'async' ? 'async' : '')}`;
    this.#res = saved.res;
    this.#req = saved.req;
    this.#next = saved.next;
    this.#isAsync = saved.isAsync;
    this.#isGenerator = saved.isGenerator;
    this.#loops = saved.loops;
    return made;
  }

  #shortBody(kind: string): string {
    this.#isAsync = kind === 'async';
    const text = this.#chance(2) ? this.#response() : this.#expression(2);
    return text.startsWith('{') ? `(${text})` : text;
  }

  #functionBody(kind: string): string {
    const saved = [this.#isAsync, this.#isGenerator, this.#loops] as const;
    this.#isAsync = kind === 'async';
    this.#isGenerator = kind === '*';
    this.#loops = 0;
    this.#depth++;
    const body = this.#times(4, () => this.#statement()).join(this.#chance(3) ? ' ' : '\n  ');
    this.#depth--;
    [this.#isAsync, this.#isGenerator, this.#loops] = saved;
    return `{ ${body} }`;
  }

  #block(): string {
    this.#depth++;
    const body = this.#times(2, () => this.#statement()).join(' ');
    this.#depth--;
    return `{ ${body} }`;
  }

  /** The body of a function within a handler that is not asynchronous. */
  #callback(): string {
    const [isAsync, isGenerator] = [this.#isAsync, this.#isGenerator];
    this.#isAsync = false;
    this.#isGenerator = false;
    const body = this.#chance(2) ? this.#block() : `(${this.#response()})`;
    this.#isAsync = isAsync;
    this.#isGenerator = isGenerator;
    return body;
  }

  #withoutAwait(make: () => string): string {
    const isAsync = this.#isAsync;
    this.#isAsync = false;
    const text = make();
    this.#isAsync = isAsync;
    return text;
  }

  #branch(): string {
    return this.#chance(2) || this.#depth > 5
      ? this.#chance(2)
        ? `return ${this.#response()};`
        : `${this.#response()};`
      : this.#block();
  }

  #statement(): string {
    if (this.#depth > 5) return `${this.#response()};`;
    return this.#one(
      () => `${this.#response()};`,
      () => `${this.#chance(2) ? 'return ' : ''}${this.#response()};`,
      () => `${this.#response()}\n`,
      () => `return ${this.#response()}; ${this.#chance(3) ? `${this.#response()};` : ''}`,
      () => `${this.#response()}; return;`,
      () =>
        `${this.#response()}\n${this.#response()}\n${this.#random.pick(['[1, 2].forEach(f)', '(function () {})()', '[v].map(/a/.test)', '`x`', '+v', '{}', ';[v] = v'])};`,
      () => `const ${this.#fresh()} = ${this.#awaited()}${this.#random.pick(CALLS)}(${this.#argument()});`,
      () =>
        `const { ${this.#fresh()}${this.#chance(2) ? ` = ${this.#expression(1)}` : ''}, ...${this.#fresh()} } = ${this.#request()};`,
      () => `if (${this.#condition()}) ${this.#branch()}`,
      () => `if (${this.#condition()}) ${this.#branch()}`,
      () => `if (${this.#condition()}) { ${this.#response()}; ${this.#any()}() }`,
      () => `if (${this.#condition()}) ${this.#block()} else ${this.#branch()}`,
      () =>
        `try ${this.#block()} catch ${this.#chance(4) ? '' : this.#chance(5) ? '({ message, ...rest })' : '(error)'} ${this.#block()}${this.#chance(3) ? ` finally ${this.#block()}` : ''}`,
      () => `try ${this.#block()} finally ${this.#block()}`,
      () => this.#switch(),
      () => this.#loop(),
      () => `throw ${this.#error()};`,
      () =>
        this.#next === null
          ? `${this.#response()};`
          : `${this.#random.pick(['return ', ''])}${this.#next}(${this.#random.pick(['', this.#error(), "'route'"])});`,
      () => this.#definition(),
      () => `${this.#res}.statusCode ${this.#random.pick(['=', '||=', '??=', '+=', '='])} ${this.#status()};`,
      () => `${this.#res}.${this.#random.pick(['status', 'code'])}(${this.#status()})\n`,
      () => `${this.#any()}(${this.#res}, ${this.#status()}, ${this.#expression(1)});`,
      () => `l${this.#names++}: ${this.#block()}`,
      () =>
        this.#isAsync
          ? `${this.#random.pick(['await using', 'using'])} ${this.#fresh()} = ${this.#expression(1)};`
          : ';',
      () =>
        this.#isGenerator
          ? `yield ${this.#response()};`
          : this.#language === 'script'
            ? `with (${this.#res}) { status(${this.#status()}); json({}); }`
            : 'debugger;',
      () => `${this.#random.pick(CALLS)}(${this.#argument()}, (err, ${this.#fresh()}) => ${this.#callback()});`,
      () =>
        `${this.#random.pick(CALLS)}(${this.#argument()}).then(${this.#fresh()} => ${this.#callback()}).catch((error) => ${this.#callback()});`,
      () => `f(${this.#res});`,
      () => this.#random.pick(STATEMENTS)(this.#parts()),
      () => this.#random.pick(STATEMENTS)(this.#parts()),
    );
  }

  #switch(): string {
    return `switch (${this.#expression(1)}) { ${this.#times(3, () => `case ${this.#chance(2) ? this.#status() : this.#expression(1)}: ${this.#chance(3) ? '' : `${this.#statementIn()}${this.#chance(2) ? ' break;' : ''}`}`).join(' ')} ${this.#chance(2) ? `default: ${this.#statementIn()}` : ''} }`;
  }

  #statementIn(): string {
    return this.#chance(2) ? `${this.#response()};` : this.#block();
  }

  #loop(): string {
    this.#loops++;
    const name = this.#fresh();
    const jump = (): string => this.#random.pick(['break;', 'continue;', '']);
    const loop = this.#one(
      () => `for (const ${name} of ${this.#expression(1)}) { ${this.#statementIn()} ${jump()} }`,
      () =>
        `${this.#isAsync ? `for await (const [${name}, b = 1] of ${this.#request()})` : `for (let ${name} in ${this.#any()})`} { ${this.#statementIn()} }`,
      () => `while (${this.#condition()}) { ${this.#statementIn()} ${jump()} }`,
      () => `do { ${this.#statementIn()} } while (${this.#condition()})`,
      () => `for (let ${name} = 0, b; ${name} < 3; ${name}++, b = ${this.#expression(1)}) ${this.#statementIn()}`,
      () => `o${name}: for (;;) { for (;;) { if (${this.#condition()}) continue o${name}; break o${name}; } }`,
    );
    this.#loops--;
    return loop;
  }

  #awaited(): string {
    return this.#isAsync && !this.#chance(3) ? 'await ' : '';
  }

  #request(): string {
    return `${this.#req}${this.#random.pick(['', '?', ''])}.${this.#random.pick(['body', 'params', 'query', 'headers', 'user', 'session', 'params.id', 'body.email', 'headers.authorization', 'user?.role', "query['page']", 'method'])}`;
  }

  #status(): string {
    const one = this.#random.pick(STATUSES);
    if (!this.#chance(5)) return one;
    return this.#one(
      () => `(${one})`,
      () => `${this.#any()} ? ${one} : ${this.#random.pick(STATUSES)}`,
      () => `(${this.#any()}, ${one})`,
      () => `${this.#any()}.statusCode || ${one}`,
      () => `${this.#any()}?.status ?? ${one}`,
      () => `x = ${one}`,
      () => (this.#isTyped ? `${one} as any` : `+${one}`),
      () => `Number(${one})`,
      () => this.#any(),
    );
  }

  #body(): string {
    return this.#random.pick([
      '',
      '{}',
      "{ error: 'Not found' }",
      '{ success: false, message: "no" }',
      '{ status: 404 }',
      '{ statusCode: 500, ...rest }',
      "'gone'",
      'null',
      'undefined',
      '[]',
      '404',
      '(a ? { b: 1 } : { c: 1 })',
      'error',
      'err.message',
      '...args',
      '`x${v}`',
      this.#any(),
      this.#chance(3) ? this.#expression(2) : 'user',
      this.#hasJsx ? '<p>{v}</p>' : 'render()',
    ]);
  }

  /** An expression that answers, or nearly. */
  #response(): string {
    const res = this.#chance(8)
      ? this.#random.pick([
          `(${this.#res})`,
          `${this.#res}.type('json')`,
          this.#isTyped ? `(${this.#res} as any)` : `(0, ${this.#res})`,
          this.#isTyped ? `${this.#res}!` : this.#res,
          `${this.#res}?`.replace('?', ''),
        ])
      : this.#res;
    const dot = this.#chance(15) ? '?.' : '.';
    const set = this.#framework === 'express' ? 'status' : this.#random.pick(['code', 'code', 'status']);
    const send =
      this.#framework === 'express'
        ? this.#random.pick(['json', 'send', 'end', 'json', 'jsonp', 'render', 'sendFile'])
        : this.#random.pick(['send', 'send', 'send', 'sendFile', 'view']);
    const sent = `${this.#awaited()}${this.#one(
      () => `${res}${dot}${set}(${this.#status()}).${send}(${this.#body()})`,
      () => `${res}${dot}${set}(${this.#status()}).${send}(${this.#body()})`,
      () => `${res}${dot}${set}(${this.#status()}).${send}(${this.#body()})`,
      () => `${res}${dot}${send}(${this.#body()})`,
      () => `(${res}.${send}(${this.#body()})).end()`,
      () => `${res}.${send}(${this.#body()}).end()`,
      () => `(${res}.${set})(${this.#status()}).${send}(${this.#body()})`,
      () => `${res}['${set}'](${this.#status()})[\`${send}\`](${this.#body()})`,
      () => `${res}.${set}(${this.#status()}).end()`,
      () => `${res}.sendStatus(${this.#status()})`,
      () =>
        `${res}.send(${this.#status()}${this.#chance(2) ? `, ${this.#random.pick(["'gone'", '{}', 'side()', "'a', side()"])}` : ''})`,
      () => `${res}.json(${this.#random.pick(['{ a: 1 }', 'user'])}, ${this.#status()})`,
      () =>
        this.#framework === 'express'
          ? `${res}.redirect(${this.#random.pick([`${this.#status()}, `, ''])}${this.#url()})`
          : `${res}.redirect(${this.#random.pick([`${this.#url()}, ${this.#status()}`, `${this.#status()}, ${this.#url()}`, this.#url()])})`,
      () => `${res}.${set}(${this.#status()}).redirect(${this.#url()})`,
      () => `${res}.set('Location', ${this.#url()}).${set}(${this.#status()}).${send}()`,
      () => `${res}.writeHead(${this.#status()}, { 'Content-Type': 'text/plain' }).end('x')`,
      () => `(${this.#any()} && ${res}.${set}(${this.#status()}).${send}({}))`,
      () => `(${res}.${set} = ${this.#status()})`,
      () => `${res}.${set}\`404\``,
      () =>
        this.#isTyped
          ? `(${res}.${set} as any)(${this.#status()}).${send}(${this.#body()})`
          : `${res}.${set}?.(${this.#status()})?.${send}?.(${this.#body()})`,
      () =>
        this.#isTyped
          ? `${res}.${set}<any>(${this.#status()})!.${send}(${this.#body()})`
          : `void ${res}.${set}(${this.#status()}).${send}(${this.#body()})`,
    )}`;
    return sent;
  }

  #url(): string {
    return this.#random.pick([
      "'/a'",
      '"back"',
      '`/u/${v}`',
      `${this.#req}.query.next`,
      `(${this.#req}.query.next || '/')`,
      '...args',
      'v',
      `'https://' + ${this.#req}.headers.host + ${this.#req}.url`,
      "('/x')",
    ]);
  }

  #error(): string {
    const status = this.#status();
    return this.#random.pick([
      `createError(${status})`,
      `createError(${status}, 'No', { code: 'E' })`,
      `new createError.NotFound()`,
      `Object.assign(new Error('x'), { statusCode: ${status} })`,
      `new NotFoundError('x')`,
      `new ApiError(${status}, 'x')`,
      '{ statusCode: 404 }',
      'error',
      'err',
      `app.httpErrors.notFound()`,
      `new Error(\`x\${v}\`, { cause: err })`,
    ]);
  }

  #argument(): string {
    return this.#random.pick([
      this.#request(),
      `{ where: { id: ${this.#request()} } }`,
      `...${this.#request()}`,
      `'SELECT * FROM t WHERE id = $1', [${this.#request()}]`,
      `{ ...${this.#request()}, a: 1 }`,
      this.#expression(1),
    ]);
  }

  #condition(): string {
    const name = this.#any();
    return this.#random.pick([
      `!${name}`,
      name,
      `${name}.length === 0`,
      `!${this.#request()}`,
      `${this.#request()} !== 'admin'`,
      `${name} == null`,
      `!(${name} && ${this.#any()})`,
      `${name}?.role !== 'admin' || ${this.#any()}`,
      `${name} instanceof Error`,
      `${name}.code === 'P2025'`,
      `${this.#res}.headersSent`,
      `(${name}, ${this.#any()})`,
      `typeof ${name} !== 'string'`,
      `isNaN(${name})`,
      `!/x/.test(${name})`,
      `'a' in ${name}`,
      `!!${name} === false`,
      `${this.#awaited()}f(${name})`,
      `${name} = ${this.#any()}`,
      this.#expression(2),
    ]);
  }

  #expression(depth: number): string {
    if (depth <= 0)
      return this.#one(
        () => this.#any(),
        () => this.#random.pick(['1', "'a'", 'null', 'true', '1n', '/x/g', 'this', 'undefined']),
      );
    const inner = (): string => this.#expression(depth - 1);
    return this.#one(
      () => this.#any(),
      () => `${this.#any()}.${this.#random.pick(MEMBERS)}`,
      () => this.#request(),
      () =>
        `(${inner()} ${this.#random.pick(['&&', '||', '===', '!==', '+', '<', 'in', 'instanceof', '**', '>>>', '==', ','])} ${inner()})`,
      () => `(${inner()} ?? ${inner()})`,
      () => `(${inner()} ? ${inner()} : ${inner()})`,
      () => `${this.#random.pick(CALLS)}(${inner()})`,
      () => `[${inner()}, , ...${this.#any()}]`,
      () => `({ a: ${inner()}, [${inner()}]: 1, ...${this.#any()} })`,
      () => `tag\`a\${${inner()}}b\``,
      () => `${this.#any()}?.[${inner()}]?.(${inner()})?.b`,
      () => `new ${this.#any()}(${inner()})`,
      () => `(${this.#random.pick(['!', '-', '~', 'typeof ', 'void ', 'delete '])}${this.#any()}.a)`,
      () => `${this.#withoutAwait(() => `((a, b = ${inner()}) => a)`)}(${inner()})`,
      () => this.#withoutAwait(() => `(class { static x = ${inner()}; #y; })`),
      () => (this.#isTyped ? `(${inner()} as unknown as any)` : `(${this.#any()} = ${inner()})`),
      () =>
        this.#hasJsx
          ? `(<A b={${inner()}} {...${this.#any()}}>{${inner()}} text</A>)`
          : this.#withoutAwait(() => `(function () { return ${inner()}; })()`),
      () => (this.#isAsync ? `(await ${inner()})` : `(new.target ?? 1)`.replace('new.target', this.#any())),
      () => (this.#isModule ? 'import.meta.url' : "require('x')"),
    );
  }
}
