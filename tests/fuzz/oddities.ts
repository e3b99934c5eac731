import type { Language } from './generate.ts';

/** What an odd piece of code is made of. */
export interface Parts {
  /** A name that nothing has yet. */
  readonly name: string;
  /** One that something may have. */
  readonly other: string;
  readonly req: string;
  readonly res: string;
  readonly isAsync: boolean;
  readonly status: () => string;
  readonly content: () => string;
  readonly response: () => string;
  readonly expression: () => string;
  readonly handler: () => string;
  /** The block of a function that is no generator. */
  readonly block: (kind: 'async' | '') => string;
}

type Write = (parts: Parts) => string;

const isTyped = (language: Language): boolean => language === 'ts' || language === 'tsx';
const isModule = (language: Language): boolean => language !== 'script' && language !== 'commonjs';
const isSloppy = (language: Language): boolean => language === 'script' || language === 'commonjs';

/** What projects have beside their handlers: responders, errors, services and controllers in all their forms. */
const DEFINITIONS: readonly Write[] = [
  ({ name, status, content }) =>
    `function ${name}(res, status = ${status()}, ...rest) { if (res.headersSent) return false; res.status(status).json(${content()}); return true; }`,
  ({ name, status }) =>
    `const ${name} = (res) => ({ ok: (b) => res.status(200).json(b), fail: (m, s = ${status()}) => res.status(s).send(m) });`,
  ({ name, status }) =>
    `class ${name} extends Error { static #codes = { a: ${status()} }; #status = ${status()}; constructor(m, { cause } = {}) { super(m, { cause }); Object.assign(this, { statusCode: this.#status }); } get status() { return ${name}.#codes.a ?? this.#status; } static from(e) { return new this(e?.message); } }`,
  ({ name, status, expression }) =>
    `async function ${name}(id) { const row = await db.find(id); if (!row) throw new ApiError(${status()}, ${expression()}); if (row.locked) { const e = new Error('x'); e.status = ${status()}; throw e; } return row; }`,
  ({ name, block }) =>
    `class ${name} { static #only = null; #db; constructor(db = ${name}.#only) { this.#db = db; } async #load(req, res) ${block('async')} get = async (req, res, next) => ${block('async')}; async show(req, res) { return this.#load(req, res); } static async create(req, res) ${block('async')} get all() { return (req, res) => ${block('')}; } static { this.#only = new this(); } }`,
  ({ name, block }) =>
    `const ${name} = { async index(req, res) ${block('async')}, 'a-b': (req, res) => ${block('')}, get show() { return (req, res) => ${block('')}; }, ['x' + 1](req, res) ${block('')}, *[Symbol.iterator]() {} };`,
  ({ name, handler }) =>
    `const ${name} = [${handler()}, ...[${handler()}]]; app.get('/list', ...${name}); app.post(...['/spread', ...${name}]);`,
  ({ name, handler }) =>
    `const ${name} = fn => (...args) => Promise.resolve(fn(...args)).catch(args.at(-1)); app.get('/wrapped', ${name}(${handler()}));`,
  ({ name, handler }) => `(function ${name}(app) { app.get('/inner', ${handler()}); return ${name}; })(app);`,
  ({ name, handler, other }) =>
    `for (const [path, ${name}] of Object.entries({ '/a': ${handler()}, [${other}]: ${handler()} })) app.all(path, ${name});`,
  ({ name, expression }) =>
    `const ${name} = \`a\${\`b\${\`c\${${expression()}}\`}\`}\\\${\`, ${name}s = '// no comment /* here */', ${name}r = /[/]\\/*"'/;`,
  ({ name, status }) =>
    `const ${name} = { __proto__: { status: ${status()} }, "constructor": 404, get [Symbol.toStringTag]() { return 'x'; }, 4_04: 1, 1n: 2, '': 3, async: 1, get: 2, set: 3, static: 4, await: 5 };`,
  ({ name, other }) =>
    `outer${name}: for (const a of [1]) inner${name}: do { if (${other}) continue outer${name}; else break inner${name}; } while (0);`,
  ({ name, other }) =>
    `let ${name} = ${other}?.a?.[0]?.(...[${other}])?.b.c; ${name} ??= ${name}?.a; ${name} &&= !${name}; ${name} **= 2;`,
  ({ name, response, expression }) =>
    `if (${expression()}) { ${response()}; } else { var ${name} = function ${name}() { return ${name}; }; }`,
];

const SLOPPY: readonly Write[] = [
  ({ name }) =>
    `var let_${name} = 1, yield_ = 2, async; async = ${name} => ${name}; async (${name}); if (1) function ${name}() {}`,
  ({ name, handler }) =>
    `var ${name} = arguments_ => arguments_; app.get('/old', function () { return ${name}(arguments); }); app.use(${handler()});`,
  ({ name, status }) =>
    `exports.${name} = async (req, res) => { with_(res); res.status(${status()}).end(); }; module.exports.${name}2 = exports.${name}; module.exports = { ...exports, ${name}: exports.${name} };`,
];

const MODULES: readonly Write[] = [
  ({ name }) => `const ${name} = await import('./x.js'), { default: ${name}d } = await fetch('http://x');`,
  ({ name, handler }) => `export const ${name} = ${handler()}; export { ${name} as "odd name", ${name} as default };`,
  ({ name }) =>
    `export * as ${name} from './y.js'; import ${name}j from './z.json' with { type: 'json' }; import { default as ${name}k } from './k.js';`,
  ({ name, response }) => `for await (const ${name} of []) { ${response()}; }`,
];

