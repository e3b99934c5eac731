import { describe, expect, it } from 'vitest';

import { readCause } from '../../src/causes/read-cause.ts';
import { readSettings } from '../../src/settings.ts';
import { makeProject } from '../model/read-project.ts';

type Files = Readonly<Record<string, string>>;
type Row = Readonly<Record<string, unknown>>;

/** A handler that sends 418, whose cause is asked; nothing of it goes by a name that says anything. */
interface Case {
  readonly rows: readonly Row[];
  readonly head: string;
  readonly body: string;
  readonly without: string | null;
  readonly stated: string | null;
  readonly files?: Files;
  readonly route?: string;
  readonly crossFile?: boolean;
}

const REFUSED = 'return res.status(418).end();';

function causeOf({ rows, head, body, files = {}, route = "post('/kegs/:id'", crossFile = true }: Case): {
  readonly without: string | null;
  readonly stated: string | null;
} {
  const code = `import express from 'express';\n${head}\nconst app = express();\napp.${route}, async (req, res) => {\n${body}\n});`;
  expect(readSettings({ 'status-code': { calls: rows } }).problem).toBeNull();
  const read = (calls: readonly Row[]): string | null => {
    const project = makeProject(files);
    const model = project.read('src/routes/app.ts', code, { settings: { crossFile, calls } });
    const sent = (code: number) => model?.responses.findLast(({ status: { codes } }) => codes?.includes(code));
    const response = sent(418) ?? sent(200);
    const evidence = model && response ? readCause(response, model) : null;
    return evidence && `${evidence.isStrong ? '' : 'weak '}${evidence.cause}`;
  };
  return { without: read([]), stated: read(rows) };
}

const KEGS = '@company/kegs';

/** A handler with a call of a package, and what the settings state of it. */
function ofPackage(row: Row, body: string, without: string | null, stated: string | null, head?: string): Case {
  return {
    rows: [{ package: KEGS, ...row }],
    head: head ?? `import { grok } from '${KEGS}';`,
    body,
    without,
    stated,
  };
}

const ONE = `const one = await grok(req.params.id);\nif (!one) ${REFUSED}\nres.json(one);`;

