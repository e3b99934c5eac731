import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as tsParser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { StatusCodePlugin } from '../../src/index.ts';
import { ReadyLinter } from '../ready-linter.ts';

/** The parts of a project that only say something together: each resource has its routes, controller and service, and all share errors, a responder and middleware. */
const SHARED: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ type: 'module', dependencies: { express: '^5.0.0' } }),
  'src/errors.js': `
export class AppError extends Error { constructor(message, statusCode) { super(message); this.statusCode = statusCode; } }
export class NotFoundError extends AppError { constructor(what) { super(what + ' not found', 404); } }
export class DeniedError extends AppError { constructor() { super('Not allowed', 401); } }
`,
  'src/reply.js': `
export function sendError(res, status, message) { return res.status(status).json({ success: false, message }); }
export function sendData(res, data, status = 200) { return res.status(status).json({ success: true, data }); }
`,
  'src/authenticate.js': `
import jwt from 'jsonwebtoken';
export function authenticate(req, res, next) {
  try { req.user = jwt.verify(req.headers.authorization, process.env.SECRET); } catch { return res.status(403).json({ error: 'Invalid token' }); }
  next();
}
`,
  'src/handle-errors.js': `
export function handleErrors(err, req, res, next) {
  if (res.headersSent) return next(err);
  res.status(err.statusCode || 500).json({ error: err.message });
}
`,
};

function resource(name: string): Readonly<Record<string, string>> {
  return {
    [`src/${name}/routes.js`]: `
import { Router } from 'express';
import { authenticate } from '../authenticate.js';
import * as controller from './controller.js';
export const router = Router();
router.get('/', controller.list);
router.get('/:id', controller.show);
router.post('/', authenticate, controller.create);
router.delete('/:id', authenticate, controller.remove);
`,
    [`src/${name}/controller.js`]: `
import { sendData, sendError } from '../reply.js';
import * as service from './service.js';
export async function list(req, res) {
  const ${name} = await service.findAll(req.query);
  if (${name}.length === 0) return sendError(res, 404, 'No ${name}');
  sendData(res, ${name});
}
export async function show(req, res, next) {
  try { sendData(res, await service.find(req.params.id)); } catch (error) { next(error); }
}
export async function create(req, res) {
  if (!req.body.name) return sendError(res, 422, 'A name is needed');
  sendData(res, await service.create(req.body), 201);
}
export async function remove(req, res) {
  if (req.user.role !== 'admin') return sendError(res, 401, 'Admins only');
  await service.remove(req.params.id, req.user);
  res.status(204).json({ done: true });
}
`,
    [`src/${name}/service.js`]: `
import { AppError, DeniedError, NotFoundError } from '../errors.js';
import { ${name} as store } from '../store.js';
export const findAll = query => store.find(query);
export async function find(id) {
  const one = await store.findById(id);
  if (!one) throw new NotFoundError('${name}');
  return one;
}
export async function create(data) {
  const existing = await store.findOne({ name: data.name });
  if (existing) throw new AppError('There is one of that name', 400);
  return store.create(data);
}
export async function remove(id, user) {
  const one = await find(id);
  if (one.owner !== user.id) throw new DeniedError();
  await store.deleteOne({ _id: id });
}
`,
  };
}

const NAMES = ['posts', 'orders', 'rooms'];
const app = `
import express from 'express';
import { handleErrors } from './handle-errors.js';
${NAMES.map(name => `import { router as ${name} } from './${name}/routes.js';`).join('\n')}
export const app = express();
app.use(express.json());
${NAMES.map(name => `app.use('/${name}', ${name});`).join('\n')}
app.use(handleErrors);
`;

/** A project whose files are linted. */
interface Project {
  readonly folder: string;
  readonly files: readonly string[];
}

/** What is found in each file. */
type Findings = Readonly<Record<string, readonly string[]>>;

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples');
let generated = '';

