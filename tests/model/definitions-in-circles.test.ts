import vm from 'node:vm';

import { describe, expect, it } from 'vitest';

import { presetRules } from '../../src/configs.ts';
import plugin from '../../src/index.ts';
import { rules } from '../../src/rules/index.ts';
import { ReadyLinter } from '../ready-linter.ts';

const linter = new ReadyLinter();
const all = {
  plugins: { 'status-code': plugin },
  rules: presetRules('all', rules),
  languageOptions: { sourceType: 'commonjs' as const },
};

/** Lints with every rule; the message of what is thrown, or of what does not parse, else null. */
function failure(code: string): string | null {
  try {
    return linter.verify(code, all).find(({ fatal }) => fatal)?.message ?? null;
  } catch (error) {
    return String(error).split('\n', 1)[0] ?? '';
  }
}

/** Definitions of a value by another: `v` is the name that is defined, `w` the one it is made of. */
const FORMS: readonly ((v: string, w: string) => string)[] = [
  (v, w) => `var ${v} = ${w};`,
  (v, w) => `var ${v} = ${w} || f();`,
  (v, w) => `var ${v} = f() ?? ${w};`,
  (v, w) => `var ${v} = ${w} && ${w}.a;`,
  (v, w) => `const ${v} = ${w}.a;`,
  (v, w) => `const ${v} = ${w}?.a.b;`,
  (v, w) => `const ${v} = ${w}[0];`,
  (v, w) => `const ${v} = ${w}[${w}];`,
  (v, w) => `const ${v} = ${w}();`,
  (v, w) => `const ${v} = new ${w}();`,
  (v, w) => `const ${v} = new Map(${w});`,
  (v, w) => `const ${v} = f(${w});`,
  (v, w) => `const ${v} = Number(${w});`,
  (v, w) => `const ${v} = String(${w});`,
  (v, w) => `const ${v} = JSON.stringify(${w});`,
  (v, w) => `const ${v} = ${w}.toString();`,
  (v, w) => `const ${v} = ${w}.slice(1);`,
  (v, w) => `const ${v} = ${w}.map(one => one.id);`,
  (v, w) => `const ${v} = ${w}.use(f);`,
  (v, w) => `const ${v} = ${w}.get('/');`,
  (v, w) => `const ${v} = ${w}.status(404);`,
  (v, w) => `const ${v} = ${w}.withTypeProvider();`,
  (v, w) => `const ${v} = ${w}.bind(null);`,
  (v, w) => `const ${v} = ${w}.find(${w});`,
  (v, w) => `const ${v} = ${w} ? ${w} : null;`,
  (v, w) => `const ${v} = f() ? ${w} : ${w};`,
  (v, w) => `const ${v} = ${w} + 1;`,
  (v, w) => `const ${v} = -${w};`,
  (v, w) => `var ${v} = !${w};`,
  (v, w) => `const ${v} = !!${w};`,
  (v, w) => `const ${v} = typeof ${w};`,
  (v, w) => `const ${v} = ${w} === null;`,
  (v, w) => `const ${v} = ${w} < 1;`,
  (v, w) => `const ${v} = ${w} instanceof ${w};`,
  (v, w) => `const ${v} = 'a' in ${w};`,
  (v, w) => `const ${v} = \`\${${w}}\`;`,
  (v, w) => `const ${v} = (1, ${w});`,
  (v, w) => `const ${v} = [${w}];`,
  (v, w) => `const ${v} = [...${w}];`,
  (v, w) => `const ${v} = { ...${w} };`,
  (v, w) => `const ${v} = { a: ${w}, message: ${w}, statusCode: ${w} };`,
  (v, w) => `const ${v} = Object.assign({}, ${w});`,
  (v, w) => `const ${v} = Object.assign(${w}, { status: ${w} });`,
  (v, w) => `const ${v} = Object.freeze(${w});`,
  (v, w) => `const ${v} = () => ${w};`,
  (v, w) => `const ${v} = () => ${w}();`,
  (v, w) => `const ${v} = (a, b) => ${w}(a, b);`,
  (v, w) => `const ${v} = class extends ${w} {};`,
  (v, w) => `class ${v} extends ${w} { constructor() { super(${w}); this.status = ${w}; } }`,
  (v, w) => `function ${v}(a, b) { return ${w}(a, b); }`,
  (v, w) => `async function ${v}(a, b) { await ${w}(a, b); throw ${w}; }`,
  (v, w) => `const { a: ${v} } = ${w};`,
  (v, w) => `const { ${v} = ${w} } = ${w};`,
  (v, w) => `const { a: { b: ${v} } = ${w} } = f();`,
  (v, w) => `const [${v} = ${w}] = ${w};`,
  (v, w) => `let ${v}; ${v} = ${w};`,
  (v, w) => `let ${v} = ${w}; ${v} = ${w} || f();`,
  (v, w) => `let ${v}; ${v} = ${w} = f();`,
  (v, w) => `let ${v} = ${w}; ${v} ||= ${w};`,
  (v, w) => `for (const ${v} of ${w}) f(${v});`,
];