describe('a word for what a call of a package gives', () => {
  it.each<[string, Case]>([
    ['record', ofPackage({ path: 'grok', gives: 'record' }, ONE, null, 'not-found')],
    [
      'record, by a member of an argument',
      ofPackage(
        { path: 'grok', gives: 'record', of: '0.key' },
        `const one = await grok({ by: req.body.by, key: req.params.id });\nif (one === null) ${REFUSED}\nres.json(one);`,
        null,
        'not-found',
      ),
    ],
    [
      'a record whose field is compared with the caller',
      ofPackage(
        { path: 'grok', gives: 'record' },
        `const one = await grok(req.params.id);\nif (one.ownerId !== req.user.id) ${REFUSED}\nres.json(one);`,
        'forbidden',
        'forbidden',
      ),
    ],
    [
      'count',
      ofPackage(
        { path: 'grok', gives: 'count' },
        `const sum = await grok(req.params.id);\nif (sum === 0) ${REFUSED}\nres.json(sum);`,
        null,
        'not-found',
      ),
    ],
    [
      'existence',
      ofPackage(
        { path: 'grok', gives: 'existence' },
        `if (!(await grok(req.params.id))) ${REFUSED}\nres.json(1);`,
        null,
        'not-found',
      ),
    ],
    [
      'changed-record',
      ofPackage(
        { path: 'grok', gives: 'changed-record' },
        `const one = await grok(req.params.id, req.body);\nif (!one) ${REFUSED}\nres.json(one);`,
        null,
        'not-found',
      ),
    ],
    [
      'claims',
      ofPackage(
        { path: 'grok', gives: 'claims' },
        `const one = await grok(req.headers.authorization);\nif (!one) ${REFUSED}\nres.json(one);`,
        null,
        'unauthenticated',
      ),
    ],
    [
      'caller',
      ofPackage(
        { path: 'grok', gives: 'caller' },
        `const one = await grok(req);\nif (!one) ${REFUSED}\nres.json(one);`,
        null,
        'unauthenticated',
      ),
    ],
    [
      'the role of a caller',
      ofPackage(
        { path: 'grok', gives: 'caller' },
        `const one = await grok(req);\nif (one.role !== 'admin') ${REFUSED}\nres.json(one);`,
        null,
        'forbidden',
      ),
    ],
    [
      'caller-verdict',
      ofPackage(
        { path: 'grok', gives: 'caller-verdict' },
        `if (!grok(req)) ${REFUSED}\nres.json(1);`,
        null,
        'unauthenticated',
      ),
    ],
    [
      'credential',
      ofPackage(
        { path: 'grok', gives: 'credential' },
        `const key = grok(req);\nif (!key) ${REFUSED}\nres.json(key);`,
        null,
        'unauthenticated',
      ),
    ],
    [
      'permission-verdict',
      ofPackage(
        { path: 'grok', gives: 'permission-verdict' },
        `if (!(await grok(req.user, 'kegs'))) ${REFUSED}\nres.json(1);`,
        null,
        'forbidden',
      ),
    ],
    [
      'schema-verdict',
      ofPackage(
        { path: 'grok', gives: 'schema-verdict' },
        `if (!grok(req.body)) ${REFUSED}\nres.json(1);`,
        null,
        'invalid',
      ),
    ],
    [
      'schema-errors',
      ofPackage(
        { path: 'grok', gives: 'schema-errors' },
        `const found = grok(req.body);\nif (found) ${REFUSED}\nres.json(1);`,
        null,
        'invalid',
      ),
    ],
    [
      'schema-errors of the query, as a member',
      ofPackage(
        { path: 'grok', gives: { wrong: 'schema-errors', right: 'checked' } },
        `const { wrong, right } = grok(req.query);\nif (wrong) ${REFUSED}\nres.json(right);`,
        null,
        'malformed',
      ),
    ],
    [
      'checked, by a member',
      ofPackage(
        { path: 'grok', gives: { wrong: 'schema-errors', right: 'checked' } },
        `const { wrong, right } = grok(req.body);\nif (!right.name) ${REFUSED}\nres.json(right);`,
        null,
        'malformed',
      ),
    ],
    [
      'same',
      ofPackage(
        { path: 'grok', gives: 'same', of: '1' },
        `const name = grok('x', req.body.name);\nif (!name) ${REFUSED}\nres.json(name);`,
        null,
        'malformed',
      ),
    ],
    [
      'file',
      ofPackage(
        { path: 'grok', gives: 'file' },
        `const one = await grok(req);\nif (!one) ${REFUSED}\nres.json(1);`,
        null,
        'malformed',
      ),
    ],
    [
      'body',
      ofPackage(
        { path: 'grok', gives: 'body' },
        `const one = await grok(req);\nif (!one.name) ${REFUSED}\nres.json(1);`,
        null,
        'malformed',
      ),
    ],
  ])('%s', (_, one) => {
    expect(causeOf(one)).toEqual({ without: one.without, stated: one.stated });
  });

  it('answer, which fails in its catch', () => {
    const one = ofPackage(
      { path: 'grok', gives: 'answer' },
      `try { res.json(await grok(req.params.id)); } catch (e) { ${REFUSED} }`,
      'unexpected',
      'upstream-error',
    );
    expect(causeOf(one)).toEqual({ without: one.without, stated: one.stated });
  });

  it('records, of which there are none', () => {
    const one = ofPackage(
      { path: 'grok', gives: 'records' },
      `const all = await grok(req.query.age);\nif (all.length === 0) ${REFUSED}\nres.json(all);`,
      null,
      'empty-list',
    );
    expect(causeOf({ ...one, route: "get('/kegs'" })).toEqual({ without: one.without, stated: one.stated });
  });

  it('password-verdict, of an account that logs in', () => {
    const one = ofPackage(
      { path: 'grok', gives: 'password-verdict' },
      `const one = await User.findOne({ mail: req.body.mail });\nif (!(await grok(req.body.word, one.word))) ${REFUSED}\nres.json(1);`,
      null,
      'unauthenticated',
    );
    expect(causeOf({ ...one, route: "post('/login'" })).toEqual({ without: one.without, stated: one.stated });
  });

  it('nothing, whatever its name says', () => {
    const one = ofPackage(
      { path: 'findUser', gives: 'nothing' },
      `const one = await findUser(req.params.id);\nif (!one) ${REFUSED}\nres.json(one);`,
      'not-found',
      null,
      `import { findUser } from '${KEGS}';`,
    );
    expect(causeOf(one)).toEqual({ without: one.without, stated: one.stated });
  });

  it.each([
    ['creates', "post('/kegs'", 'success-created'],
    ['changes', "post('/kegs'", 'success-updated'],
  ])('written, by what it does: %s', (does, route, cause) => {
    const rows = [{ package: KEGS, path: 'grok', does: [does] }];
    const body = 'const one = await grok(req.body);\nres.status(200).json(one);';
    const { stated } = causeOf({
      rows,
      head: `import { grok } from '${KEGS}';`,
      body,
      route,
      without: null,
      stated: null,
    });
    expect(stated).toBe(cause);
  });
});