beforeAll(() => {
  generated = realpathSync(mkdtempSync(path.join(tmpdir(), 'status-code-order-')));
  const store = NAMES.map(name => `export const ${name} = db.collection('${name}');`).join('\n');
  for (const [file, text] of Object.entries({
    ...SHARED,
    'src/app.js': app,
    'src/store.js': `import { db } from 'a-database';\n${store}`,
    ...(Object.assign({}, ...NAMES.map(resource)) as Record<string, string>),
  })) {
    mkdirSync(path.join(generated, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(generated, file), text);
  }
});

afterAll(() => rmSync(generated, { recursive: true, force: true }));

function projectIn(folder: string): Project {
  return {
    folder,
    files: readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => /\.[jt]s$/.test(name) && !name.includes('node_modules'))
      .sort(),
  };
}

/** The plugin as a process has it that has linted nothing yet. */
async function freshPlugin(): Promise<StatusCodePlugin> {
  vi.resetModules();
  return (await import('../../src/index.ts')).default;
}

/** Lints files of a project in an order, in one process; with the rules of the preset `all`, or with one of them. */
function lint({ folder }: Project, files: readonly string[], plugin: StatusCodePlugin, rule?: string): Findings {
  const linter = new ReadyLinter({ cwd: folder });
  const isModule = folder === generated;
  const rules = rule === undefined ? plugin.configs.all.rules : { [rule]: 'error' as const };
  return Object.fromEntries(
    files.map(file => {
      const config: Linter.Config[] = [
        {
          files: ['**/*.{js,ts}'],
          plugins: { 'status-code': plugin },
          rules: { ...rules },
          languageOptions: file.endsWith('.ts')
            ? { parser: tsParser }
            : { sourceType: isModule ? 'module' : 'commonjs' },
        },
      ];
      const messages = linter.verify(readFileSync(path.join(folder, file), 'utf8'), config, {
        filename: path.join(folder, file),
      });
      return [
        file,
        messages.map(({ ruleId, line, column, message }) => `${line}:${column} ${String(ruleId)} ${message}`),
      ];
    }),
  );
}

/** The files in an order that looks like none. */
function shuffled(files: readonly string[]): string[] {
  return files
    .map((file, index) => ({ file, at: ((index * 7919 + 13) % 104_729) % (files.length * 2 + 1) }))
    .sort((a, b) => a.at - b.at || (a.file < b.file ? 1 : -1))
    .map(({ file }) => file);
}

describe.each([
  { name: 'the examples', folderOf: () => EXAMPLES, least: 25 },
  { name: 'a project of many files', folderOf: () => generated, least: 10 },
])('what is found in $name', ({ folderOf, least }) => {
  let project: Project;
  const alone: Record<string, readonly string[]> = {};

  beforeAll(async () => {
    project = projectIn(folderOf());
    for (const file of project.files) Object.assign(alone, lint(project, [file], await freshPlugin()));
  }, 300_000);

  it('is something', () => {
    expect(Object.values(alone).flat().length).toBeGreaterThan(least);
  });

  it.each(['as they come', 'from the last to the first', 'shuffled'])(
    'is the same for the files %s, and the same again',
    { timeout: 120_000 },
    async order => {
      const files =
        order === 'shuffled'
          ? shuffled(project.files)
          : order === 'as they come'
            ? project.files
            : project.files.toReversed();
      const plugin = await freshPlugin();
      expect(lint(project, files, plugin)).toEqual(alone);
      expect(lint(project, files, plugin)).toEqual(alone);
    },
  );

  it('is the same with one rule as with all', { timeout: 300_000 }, async () => {
    const plugin = await freshPlugin();
    for (const rule of Object.keys(plugin.configs.all.rules ?? {})) {
      const expected = Object.fromEntries(
        Object.entries(alone).map(([file, found]) => [file, found.filter(one => one.split(' ')[1] === rule)]),
      );
      expect(lint(project, project.files, plugin, rule), rule).toEqual(expected);
    }
  });
});