const TYPED: readonly Write[] = [
  ({ name, block }) =>
    `@Controller('/x') class ${name} { @Inject() private readonly svc!: Svc; constructor(@Inject('a') private a: A, public b?: B) {} @Get(':id') @UseGuards(G) async show(@Req() req: Request, @Res() res: Response): Promise<void> ${block('async')} accessor z = 1; declare q: string; [key: string]: unknown; }`,
  ({ name, handler }) =>
    `const ${name}: RequestHandler<{ id: string }> = (${handler()}) satisfies RequestHandler as RequestHandler; app.get<{ Params: P }>('/typed', ${name}!);`,
  ({ name, status, content }) =>
    `function ${name}<const T extends Res>(this: void, res: T, s: 404 | 200 = ${status()} as any): asserts res is T { (res as any).status(s satisfies number).json(${content()})!; }`,
  ({ name, status }) =>
    `enum ${name} { A = ${status().startsWith('4') ? '404' : '200'}, B = A | 1, 'c-d' = 3 } namespace ${name}N.inner { export let s = ${name}.A; export const enum X { Y = s as any } }`,
  ({ name }) =>
    `import ${name} = require('x'); export type { ${name}T } from './t.js'; declare global { interface Request { user?: { role: \`a\${string}\` } } } type ${name}T = typeof ${name} extends infer U extends object ? U[keyof U] : never;`,
  ({ name, handler }) =>
    `abstract class ${name}<in out T> { abstract handle(req: Request, res: Response): void; protected static override run<T>(this: T) { return ${handler()}; } private ['x']?(): void; }`,
];

const WITH_ELEMENTS: readonly Write[] = [
  ({ name, expression }) =>
    `const ${name} = (p) => <><A.B c="// no comment" {...p}>{/* a comment */}{${expression()} && <b>&nbsp;{'{'}</b>}</A.B></>;`,
  ({ name, res, status }) =>
    `const ${name} = <Button onClick={(req, ${res}) => { ${res}.status(${status()}).send(<p>text ; {1}</p>); }} />;`,
];

/** Sends in places where nobody would write them, and responses by other names. */
const STATEMENTS: readonly Write[] = [
  ({ name, res, status, content }) => `const ${name} = ${res}.status(${status()}); ${name}.json(${content()});`,
  ({ name, res, status }) =>
    `const { status: ${name}, json: ${name}j } = ${res}; ${name}.call(${res}, ${status()}); ${name}j.apply(${res}, [{}]);`,
  ({ name, res, status }) => `let ${name} = ${res}; ${name} = ${name} || ${res}; ${name}.status(${status()}).end();`,
  ({ res, status, content }) => `${res}.status(...[${status()}]).json(...[${content()}]);`,
  ({ response, other }) => `${other} ? ${response()} : ${other} || (${response()});`,
  ({ response, other }) => `switch (${response()}, ${other}) { case ${response()}: default: }`,
  ({ response, name }) => `for (let ${name} = (${response()}); ${name}; ${name} = (${response()})) ;`,
  ({ response, name }) => `const ${name} = [${response()}, { a: ${response()}, ...${response()} }];`,
  ({ response, res, content }) => `${res}.json({ nested: (${response()}), list: [${content()}] });`,
  ({ response, isAsync }) =>
    isAsync
      ? `await Promise.all([${response()}, (async () => { ${response()}; })()]);`
      : `setTimeout(() => { (${response()}); });`.replace('await ', ''),
  ({ name, response, isAsync }) =>
    `class ${name} { static x = ${isAsync ? '1' : response()}; static { ${isAsync ? ';' : `${response()};`} } }`,
  ({ name, block, res, req }) => `const ${name} = async (a = ${req}, b = ${res}) => ${block('async')}; ${name}();`,
  ({ res, status, content }) => `${res}\n  .status(${status()})\n  // why\n  .json(${content()} /* what */)\n`,
  ({ res, status, content }) => `${res}.status(${status()} /* status */, ).json([ ${content()} ], );`,
  ({ res, status, other }) => `if (${other}) ${res}.status(${status()}).end()\nelse ${res}.sendStatus(${status()})\n`,
  ({ res, status }) => `do ${res}.sendStatus(${status()}); while (0) ${res}.end();`,
  ({ response, name }) =>
    `try { ${response()} } catch { ${response()} } finally { try { ${response()} } catch ({ message: ${name} = 1 }) { } }`,
  ({ response, isAsync }) => `{ ${response()}; { ${response()} } ; ; ${isAsync ? `await (${response()})` : ''} }`,
  ({ res, status }) => `${res}.statusCode = (${status()}), ${res}.statusMessage = \`x\`, ${res}.end();`,
  ({ res, status }) => `${res}['sta' + 'tus'](${status()})['end'](); ${res}?.status?.(${status()})?.end?.();`,
];

/** The odd definitions that a language can have. */
export function definitionsIn(language: Language): readonly Write[] {
  return [
    ...DEFINITIONS,
    ...(isSloppy(language) ? SLOPPY : []),
    ...(isModule(language) ? MODULES : []),
    ...(isTyped(language) ? TYPED : []),
    ...(language === 'jsx' || language === 'tsx' ? WITH_ELEMENTS : []),
  ];
}

/** The odd statements that a handler can have. */
export { STATEMENTS };
