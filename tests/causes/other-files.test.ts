import { describe, expect, it } from 'vitest';

import { readCause } from '../../src/causes/read-cause.ts';
import { makeProject } from '../model/read-project.ts';

type Files = Readonly<Record<string, string>>;

/** The cause of the last response with a status of one file, `weak` before it where no rule would speak by it. */
function causeOf(file: string, status: number, files: Files): string | null {
  const model = makeProject(files).read(file, files[file] ?? '');
  const response = model?.responses.findLast(({ status: { codes } }) => codes?.includes(status));
  const evidence = model && response ? readCause(response, model) : null;
  return evidence && `${evidence.isStrong ? '' : 'weak '}${evidence.cause}`;
}

const REFUSE =
  "import { validationResult } from 'express-validator';\nexport function refuse(req, res, next) {\n  const problems = validationResult(req);\n  if (!problems.isEmpty()) return res.status(400).json(problems.array());\n  next();\n}";
const ROUTER =
  "import express from 'express';\nimport { body, check, param, query } from 'express-validator';\nimport { refuse } from './refuse.js';\nimport { list, add } from './boats.js';\nconst router = express.Router();";

describe('a check of what other files validate', () => {
  it.each<[string, Files, string | null]>([
    [
      'the query alone',
      { 'src/routes.js': `${ROUTER}\nrouter.get('/boats', query('length').isInt(), refuse, list);` },
      'malformed',
    ],
    [
      'the path alone, in a list of chains',
      {
        'src/routes.js': `${ROUTER}\nconst rules = [param('id').isUUID()];\nrouter.get('/boats/:id', rules, refuse, list);`,
      },
      'malformed',
    ],
    [
      'what chains of a third file name',
      {
        'src/rules.js': "import { query } from 'express-validator';\nexport const paging = [query('page').isInt()];",
        'src/routes.js': `${ROUTER}\nimport { paging } from './rules.js';\nrouter.get('/boats', paging, refuse, list);`,
      },
      'malformed',
    ],
    [
      'the query of one route, the body of another',
      {
        'src/routes.js': `${ROUTER}\nrouter.get('/boats', query('length').isInt(), refuse, list);\nrouter.post('/boats', body('length').isInt(), refuse, add);`,
      },
      'invalid',
    ],
    [
      'whatever has the name',
      { 'src/routes.js': `${ROUTER}\nrouter.post('/boats', check('length').isInt(), refuse, add);` },
      'invalid',
    ],
  ])('is of %s', (_, files, cause) => {
    expect(causeOf('src/refuse.js', 400, { 'src/refuse.js': REFUSE, ...files })).toBe(cause);
  });
});

const controller = (call: string, status = 201): string =>
  `import express from 'express';\nimport * as store from './store.js';\nconst app = express();\napp.post('/boats', async (req, res) => {\n  const boat = await ${call};\n  res.status(${status}).json(boat);\n});`;

describe('what a called function writes', () => {
  it.each<[string, string, string, number, string | null]>([
    [
      'inserts, and is called an update',
      'store.setBerths(req.body.berths)',
      "import { db, berths } from './db.js';\nexport const setBerths = rows => db.insert(berths).values(rows).returning();",
      201,
      'weak success-action',
    ],
    [
      'inserts by SQL, and is called an update',
      'store.updateCrew(req.body)',
      "import { pool } from './pool.js';\nexport async function updateCrew(one) { return (await pool.query('INSERT INTO crew (name) VALUES ($1) RETURNING *', [one.name])).rows[0]; }",
      201,
      'weak success-action',
    ],
    [
      'makes or changes, and is called a creation',
      'store.createBoat(req.body)',
      "import { prisma } from './prisma.js';\nexport const createBoat = one => prisma.boat.upsert({ where: { name: one.name }, create: one, update: one });",
      200,
      'weak success-action',
    ],
    [
      'makes one',
      'store.createBoat(req.body)',
      "import { prisma } from './prisma.js';\nexport const createBoat = one => prisma.boat.create({ data: one });",
      200,
      'success-created',
    ],
    [
      'changes what is there',
      'store.updateBoat(req.body)',
      "import { prisma } from './prisma.js';\nexport const updateBoat = one => prisma.boat.update({ where: { id: one.id }, data: one });",
      201,
      'success-updated',
    ],
    [
      'keeps nothing',
      'store.createLabel(req.body)',
      'export const createLabel = one => [one.name, one.length].join(" ");',
      200,
      'weak success-action',
    ],
  ])('%s', (_, call, store, status, cause) => {
    expect(causeOf('src/app.js', status, { 'src/app.js': controller(call, status), 'src/store.js': store })).toBe(
      cause,
    );
  });
});

const asked = (check: string): Files => ({
  'src/app.js':
    "import express from 'express';\nimport { isValidHull } from './check.js';\nconst app = express();\napp.post('/boats', async (req, res) => {\n  const { hull } = req.body;\n  const isFine = await isValidHull(hull.trim(), 'lloyds');\n  if (!isFine) return res.status(404).json({ message: 'No such hull' });\n  res.json({});\n});",
  'src/check.js': check,
});

describe('a check of the form, by its name', () => {
  it.each<[string, string]>([
    [
      'asks a client out of sight',
      "import { registerOf } from './registers.js';\nexport async function isValidHull(hull, register) {\n  try {\n    return (await registerOf(register).invoke(hull)) !== null;\n  } catch {\n    return false;\n  }\n}",
    ],
    [
      'does so a function further',
      "import { client } from './client.js';\nconst lookUp = async hull => { const answer = await client.ask(hull); return answer.found; };\nexport const isValidHull = hull => lookUp(hull);",
    ],
    [
      'is a wrapper of a store',
      "import { hulls } from './hulls.js';\nexport async function isValidHull(hull) {\n  const known = await hulls.known(hull);\n  return known.length > 0;\n}",
    ],
  ])('is none where the function %s', (_, check) => {
    expect(causeOf('src/app.js', 404, asked(check))).not.toBe('invalid');
  });

  it.each<[string, string]>([
    ['computes', 'export const isValidHull = async hull => /^[A-Z]{3}\\d+$/.test(hull);'],
    ['is out of sight', "export { isValidHull } from 'hull-numbers';"],
  ])('is one where the function %s', (_, check) => {
    expect(causeOf('src/app.js', 404, asked(check))).toBe('invalid');
  });
});
