import { describe, expect, it } from 'vitest';

import { readCause } from '../../src/causes/read-cause.ts';
import { makeProject } from '../model/read-project.ts';

/** Other files of the project, by their names in `src`. */
type Files = Readonly<Record<string, string>>;

/** A route of either framework whose guard refuses with 400. */
interface Guarded {
  readonly on: string;
  readonly above?: string;
  readonly before?: string;
  readonly test: string;
}

const FRAMEWORKS = {
  express: ({ on, above = '', before = '', test }: Guarded) => {
    const [method = '', path = ''] = on.split(' ');
    return `import express from 'express';\n${above}\nconst app = express();\napp.${method.toLowerCase()}('${path}', async (req, res) => {\n${before}\nif (${test}) return res.status(400).json({ message: 'No.' });\nres.json({ done: 1 });\n});`;
  },
  fastify: ({ on, above = '', before = '', test }: Guarded) => {
    const [method = '', path = ''] = on.split(' ');
    return `import Fastify from 'fastify';\n${above}\nconst app = Fastify();\napp.${method.toLowerCase()}('${path}', async (req, reply) => {\n${before}\nif (${test}) return reply.code(400).send({ message: 'No.' });\nreturn { done: 1 };\n});`;
  },
} as const;

const PACKAGE = {
  express: '{ "dependencies": { "express": "^5.0.0" } }',
  fastify: '{ "dependencies": { "fastify": "^5.0.0" } }',
} as const;

/** The cause of the refusal, with the statuses its evidence tolerates; null where nothing certain enough for a rule is read. */
function causeOf(framework: keyof typeof FRAMEWORKS, guarded: Guarded, files: Files = {}): string | null {
  const code = FRAMEWORKS[framework](guarded);
  const others = Object.fromEntries(Object.entries(files).map(([name, text]) => [`src/${name}`, text]));
  const model = makeProject({ 'package.json': PACKAGE[framework], ...others, 'src/app.js': code }).read(
    'src/app.js',
    code,
  );
  const response = model?.responses.find(({ status }) => status.codes?.includes(400));
  const evidence = model && response ? readCause(response, model) : null;
  return evidence?.isStrong && !evidence.accepts?.includes(400) ? evidence.cause : null;
}

const each = (name: string, guarded: Guarded, files?: Files) =>
  (['express', 'fastify'] as const).map(framework => [`${name}, ${framework}`, framework, guarded, files] as const);