describe('how a call fails', () => {
  it.each<[string, Case]>([
    [
      'by a value',
      ofPackage(
        { path: 'grok', fails: [{ by: 'value', when: 'false', as: 'role-lacking' }] },
        `if (!(await grok(req.params.id))) ${REFUSED}\nres.json(1);`,
        null,
        'forbidden',
      ),
    ],
    [
      'by a value that is kept and compared',
      ofPackage(
        { path: 'grok', fails: [{ by: 'value', when: 'true', as: 'duplicate' }] },
        `const taken = await grok(req.body.name);\nif (taken === true) ${REFUSED}\nres.json(1);`,
        null,
        'conflict',
      ),
    ],
    [
      'by a value that is fine',
      ofPackage(
        { path: 'grok', fails: [{ by: 'value', when: 'true', as: 'duplicate' }] },
        `if (!(await grok(req.body.name))) ${REFUSED}\nres.json(1);`,
        null,
        null,
      ),
    ],
    [
      'by throwing, alone in its try',
      ofPackage(
        { path: 'grok', fails: [{ by: 'throws', as: 'text-unparsable' }] },
        `try { grok(req.body.text); } catch (e) { ${REFUSED} }\nres.json(1);`,
        null,
        'malformed',
      ),
    ],
    [
      'by rejecting, beside a store',
      ofPackage(
        { path: 'grok', fails: [{ by: 'rejects', as: 'credential-invalid' }] },
        `try { const one = await grok(req.headers.authorization); res.json(await User.find({ one })); } catch (e) { ${REFUSED} }`,
        'unexpected',
        null,
      ),
    ],
    [
      'by rejecting with nothing else',
      ofPackage(
        { path: 'grok', fails: [{ by: 'rejects', as: 'credential-invalid' }] },
        `let one; try { one = await grok(req.headers.authorization); } catch (e) { ${REFUSED} }\nres.json(one);`,
        'unexpected',
        'unauthenticated',
      ),
    ],
  ])('%s', (_, one) => {
    expect(causeOf(one)).toEqual({ without: one.without, stated: one.stated });
  });

  it.each([
    ['its class', { error: 'Gone3', as: 'record-missing' }, 'e instanceof Gone3'],
    ['its name', { error: 'Gone3', as: 'record-missing' }, "e.name === 'Gone3'"],
    ['its code', { error: 'G3', in: 'code', as: 'record-missing' }, "e.code === 'G3'"],
  ])('an error by %s', (_, row, test) => {
    const one = ofPackage(
      row,
      `try { res.json(await grok(req.params.id)); } catch (e) { if (${test}) ${REFUSED}\nthrow e; }`,
      null,
      'not-found',
      `import { grok, Gone3 } from '${KEGS}';`,
    );
    expect(causeOf(one)).toEqual({ without: one.without, stated: one.stated });
  });
});

