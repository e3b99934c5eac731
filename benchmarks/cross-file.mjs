/**
 * What reading other files costs: a project of 2,000 files is made in a temporary folder and linted as a whole with `recommended`, each
 * time in a process of its own, with `crossFile` on and off by turns.
 *
 *   node benchmarks/cross-file.mjs [--files N] [--rounds N] [--check]
 *
 * Of each six files one is a controller, one its routes, one its service (which throws the project's own errors), one its model, one its
 * middleware (which sends by the project's own responder) and one plain code. All controllers throw errors of one module and send by
 * another, and an index file exports all controllers. --check exits with 1 where reading other files adds more than a quarter of the
 * wall time, or more memory than the limit.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What crossFile may add: of the wall time, and to the peak of the memory in megabytes. */
const LIMITS = { ofTime: 0.25, memory: 400 };

const given = process.argv.slice(2);
if (given[0] === '--lint') await lint(given[1], given[2] === 'true');
else compare();

/** Lints one folder and prints what it took, as JSON. */
async function lint(folder, crossFile) {
  const { ESLint } = await import('eslint');
  const parser = await import('@typescript-eslint/parser');
  const { default: plugin } = await import('../dist/index.js');
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      {
        ...plugin.configs.recommended,
        files: ['**/*.ts'],
        languageOptions: { parser },
        settings: { 'status-code': { crossFile } },
      },
    ],
  });
  const start = performance.now();
  const results = await eslint.lintFiles(['.']);
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage();
  const fatal = results.find(result => result.fatalErrorCount > 0);
  if (fatal) throw new Error(`${fatal.filePath}: ${fatal.messages[0].message}`);
  const findings = results.reduce((total, { messages }) => total + messages.length, 0);
  console.log(
    JSON.stringify({
      files: results.length,
      findings,
      wall,
      cpu: (user + system) / 1000,
      memory: process.resourceUsage().maxRSS / 1024,
    }),
  );
}