describe('a name that another package or a body in sight explains', () => {
  it.each([
    // Packages that are known to be something else.
    ...each('a time in a format', {
      on: 'POST /slots',
      above: "import { isMatch } from 'date-fns/isMatch';",
      test: "!isMatch(req.body.start, 'HH:mm')",
    }),
    ...each('a glob', {
      on: 'POST /rules',
      above: "import picomatch from 'picomatch';",
      test: "!picomatch.isMatch(req.body.file, ['*.md'])",
    }),
    ...each('versions', {
      on: 'POST /releases',
      above: "import semver from 'semver';",
      test: 'semver.compare(req.body.next, req.body.last) !== 1',
    }),
    ...each('versions, by a name alone', {
      on: 'POST /releases',
      above: "import { compare } from 'compare-versions';",
      test: "!compare(req.body.next, '1.0.0', '>')",
    }),
    ...each('the head of a list', {
      on: 'GET /stations/:codes',
      above: "import { head as find } from 'lodash-es';",
      before: "const start = find(req.params.codes.split('-'));",
      test: '!start',
    }),
    ...each('the head of a list, by a package of its own', {
      on: 'GET /stations/:codes',
      above: "const first = require('lodash.first');".replace(
        "const first = require('lodash.first');",
        "import first from 'lodash.first';",
      ),
      before: "const start = first(req.params.codes.split('-'));",
      test: '!start',
    }),
    ...each('what is left of words', {
      on: 'GET /search/:terms',
      above: "import { removeStopwords } from 'stopword';",
      before: "const terms = removeStopwords(req.params.terms.split('+'));",
      test: 'terms.length === 0',
    }),
    ...each('what is left of words, by a package nobody knows', {
      on: 'GET /search/:terms',
      above: "import { removeFillers } from 'fillers';",
      before: "const terms = removeFillers(req.params.terms.split('+'));",
      test: 'terms.length === 0',
    }),
    ...each('a part of a date', {
      on: 'GET /years/:day',
      above: "import dayjs from 'dayjs';",
      before: "const year = dayjs(req.params.day).get('year');",
      test: '!year',
    }),
    ...each('a part of a path', {
      on: 'GET /files/:name',
      above: "import path from 'node:path';",
      before: 'const { ext } = path.parse(req.params.name);',
      test: '!ext',
    }),
    // The language itself.
    ...each('a match of a pattern', {
      on: 'GET /seats/:code',
      before: 'const row = /^[A-F]\\d+$/.exec(req.params.code);',
      test: '!row',
    }),
    ...each('a match of a pattern kept apart', {
      on: 'GET /seats/:code',
      above: "const SEAT = new RegExp('^[A-F]');",
      before: 'const row = SEAT.exec(req.params.code);',
      test: 'row === null',
    }),
    ...each('an entry of a map', {
      on: 'GET /units/:unit',
      above: "const units = new Map([['kg', 1], ['g', 1000]]);",
      before: 'const factor = units.get(req.params.unit);',
      test: 'factor === undefined',
    }),
    // Functions whose bodies are in sight.
    ...each('a table of words', {
      on: 'GET /reports/:span',
      above: 'const SPANS = { day: 1, week: 7 };\nfunction getSpan(name) { return SPANS[name]; }',
      before: 'const span = getSpan(req.params.span);',
      test: '!span',
    }),
    ...each(
      'a table of words in another file',
      {
        on: 'GET /reports/:span',
        above: "import { findSpan } from './spans.js';",
        before: 'const span = findSpan(req.params.span);',
        test: 'span === undefined',
      },
      { 'spans.js': 'const SPANS = { day: 1, week: 7 };\nexport const findSpan = name => SPANS[name] ?? null;' },
    ),
    ...each('a separator', {
      on: 'GET /lists/:list',
      above: 'const findSeparator = text => /[,;]/.exec(text)?.[0];',
      before: 'const separator = findSeparator(req.params.list);',
      test: '!separator',
    }),
    ...each('a part of a text, two functions down', {
      on: 'GET /codes/:code',
      above: "const cut = text => text.split('-');\nfunction getPrefix(text) { return cut(text)[0]; }",
      before: 'const prefix = getPrefix(req.params.code);',
      test: '!prefix',
    }),
    ...each('what is left without doubles', {
      on: 'GET /tags/:tags',
      above: 'function removeDoubles(list) { return [...new Set(list)]; }',
      before: "const tags = removeDoubles(req.params.tags.split(','));",
      test: 'tags.length === 0',
    }),
    ...each(
      'a checksum in sight',
      {
        on: 'POST /parts',
        above: "import { verify } from './checksum.js';",
        test: '!verify(req.body.part, req.body.sum)',
      },
      {
        'checksum.js':
          "import { createHash } from 'node:crypto';\nexport function verify(data, sum) { return createHash('sha1').update(data).digest('hex') === sum; }",
      },
    ),
    ...each('a checksum that is not in sight', {
      on: 'POST /parts',
      above: "import { verify } from './checksums.js';",
      test: '!verify(req.body.part, req.body.sum)',
    }),
    ...each('a function that calls itself', {
      on: 'GET /trees/:path',
      above: "function getLeaf(path) { return path.includes('/') ? getLeaf(path.slice(1)) : path; }",
      before: 'const leaf = getLeaf(req.params.path);',
      test: '!leaf',
    }),
  ])('says nothing: %s', (_, framework, guarded, files) => {
    expect(causeOf(framework, guarded, files)).toBeNull();
  });
});

const SIZES = {
  above: 'function compare(left, right) { return left.length === right.length; }',
  test: '!compare(req.body.left, req.body.right)',
};