describe('the way from a module to a call', () => {
  const record = { gives: 'record' };

  it.each<[string, string, string, string]>([
    ['a default export', '', `import grok from '${KEGS}';`, 'grok(req.params.id)'],
    ['a default export by its name', 'default', `import grok from '${KEGS}';`, 'grok(req.params.id)'],
    ['a namespace', 'grok', `import * as kegs from '${KEGS}';`, 'kegs.grok(req.params.id)'],
    ['another name', 'grok', `import { grok as frob } from '${KEGS}';`, 'frob(req.params.id)'],
    ['require', 'grok', `const { grok } = require('${KEGS}');`, 'grok(req.params.id)'],
    [
      'an instance',
      'Cellar().grok',
      `import { Cellar } from '${KEGS}';\nconst cellar = new Cellar();`,
      'cellar.grok(req.params.id)',
    ],
    [
      'a factory',
      'dig().deep.grok',
      `import { dig } from '${KEGS}';\nconst cellar = dig({ deep: true });`,
      'cellar.deep.grok(req.params.id)',
    ],
    ['alternatives', '{frob,grok}', `import { grok } from '${KEGS}';`, 'grok(req.params.id)'],
    [
      'any name',
      'Cellar().*.grok',
      `import { Cellar } from '${KEGS}';\nconst cellar = new Cellar();`,
      'cellar.red.grok(req.params.id)',
    ],
    ['a path in the package', 'grok', `import { grok } from '${KEGS}/deep';`, 'grok(req.params.id)'],
    [
      'a class that extends one',
      'Cellar().grok',
      `import { Cellar } from '${KEGS}';\nclass Own extends Cellar {}\nconst cellar = new Own();`,
      'cellar.grok(req.params.id)',
    ],
    [
      'a function of the project that gives one',
      'Cellar().grok',
      `import { Cellar } from '${KEGS}';\nfunction open() { return new Cellar(); }\nconst cellar = open();`,
      'cellar.grok(req.params.id)',
    ],
  ])('%s', (_, path, head, call) => {
    const body = `const one = await ${call};\nif (!one) ${REFUSED}\nres.json(one);`;
    expect(causeOf({ rows: [{ package: KEGS, path, ...record }], head, body, without: null, stated: null })).toEqual({
      without: null,
      stated: 'not-found',
    });
  });

  it('goes before what our own rows say, and leaves their others', () => {
    const head = "import bcrypt from 'bcrypt';";
    const rows = [{ package: 'bcrypt', path: 'compare', gives: 'permission-verdict' }];
    const body = (call: string) => `if (!(await ${call}(req.body.word, req.user.word))) ${REFUSED}\nres.json(1);`;
    const route = "post('/login'";
    const compared = causeOf({ rows, head, body: body('bcrypt.compare'), route, without: null, stated: null });
    expect(compared).toEqual({ without: 'weak unauthenticated', stated: 'forbidden' });
    const verified = causeOf({ rows, head, body: body('bcrypt.compareSync'), route, without: null, stated: null });
    expect(verified).toEqual({ without: 'weak unauthenticated', stated: 'weak unauthenticated' });
  });

  it('of a package whose models our rows know', () => {
    const head = "import mongoose from 'mongoose';\nconst Keg = mongoose.model('Keg', new mongoose.Schema({}));";
    const body = `const one = await Keg.grok(req.params.id);\nif (!one) ${REFUSED}\nres.json(one);`;
    const rows = [{ package: 'mongoose', path: 'Model.grok', ...record }];
    expect(causeOf({ rows, head, body, without: null, stated: null })).toEqual({ without: null, stated: 'not-found' });
  });
});