/** Those with an `await`, which stand inside an async function alone. */
const AWAITING: typeof FORMS = [
  (v, w) => `const ${v} = await ${w};`,
  (v, w) => `const ${v} = await ${w}.findOne(${w});`,
  (v, w) => `const ${v} = (await ${w}) || ${w};`,
];

const guard = (test: string): string => `if (${test}) return res.status(401).json({ error: ${test} }); res.json({});`;

/** What a name is used for inside a handler. */
const INSIDE: Readonly<Record<string, string>> = {
  body: 'res.json(u);',
  'body of a failure': 'if (!u) return res.status(404).json({ error: u, message: u }); res.json(u);',
  text: 'res.send(u + u);',
  status: 'res.status(u).end();',
  'status code': 'res.statusCode = u; res.sendStatus(u);',
  'status of a member': 'res.status(u.code).json({ status: u.code });',
  head: 'res.writeHead(u, u); res.end(u);',
  headers: 'res.set(u).status(201).json({}); ',
  header: 'res.set(u, u).status(201).json({}); ',
  location: 'res.location(u).status(201).json(u);',
  redirect: 'res.redirect(u);',
  'redirect of a post': 'res.redirect(302, u);',
  view: 'res.render(u, u);',
  thrown: 'throw u;',
  'thrown made': 'throw new u(u);',
  forwarded: 'next(u);',
  'error with it': 'throw Object.assign(new Error(u), { status: u });',
  response: 'u.status(404).json({});',
  responder: 'u(res, 404, u); ',
  'responder of a member': 'u.fail(res, u);',
  next: 'u(); res.status(404).end();',
  'looked up':
    'const row = await u.findOne({ where: { id: u } }); if (!row) return res.status(400).json({}); res.json(row);',
  validator: 'const { error } = u.validate(req.body); if (error) return res.status(500).json(u); res.json(u);',
  caught: 'try { await u(req.body); } catch (error) { res.status(400).json({ error, u, message: u.message }); }',
  callback: 'f(u, (err, row) => { if (err || u) return res.status(200).json({ error: u }); res.json(row); });',
  switch: 'switch (u) { case u: return res.status(400).end(); default: res.status(404).json({ u }); }',
  loop: 'for (const one of u) res.status(400).json(one);',
  guard: guard('u'),
  'guard not': guard('!u'),
  'guard null': guard('u == null'),
  'guard equal': guard("u === 'admin'"),
  'guard two': guard('u === u'),
  'guard member': guard('!u.role'),
  'guard length': guard('u.length === 0'),
  'guard call': guard('u()'),
  'guard method': guard('u.includes(u)'),
  'guard header': guard("u.startsWith('Bearer ')"),
  'guard negation': guard('req.get(u) !== u'),
  'guard order': guard('u > 10'),
  'guard instance': guard('u instanceof u'),
  'guard count': guard('u.rows[0].count < 1'),
  'guard type': guard("typeof u !== 'string'"),
};