describe('a test by a function of the project is read in its body', () => {
  it.each([
    ...each('lengths', { on: 'POST /pairs', ...SIZES }).map(row => [...row, 'invalid'] as const),
    ...each('lengths, by a member of an object', {
      on: 'POST /pairs',
      above: 'const sizes = { isMatch: (left, right) => left.length === right.length };',
      test: '!sizes.isMatch(req.body.left, req.body.right)',
    }).map(row => [...row, 'invalid'] as const),
    ...each('a grammar', {
      on: 'POST /formulas',
      above: 'function canParse(text) { return /^[-+*/ 0-9]+$/.test(text); }',
      test: '!canParse(req.body.formula)',
    }).map(row => [...row, 'invalid'] as const),
    ...each(
      'a list in another file, by its verdict',
      {
        on: 'POST /pots',
        above: "import { fits } from './sorts.js';",
        before: 'const fitting = fits(req.body.sort);',
        test: '!fitting',
      },
      {
        'sorts.js':
          "const SORTS = new Set(['clay', 'tin']);\nexport function fits(sort) { if (SORTS.has(sort)) { return true; } return false; }",
      },
    ).map(row => [...row, 'invalid'] as const),
    ...each('what is wrong, as a text', {
      on: 'POST /pots',
      above:
        "const faultOf = pot => { if (pot.height > 90) return 'too high'; if (pot.height < 3) return 'too low'; return null; };",
      before: 'const fault = faultOf(req.body);',
      test: 'fault',
    }).map(row => [...row, 'invalid'] as const),
    ...each('what is wrong, in a result', {
      on: 'POST /pots',
      above:
        "function look({ height }) { if (height > 90) return { fine: false, why: 'high' }; return { fine: true }; }",
      before: 'const { fine } = look(req.body);',
      test: '!fine',
    }).map(row => [...row, 'invalid'] as const),
    ...each('days, made by a function', {
      on: 'POST /trips',
      above: 'const dayOf = (text, add = 0) => new Date(text);',
      test: 'dayOf(req.body.back) < dayOf(req.body.out)',
    }).map(row => [...row, 'invalid'] as const),
    ...each('who the caller is, by a function of the request', {
      on: 'GET /me',
      above: 'const sailorOf = req => req.user;',
      test: '!sailorOf(req)',
    }).map(row => [...row, 'unauthenticated'] as const),
  ])('%s', (_, framework, guarded, files, cause) => {
    expect(causeOf(framework, guarded, files)).toBe(cause);
  });

  it.each([
    ...each('a field that is missing, or one that is refused', {
      on: 'POST /pots',
      above:
        "const faultOf = pot => { if (!pot.name) return 'no name'; if (pot.height < 3) return 'too low'; return null; };",
      test: 'faultOf(req.body)',
    }),
    ...each('what a function finds in a value that is there', {
      on: 'POST /links',
      above: 'function idOf(url) { const found = url.match(/[0-9a-f]{8}/); return found ? found[0] : null; }',
      test: '!idOf(req.body.url)',
    }),
    ...each('what a function finds, in a variable of its own', {
      on: 'POST /links',
      above: 'function idOf(url) { const all = url.match(/[0-9a-f]{8}/); const id = all ? all[0] : null; return id; }',
      test: '!idOf(req.body.url)',
    }),
    ...each('a function that always gives an object', {
      on: 'POST /pots',
      above: 'function look({ height }) { if (height > 90) return { height: 90 }; return { height }; }',
      test: '!look(req.body)',
    }),
    ...each('a value of the body, or the one that is kept', {
      on: 'POST /pots',
      above: 'const kept = await load();',
      test: '!(req.body.url ?? kept?.url ?? null)',
    }),
  ])('says nothing: %s', (_, framework, guarded, files) => {
    expect(causeOf(framework, guarded, files)).toBeNull();
  });
});

const MODEL = {
  'models.js':
    "import mongoose from 'mongoose';\nexport const Boat = mongoose.model('Boat', new mongoose.Schema({}));\nexport const Sailor = mongoose.model('Sailor', new mongoose.Schema({}));",
};
const LOGIN = { on: 'POST /login', before: 'const sailor = await Sailor.findOne({ mail: req.body.mail });' };