function compare() {
  const numberOf = (flag, otherwise) => {
    const at = given.indexOf(flag);
    return at < 0 ? otherwise : Number(given[at + 1]);
  };
  const files = numberOf('--files', 2000);
  const rounds = numberOf('--rounds', 5);
  const folder = mkdtempSync(path.join(tmpdir(), 'status-code-'));
  try {
    makeProject(folder, files);
    const runs = { true: [], false: [] };
    for (let round = 0; round < rounds; round++) {
      for (const crossFile of round % 2 === 0 ? [true, false] : [false, true])
        runs[crossFile].push(run(folder, crossFile));
    }
    report(runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(folder, crossFile) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--lint', folder, String(crossFile)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function report(runs) {
  const [first] = runs.true;
  console.log(`${first.files} files, ${runs.true.length} rounds, each in a process of its own`);
  for (const crossFile of [false, true]) {
    const { findings } = runs[crossFile][0];
    console.log(
      `  crossFile ${String(crossFile).padEnd(5)}  wall ${least(runs[crossFile], 'wall').toFixed(0)} ms, processor ${least(runs[crossFile], 'cpu').toFixed(0)} ms, memory at most ${most(runs[crossFile], 'memory').toFixed(0)} MB, ${findings} findings`,
    );
  }
  const ofTime = least(runs.true, 'wall') / least(runs.false, 'wall') - 1;
  const memory = most(runs.true, 'memory') - most(runs.false, 'memory');
  console.log(`  reading other files adds ${(ofTime * 100).toFixed(1)} % of the wall time and ${memory.toFixed(0)} MB`);
  if (!given.includes('--check') || (ofTime <= LIMITS.ofTime && memory <= LIMITS.memory)) return;
  console.error(`  More than ${LIMITS.ofTime * 100} % or ${LIMITS.memory} MB.`);
  process.exitCode = 1;
}

/** What disturbs a measurement only ever adds to it. */
function least(runs, key) {
  return Math.min(...runs.map(one => one[key]));
}

function most(runs, key) {
  return Math.max(...runs.map(one => one[key]));
}

function makeProject(folder, files) {
  const write = (name, text) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  write('package.json', JSON.stringify({ type: 'module', dependencies: { express: '^5.0.0' } }));
  write(
    'src/errors.ts',
    `
export class AppError extends Error {
  constructor(message: string, public readonly statusCode: number) { super(message); }
}
export class NotFoundError extends AppError { constructor(what: string) { super(\`\${what} not found\`, 404); } }
export class ConflictError extends AppError { constructor(what: string) { super(\`\${what} exists\`, 409); } }
`,
  );
  write(
    'src/reply.ts',
    `
import type { Response } from 'express';
export function sendError(res: Response, status: number, message: string) { return res.status(status).json({ success: false, message }); }
export function sendData(res: Response, data: unknown, status = 200) { return res.status(status).json({ success: true, data }); }
`,
  );
  const count = Math.ceil((files - 4) / 6);
  write(
    'src/controllers/index.ts',
    Array.from({ length: count }, (_, i) => `export * as thing${i} from './thing${i}.controller.js';`).join('\n'),
  );
  write(
    'src/app.ts',
    [
      "import express from 'express';",
      ...Array.from({ length: count }, (_, i) => `import thing${i} from './routes/thing${i}.routes.js';`),
      'export const app = express();',
      ...Array.from({ length: count }, (_, i) => `app.use('/thing${i}', thing${i});`),
    ].join('\n'),
  );
  for (let i = 0; i < count; i++) for (const [name, text] of partsOf(`thing${i}`, i)) write(name, text);
}

function partsOf(name, i) {
  const plain = Array.from(
    { length: 12 },
    (_, n) => `
/** Reads the ${n}th part of a text. */
export function part${n}(text: string, limit = ${n}): string {
  const words = text.split(' ').filter(word => word.length > limit);
  if (words.length === 0) return '';
  const counted = new Map<string, number>();
  for (const word of words) counted.set(word, (counted.get(word) ?? 0) + 1);
  return [...counted].sort(([, a], [, b]) => b - a).map(([word]) => word).join(' ');
}`,
  ).join('\n');
  return [
    [
      `src/controllers/${name}.controller.ts`,
      `
import type { Request, Response, NextFunction } from 'express';
import { ConflictError, NotFoundError } from '../errors.js';
import { sendData, sendError } from '../reply.js';
import * as service from '../services/${name}.service.js';
import { part1 } from '../lib/${name}.js';

export async function list(req: Request, res: Response, next: NextFunction) {
  try {
    const page = Number(req.query.page ?? 1);
    if (Number.isNaN(page)) return sendError(res, 400, 'page is a number');
    return sendData(res, await service.list(page));
  } catch (error) {
    return next(error);
  }
}

export async function show(req: Request, res: Response, next: NextFunction) {
  try {
    const found = await service.find(req.params.id);
    if (!found) throw new NotFoundError('${name}');
    return sendData(res, found);
  } catch (error) {
    return next(error);
  }
}

export async function create(req: Request, res: Response, next: NextFunction) {
  try {
    const { title, text } = req.body;
    if (!title) return sendError(res, 400, 'title is missing');
    if (await service.findByTitle(title)) throw new ConflictError('${name}');
    const created = await service.create({ title, text: part1(text) });
    return res.status(201).location(\`/${name}/\${created.id}\`).json(created);
  } catch (error) {
    return next(error);
  }
}

export async function remove(req: Request, res: Response, next: NextFunction) {
  try {
    const found = await service.find(req.params.id);
    if (!found) return sendError(res, 404, 'not found');
    await service.remove(req.params.id);
    return res.status(204).end();
  } catch (error) {
    return next(error);
  }
}
`,
    ],
    [
      `src/routes/${name}.routes.ts`,
      `
import { Router } from 'express';
import { ${i % 4 === 0 ? name : 'create, list, remove, show'} } from '../controllers/${i % 4 === 0 ? 'index.js' : `${name}.controller.js`}';
import { authorise } from '../middleware/${name}.middleware.js';
${i % 4 === 0 ? `const { create, list, remove, show } = ${name};` : ''}
const router = Router();
router.get('/', list);
router.get('/:id', show);
router.post('/', authorise, create);
router.delete('/:id', authorise, remove);
export default router;
`,
    ],
    [
      `src/services/${name}.service.ts`,
      `
import { NotFoundError } from '../errors.js';
import { Model } from '../models/${name}.model.js';

export async function list(page: number) { return Model.find({}).skip(page * 20).limit(20); }
export async function find(id: string) { return Model.findById(id); }
export async function findByTitle(title: string) { return Model.findOne({ title }); }
export async function create(input: { title: string; text: string }) { return Model.create(input); }
export async function remove(id: string) {
  const found = await Model.findById(id);
  if (!found) throw new NotFoundError('${name}');
  await found.deleteOne();
}
`,
    ],
    [
      `src/models/${name}.model.ts`,
      `
import { Schema, model } from 'mongoose';
const schema = new Schema({ title: { type: String, required: true, unique: true }, text: String, createdAt: { type: Date, default: Date.now } });
schema.index({ title: 1 });
export const Model = model('${name}', schema);
`,
    ],
    [
      `src/middleware/${name}.middleware.ts`,
      `
import type { Request, Response, NextFunction } from 'express';
import { sendError } from '../reply.js';

export function authorise(req: Request, res: Response, next: NextFunction) {
  if (!req.user) return sendError(res, 401, 'log in first');
  if (!req.user.may('${name}')) return sendError(res, 403, 'not allowed');
  return next();
}
`,
    ],
    [`src/lib/${name}.ts`, plain],
  ];
}