/** What a name is used for beside the handlers. */
const OUTSIDE: Readonly<Record<string, string>> = {
  handler: `app.get('/x', u); app.post('/x', [u, u], u);`,
  'wrapped handler': `app.get('/x', f(u)); app.post('/x', u(f), u.create);`,
  application: `u.get('/x/:id', (req, res) => { res.status(404).json({}); });`,
  router: `u.route('/x').get((req, res) => { res.status(200).json({ error: 'no' }); }); app.use('/y', u);`,
  server: `u.listen(1); u.setErrorHandler((error, request, reply) => { reply.send(error); }); u.register(u);`,
  path: `app.get(u, (req, res) => { res.status(404).json({}); });`,
  options: `app.get('/x', u, async (request, reply) => { reply.code(404).send({}); }); app.route(u); app.register(f, u);`,
  middleware: `app.use(u); app.use(u, u(u)); app.use((error, req, res, next) => { res.json(u); });`,
  limiter: `app.use(f(u)); app.use(rateLimit(u)); app.use(rateLimit({ ...u, statusCode: u }));`,
  decorated: `app.decorateReply('fail', u); app.response.fail = u; app.get('/x', (req, res) => { res.fail(404); });`,
  exported: `exports.show = u; module.exports = { u, ...u }; app.get('/x', exports.show);`,
  'error class': `app.get('/x', () => { throw new u(404); }); app.use((error, req, res, next) => { if (error instanceof u) return res.status(error.status).end(); next(u); });`,
};

/** A name defined by itself, two that are defined by each other, three in a circle; the one that is used is `u`. */
function circles(form: (v: string, w: string) => string): readonly string[] {
  return [
    form('u', 'u'),
    `${form('u', 'v')} ${form('v', 'u')}`,
    `${form('v', 'u')} ${form('u', 'v')}`,
    `${form('u', 'v')} ${form('v', 'w')} ${form('w', 'u')}`,
  ];
}

const HEAD = `const express = require('express'); const app = express();`;

/** The programs of which one fails: one by one where all of them in a file do. */
function failuresOf(head: string, programs: readonly string[]): readonly string[] {
  if (failure([head, ...programs].join('\n')) === null) return [];
  return programs.flatMap(program => {
    const found = failure(`${head} ${program}`);
    return found === null ? [] : [`${found}\n  ${program}`];
  });
}

describe('definitions in circles', () => {
  it.each(
    [...FORMS, ...AWAITING].map(form => ({
      form: form('v', 'w'),
      circlesOf: circles(form),
      isAwaiting: AWAITING.includes(form),
    })),
  )('end: $form', { timeout: 30_000 }, ({ circlesOf, isAwaiting }) => {
    for (const circle of circlesOf) {
      expect(
        failuresOf(
          HEAD,
          Object.values(INSIDE).map(use => `app.all('/x/:id', async (req, res, next) => { ${circle} ${use} });`),
        ),
      ).toEqual([]);
      // In a block each, as the names are the same.
      if (!isAwaiting)
        expect(
          failuresOf(
            HEAD,
            Object.values(OUTSIDE).map(use => `(() => { ${circle} ${use} })();`),
          ),
        ).toEqual([]);
    }
  });

  it.each(FORMS.map(form => ({ form: form('v', 'w'), make: form })))(
    'end where the name itself means something: $form',
    ({ make }) => {
      const receivers = ['app', 'router', 'fastify', 'server'].map(
        name =>
          `(() => { ${make(name, name)} ${name}.get('/x/:id', (req, res) => { res.status(404).json({}); }); })();`,
      );
      const values = ['req', 'res', 'next', 'err', 'user', 'token'].map(
        name =>
          `app.get('/x/:id', () => { ${make(name, name)} if (!${name}) throw ${name}; res.status(404).json({ ${name} }); });`,
      );
      expect(failuresOf(HEAD, [...receivers, ...values])).toEqual([]);
    },
  );
});