describe('a wrapper in sight', () => {
  it.each([
    ...each('of a password check, in the file', {
      ...LOGIN,
      above: "import bcrypt from 'bcrypt';\nconst fits = (given, kept) => bcrypt.compare(given, kept);",
      test: '!(await fits(req.body.a, sailor.b))',
    }).map(row => [...row, 'unauthenticated'] as const),
    ...each(
      'of a password check, in another file',
      { ...LOGIN, above: "import { fits } from './fits.js';", test: '!(await fits(req.body.a, sailor.b))' },
      {
        'fits.js':
          "import { compare as check } from 'bcryptjs';\nexport async function fits(given, kept) { const does = await check(given, kept); return does; }",
      },
    ).map(row => [...row, 'unauthenticated'] as const),
    ...each(
      'of a password check, as a method',
      {
        ...LOGIN,
        above: "import { Locks } from './locks.js';\nconst locks = new Locks();",
        test: '!(await locks.opens(req.body.a, sailor.b))',
      },
      {
        'locks.js':
          "import bcrypt from 'bcrypt';\nexport class Locks { opens(given, kept) { return bcrypt.compare(given, kept); } }",
      },
    ).map(row => [...row, 'unauthenticated'] as const),
    ...each('that compares passwords itself', {
      ...LOGIN,
      above: 'const isMatch = (given, kept) => given === kept;',
      test: '!isMatch(req.body.password, sailor.password)',
    }).map(row => [...row, 'unauthenticated'] as const),
    ...each(
      'of a lookup, in the file',
      {
        on: 'GET /boats/:id',
        above: "import { Boat } from './models.js';\nconst load = id => Boat.findById(id);",
        before: 'const boat = await load(req.params.id);',
        test: '!boat',
      },
      MODEL,
    ).map(row => [...row, 'not-found'] as const),
    ...each(
      'of a lookup, in another file, under a name of its own',
      {
        on: 'GET /boats/:id',
        above: "import { moored } from './harbour.js';",
        before: 'const boat = await moored(req.params.id);',
        test: '!boat',
      },
      {
        ...MODEL,
        'harbour.js':
          "import { Boat } from './models.js';\nexport async function moored(id) { return await Boat.findById(id).lean(); }",
      },
    ).map(row => [...row, 'not-found'] as const),
    ...each(
      'of a lookup, as a method that calls another',
      {
        on: 'GET /boats/:id',
        above: "import { Harbour } from './harbour.js';\nconst harbour = new Harbour();",
        before: 'const boat = await harbour.berth(req.params.id);',
        test: 'boat === null',
      },
      {
        ...MODEL,
        'harbour.js':
          "import { Boat } from './models.js';\nexport class Harbour { berth(id) { return this.find(id); } find(id) { return Boat.findById(id); } }",
      },
    ).map(row => [...row, 'not-found'] as const),
    ...each(
      'of a query',
      {
        on: 'GET /boats/:id',
        above: "import { boatBy } from './boats.js';",
        before: 'const boat = await boatBy(req.params.id);',
        test: '!boat',
      },
      {
        'boats.js':
          "import { pool } from './pool.js';\nexport async function boatBy(id) { const { rows } = await pool.query('SELECT * FROM boats WHERE id = $1', [id]); return rows[0]; }",
      },
    ).map(row => [...row, 'not-found'] as const),
    ...each('of a list in memory', {
      on: 'GET /boats/:id',
      above: 'const boats = [];\nfunction getBoat(id) { return boats.find(boat => boat.id === id); }',
      before: 'const boat = getBoat(req.params.id);',
      test: '!boat',
    }).map(row => [...row, 'not-found'] as const),
    ...each('whose inside is out of sight', {
      on: 'GET /boats/:id',
      above: "import { ask } from './radio.js';\nfunction getBoat(id) { return ask('boat', id); }",
      before: 'const boat = await getBoat(req.params.id);',
      test: '!boat',
    }).map(row => [...row, 'not-found'] as const),
    ...each('of a verification, in the file', {
      on: 'GET /me',
      above: "import jwt from 'jsonwebtoken';\nconst readPass = pass => jwt.verify(pass, process.env.SECRET);",
      before: 'const claims = readPass(req.headers.authorization);',
      test: '!claims',
    }).map(row => [...row, 'unauthenticated'] as const),
    ...each(
      'of a verification, in another file',
      {
        on: 'GET /me',
        above: "import { readPass } from './passes.js';",
        before: 'const claims = readPass(req.headers.authorization);',
        test: '!claims',
      },
      {
        'passes.js':
          "import { jwtVerify } from 'jose';\nexport function readPass(pass) { return jwtVerify(pass.slice(7), process.env.SECRET); }",
      },
    ).map(row => [...row, 'unauthenticated'] as const),
    ...each('of a permission', {
      on: 'DELETE /boats/:id',
      above: "const isAllowed = user => user.role === 'captain';",
      test: '!isAllowed(req.user)',
    }).map(row => [...row, 'forbidden'] as const),
    ...each(
      'of a permission, in another file',
      { on: 'DELETE /boats/:id', above: "import { mayScrap } from './rights.js';", test: '!mayScrap(req.user)' },
      { 'rights.js': "export const mayScrap = user => user.role === 'captain';" },
    ).map(row => [...row, 'forbidden'] as const),
    ...each('of a permission that is given the request', {
      on: 'DELETE /boats/:id',
      above: "function canScrap(req) { return req.user.role === 'captain'; }",
      test: '!canScrap(req)',
    }).map(row => [...row, 'forbidden'] as const),
  ])('keeps the meaning of what it wraps: %s', (_, framework, guarded, files, cause) => {
    expect(causeOf(framework, guarded, files)).toBe(cause);
  });

  it.each<[string, string, Files]>([
    [
      'in the file',
      "const forecast = async town => { const answer = await fetch('https://weather.example/' + town); return answer.json(); };",
      {},
    ],
    [
      'in another file',
      "import { forecast } from './forecast.js';",
      {
        'src/forecast.js':
          "import axios from 'axios';\nexport async function forecast(town) { const { data } = await axios.get('https://weather.example/' + town); return data; }",
      },
    ],
    [
      'named like a lookup',
      "import { getForecast as forecast } from './forecast.js';",
      {
        'src/forecast.js':
          "const client = got.extend({ prefixUrl: 'https://weather.example' });\nimport got from 'got';\nexport const getForecast = town => client.get(town);",
      },
    ],
  ])('of a call of another server fails as that does, %s', (_, above, files) => {
    const code = `import express from 'express';\n${above}\nconst app = express();\napp.get('/forecast/:town', async (req, res) => {\ntry { res.json(await forecast(req.params.town)); } catch { res.status(400).json({ message: 'No.' }); }\n});`;
    const model = makeProject(files).read('src/app.js', code);
    const response = model?.responses.find(({ status }) => status.codes?.includes(400));
    expect(model && response && readCause(response, model)?.cause).toBe('upstream-error');
  });
});