describe("files of the project's own", () => {
  // Too much for a reader: the call is one of a table, and what it gives stands nowhere.
  const COMPLICATED =
    'const table = require(process.env.TABLE);\nmodule.exports = { grok: (...all) => table[all.length](all), Cellar: class { grok(id) { return table.x(this)(id); } } };';
  const files = { 'src/kegs/cellar.js': COMPLICATED };
  const row = { path: 'grok', gives: 'record' };

  it.each<[string, Row, Partial<Case>]>([
    ['by its path', { file: 'src/kegs/cellar.js' }, { files }],
    ['with a dot before it', { file: './src/kegs/cellar.js' }, { files }],
    ['without its extension', { file: 'src/kegs/cellar' }, { files }],
    ['by the end of its path', { file: 'kegs/cellar.js' }, { files }],
    ['by any name', { file: 'src/kegs/*' }, { files }],
    ['below any folder', { file: 'src/**/cellar.*' }, { files }],
    ['where it is not there', { file: 'src/kegs/cellar.js' }, {}],
    ['where no other file is read', { file: 'src/kegs/cellar.js' }, { files, crossFile: false }],
  ])('%s', (_, where, more) => {
    expect(
      causeOf({
        rows: [{ ...where, ...row }],
        head: "import { grok } from '../kegs/cellar.js';",
        body: ONE,
        without: null,
        stated: null,
        ...more,
      }),
    ).toEqual({ without: null, stated: 'not-found' });
  });

  it.each<[string, string, string, string, Files]>([
    ['an index file', 'grok', "import { grok } from '../kegs';", 'grok', { 'src/kegs/index.js': COMPLICATED }],
    [
      'what an index file exports of another',
      'grok',
      "import { frob } from '../all';",
      'frob',
      {
        'src/all.ts': "export { grok as frob } from './kegs/index';",
        'src/kegs/index.ts': 'const table = load();\nexport function frob() {}\nexport const grok = table[0];',
      },
    ],
    [
      'what an index file exports whole',
      'grok',
      "import { grok } from '../all';",
      'grok',
      {
        'src/all.ts': "export * from './kegs/index';",
        'src/kegs/index.ts': 'const table = load();\nexport function grok(id) { return table[id.length](id); }',
      },
    ],
    [
      'an alias of a folder',
      'grok',
      "import { grok } from '@/kegs/index';",
      'grok',
      {
        'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
        'src/kegs/index.ts': 'const table = load();\nexport function grok(id) { return table[id.length](id); }',
      },
    ],
    [
      'a class',
      'Cellar().grok',
      "import { Cellar } from '../kegs';\nconst cellar = new Cellar();",
      'cellar.grok',
      { 'src/kegs/index.js': COMPLICATED },
    ],
    [
      'what a type names',
      'Cellar().grok',
      "import type { Cellar } from '../kegs';\ndeclare const cellar: Cellar;",
      'open(cellar)',
      { 'src/kegs/index.js': COMPLICATED },
    ],
  ])('%s', (_, path, head, call, own) => {
    const isTyped = call.startsWith('open');
    const one = isTyped
      ? `const show = async (cellar: Cellar) => { const one = await cellar.grok(req.params.id); if (!one) ${REFUSED} };\nshow(1);`
      : `const one = await ${call}(req.params.id);\nif (!one) ${REFUSED}\nres.json(one);`;
    const rows = [{ file: 'kegs/index.js', path, gives: 'record' }];
    const { stated } = causeOf({ rows, head, body: one, files: own, without: null, stated: null });
    expect(stated).toBe('not-found');
  });

  it('are not those of another path', () => {
    const rows = [{ file: 'src/barrels/cellar.js', ...row }];
    const head = "import { grok } from '../kegs/cellar.js';";
    expect(causeOf({ rows, head, body: ONE, files, without: null, stated: null }).stated).toBeNull();
  });

  it('outvote what their definition seems to say', () => {
    const own = { 'src/kegs/cellar.js': 'export const grok = id => User.findById(id);' };
    const head = "import { grok } from '../kegs/cellar.js';";
    const rows = [{ file: 'src/kegs/cellar.js', path: 'grok', gives: 'nothing' }];
    expect(causeOf({ rows, head, body: ONE, files: own, without: null, stated: null })).toEqual({
      without: 'not-found',
      stated: null,
    });
  });

  it('are known in the functions of the project that call them', () => {
    const own = {
      ...files,
      'src/bar.js': "import { grok } from './kegs/cellar.js';\nexport const pour = id => grok(id);",
    };
    const head = "import { pour } from '../bar.js';";
    const rows = [{ file: 'src/kegs/cellar.js', ...row }];
    const body = `const one = await pour(req.params.id);\nif (!one) ${REFUSED}\nres.json(one);`;
    expect(causeOf({ rows, head, body, files: own, without: null, stated: null })).toEqual({
      without: null,
      stated: 'not-found',
    });
  });

  it('state errors of their own', () => {
    const head = "import { grok, Gone3 } from '../kegs/cellar.js';";
    const rows = [{ file: 'src/kegs/cellar.js', error: 'Gone3', as: 'record-missing' }];
    const body = `try { res.json(await grok(req.params.id)); } catch (e) { if (e instanceof Gone3) ${REFUSED}\nthrow e; }`;
    expect(causeOf({ rows, head, body, files, without: null, stated: null })).toEqual({
      without: null,
      stated: 'not-found',
    });
  });

  it('of two that state the same error the one that a file uses is asked', () => {
    const rows = [
      { file: 'src/kegs/cellar.js', error: 'Gone3', as: 'record-missing' },
      { package: '@company/other', error: 'Gone3', as: 'duplicate' },
    ];
    const body = `try { res.json(await grok(req.params.id)); } catch (e) { if (e.name === 'Gone3') ${REFUSED}\nthrow e; }`;
    const own = causeOf({ rows, head: "import { grok } from '../kegs/cellar.js';", body, without: null, stated: null });
    const other = causeOf({ rows, head: "import { grok } from '@company/other';", body, without: null, stated: null });
    expect([own.stated, other.stated]).toEqual(['not-found', 'conflict']);
  });
});