/** Definitions that each name the one before more than once: a reading that forgets what it has read takes twice as long for each. */
const DOUBLINGS: readonly ((v: string, w: string) => string)[] = [
  (v, w) => `const ${v} = ${w} + ${w};`,
  (v, w) => `const ${v} = ${w} || ${w};`,
  (v, w) => `const ${v} = ${w} && ${w};`,
  (v, w) => `const ${v} = ${w} ?? ${w};`,
  (v, w) => `const ${v} = ${w} ? ${w} : ${w};`,
  (v, w) => `const ${v} = f() ? ${w} : ${w};`,
  (v, w) => `const ${v} = ${w} === ${w};`,
  (v, w) => `const ${v} = !${w} || !${w};`,
  (v, w) => `const ${v} = \`\${${w}}\${${w}}\`;`,
  (v, w) => `const ${v} = [${w}, ${w}];`,
  (v, w) => `const ${v} = [...${w}, ...${w}];`,
  (v, w) => `const ${v} = { a: ${w}, error: ${w}, statusCode: ${w} };`,
  (v, w) => `const ${v} = { ...${w}, ...${w} };`,
  (v, w) => `const ${v} = Object.assign({}, ${w}, ${w});`,
  (v, w) => `const ${v} = ${w}[${w}];`,
  (v, w) => `const ${v} = ${w}.find(${w}, ${w});`,
  (v, w) => `const ${v} = ${w}(${w});`,
  (v, w) => `const ${v} = f(${w}, ${w});`,
  (v, w) => `const ${v} = new Map([[${w}, ${w}]]);`,
  (v, w) => `const ${v} = new f(${w}, ${w});`,
  (v, w) => `const ${v} = ${w}.slice(${w});`,
  (v, w) => `const { a: ${v} = ${w} } = ${w};`,
  (v, w) => `let ${v} = ${w}; ${v} = ${w};`,
  (v, w) => `let ${v} = ${w}; ${v} = ${w}; ${v} = ${w}; ${v} = ${w}; ${v} = ${w}; ${v} = ${w};`,
  (v, w) => `const ${v} = () => ${w} || ${w};`,
  (v, w) => `const ${v} = () => ${w}() || ${w}();`,
  (v, w) => `const ${v} = (a, b) => { ${w}(a, b); ${w}(a, b); };`,
  (v, w) =>
    `function ${v}(a, b) { if (a) return ${w}(a, b); if (b) return ${w}(b, a); if (f()) return ${w}(a, a); return ${w}(b, b); }`,
  (v, w) => `async function ${v}(a, b) { if (a) throw await ${w}(a, b); if (b) throw ${w}; await ${w}(b, a); }`,
  (v, w) =>
    `class ${v} extends ${w} { constructor() { super(${w}, ${w}); this.status = ${w}; this.statusCode = ${w}; } }`,
  // Where only a few definitions are followed, each may name the one before many times.
  (v, w) => `function ${v}(a, b) { ${'if (b) return WW(a, b); '.repeat(12).replaceAll('WW', w)} }`,
  (v, w) => `let ${v} = ${w}; ${'VV = a ? WW : WW.b; '.repeat(7).replaceAll('VV', v).replaceAll('WW', w)}`,
];

const AWAITED_DOUBLINGS: typeof DOUBLINGS = [
  (v, w) => `const ${v} = (await ${w}) || (await ${w});`,
  (v, w) => `const ${v} = await ${w}.findOne(${w}, ${w});`,
];

/** Milliseconds, far above what all uses of a name take together and far below twice as much, thirty times over. */
const CEILING = 4000;

/** Runs what may never end; whether it has ended in time. */
function endsInTime(run: () => void, milliseconds: number): boolean {
  const held = globalThis as { run?: () => void };
  held.run = run;
  try {
    vm.runInThisContext('run()', { timeout: milliseconds });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  } finally {
    delete held.run;
  }
}

// Two to the power of 31 readings would take minutes, however quick one is: more definitions would show no more.
describe('thirty-two definitions that each name the one before twice', () => {
  const lines = (make: (v: string, w: string) => string): string =>
    [
      `const u0 = req.query.a;`,
      ...Array.from({ length: 31 }, (_, index) => make(`u${index + 1}`, `u${index}`)),
      'const u = u31;',
    ].join('\n');

  it.each(
    [...DOUBLINGS, ...AWAITED_DOUBLINGS].map(make => ({
      form: make('v', 'w'),
      body: lines(make),
      isAwaiting: AWAITED_DOUBLINGS.includes(make),
    })),
  )('are read in time: $form', { timeout: 300_000 }, ({ body, isAwaiting }) => {
    const inside = Object.values(INSIDE).map(use => `app.all('/x/:id', async (req, res, next) => { ${body} ${use} });`);
    const outside = isAwaiting ? [] : Object.values(OUTSIDE).map(use => `((req) => { ${body} ${use} })();`);
    const slow = (programs: readonly string[]): readonly string[] =>
      endsInTime(() => expect(failure([HEAD, ...programs].join('\n'))).toBeNull(), CEILING) ? [] : programs;
    // In one file they have the time of one; which of them takes it is asked where they do not end.
    const found = [inside, outside].flatMap(slow).flatMap(program => slow([program]));
    expect(found.map(program => program.slice(program.indexOf('u31;') + 4))).toEqual([]);
  });
});
