import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Linter } from 'eslint';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { ensureBuilt } from '../cli/build.ts';
import { run } from '../cli/run.ts';

const PLAIN_FILES = 1500;
const RESOURCES = 6;
/** More modules than one question may follow. */
const STATUSES = 126;

const ROUTER = "const { Router } = require('express');\nconst router = Router();\n";

/** A project whose controllers take their routes, statuses, errors and responders from other files. */
function writeProject(root: string): string[] {
  const linted: string[] = [];
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };
  const lint = (name: string, text: string): void => {
    write(name, text);
    linted.push(path.join(root, name));
  };
  write('package.json', '{ "dependencies": { "express": "^5.0.0" } }');
  for (let n = 0; n < PLAIN_FILES; n++)
    write(
      `src/plain/${n % 50}/file${n}.js`,
      `const next = require('./file${n + 50}');\nexports.value${n} = () => next.value${n + 50};\n`,
    );
  for (let n = 0; n < STATUSES; n++) {
    write(`src/statuses/status${n}.mjs`, `export const KIND_${n} = ${n % 3 === 0 ? 299 : 204};\n`);
    write(
      `src/errors/error${n}.mjs`,
      `export class Error${n} extends Error { constructor() { super('gone'); this.status = ${n % 2 === 0 ? 460 : 404}; } }\n`,
    );
  }
  write(
    'src/statuses/index.mjs',
    Array.from({ length: STATUSES }, (_, n) => `export * from './status${n}.mjs';\n`).join(''),
  );
  write('src/send.js', 'exports.send = (res, status, body) => res.status(status).json(body);\n');
  for (let n = 0; n < RESOURCES; n++) {
    lint(
      `src/routes/r${n}.js`,
      `${ROUTER}const { create, part, remove } = require('../controllers/c${n}');\nrouter.post('/r${n}', create);\nrouter.post('/r${n}/part', part);\nrouter.delete('/r${n}/:id', remove);\nmodule.exports = router;\n`,
    );
    lint(
      `src/controllers/c${n}.js`,
      `const { send } = require('../send');\nconst { find } = require('../services/s${n}');
exports.create = async (req, res) => { const made = await Thing.create(req.body); res.json(made); };
exports.part = async (req, res) => { res.status(206).json(await find(req.params.id)); };
exports.remove = async (req, res) => { const one = await Thing.findById(req.params.id); if (!one) return send(res, 400, { error: 'no such thing' }); await one.remove(); send(res, 204, { removed: true }); };\n`,
    );
    lint(
      `src/services/s${n}.js`,
      `exports.find = async id => { const found = await Thing.findById(id); if (!found) { const error = new Error('not found'); error.status = 400; throw error; } return found; };\n`,
    );
  }
  const all = Array.from({ length: STATUSES }, (_, n) => n);
  lint(
    'src/wide.mjs',
    `import express from 'express';\nconst app = express();\n${all.map(n => `import { KIND_${n} } from './statuses/status${n}.mjs';\nimport { Error${n} } from './errors/error${n}.mjs';`).join('\n')}
${all.map(n => `app.get('/status/${n}', (req, res) => { res.status(KIND_${n}).json({ n: ${n} }); });\napp.get('/error/${n}', (req, res) => { throw new Error${n}(); });`).join('\n')}\n`,
  );
  lint(
    'src/barrel.mjs',
    `import express from 'express';\nimport * as all from './statuses/index.mjs';\nimport { ${all.map(n => `KIND_${n}`).join(', ')} } from './statuses/index.mjs';\nconst app = express();
${all.map(n => `app.get('/${n}', (req, res) => { res.status(KIND_${n}).json({ n: ${n} }); });\napp.put('/${n}', (req, res) => { res.status(all.KIND_${n}).json({ n: ${n} }); });`).join('\n')}\n`,
  );
  return linted;
}

type Findings = Readonly<Record<string, readonly string[]>>;

function describeAll(
  messages: readonly Pick<Linter.LintMessage, 'line' | 'column' | 'ruleId' | 'message'>[],
): string[] {
  return messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId ?? ''} ${message}`);
}

describe('the findings of a file', () => {
  let root: string;
  let files: string[];
  let whole: Findings;

  /** Lints files in an order, with modules that know nothing yet: as a process does that has just begun. */
  async function lintAfresh(
    order: readonly string[],
    rules?: readonly string[],
  ): Promise<{ again: () => Findings; found: Findings }> {
    vi.resetModules();
    const { default: plugin } = await import('../../src/index.ts');
    const { Linters, makeConfig } = await import('../../src/cli/lint/lint-file.ts');
    const all = Object.entries(plugin.configs.all.rules ?? {});
    const linters = new Linters(root);
    const config = makeConfig('bundled', {
      plugins: { 'status-code': plugin },
      rules: Object.fromEntries(rules ? all.filter(([name]) => rules.includes(name)) : all),
    });
    const { readFileSync } = await import('node:fs');
    const again = (): Findings =>
      Object.fromEntries(
        order.map(filename => [
          filename,
          describeAll(linters.for(filename).verify(readFileSync(filename, 'utf8'), config, { filename })),
        ]),
      );
    return { found: again(), again };
  }

  beforeAll(async () => {
    await ensureBuilt();
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'status-code-same-')));
    files = writeProject(root);
    ({ found: whole } = await lintAfresh(files));
  }, 120_000);

  afterEach(() => void vi.restoreAllMocks());

  afterAll(() => rmSync(root, { recursive: true, force: true }), 60_000);

  it('rest on other files', () => {
    const rulesOf = (name: string): unknown =>
      [...new Set(whole[path.join(root, name)]?.map(one => one.split(' ')[1]))].sort();
    expect(rulesOf('src/controllers/c0.js')).toEqual(
      expect.arrayContaining([
        'status-code/no-body-with-bodyless-status',
        'status-code/prefer-201-for-created-resource',
        'status-code/prefer-404-for-missing-resource',
      ]),
    );
    expect(rulesOf('src/wide.mjs')).toEqual(
      expect.arrayContaining(['status-code/no-body-with-bodyless-status', 'status-code/no-unregistered-status']),
    );
    // Every one of the modules counts, however many were asked before it.
    expect(
      whole[path.join(root, 'src/wide.mjs')]?.filter(one => one.includes('no-body-with-bodyless-status')),
    ).toHaveLength(STATUSES - STATUSES / 3);
    expect(whole[path.join(root, 'src/wide.mjs')]?.filter(one => one.includes('no-unregistered-status'))).toHaveLength(
      STATUSES / 3 + STATUSES / 2,
    );
  });

  it('are the same in any order of files, and the second time in a process', { timeout: 60_000 }, async () => {
    for (const order of [
      files.toReversed(),
      files.filter((_, n) => n % 2 === 0).concat(files.filter((_, n) => n % 2 === 1)),
    ]) {
      const { found, again } = await lintAfresh(order);
      expect(found).toEqual(whole);
      expect(again()).toEqual(whole);
    }
  });

  it('are the same however slow the machine is', { timeout: 60_000 }, async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 10_000));
    vi.spyOn(Date, 'now').mockImplementation(() => (now += 10_000));
    const some = ['src/controllers/c1.js', 'src/services/s1.js', 'src/wide.mjs', 'src/barrel.mjs'].map(name =>
      path.join(root, name),
    );
    const { found } = await lintAfresh(some);
    expect(found).toEqual(Object.fromEntries(some.map(filename => [filename, whole[filename]])));
  });

  it('are the same with one rule alone', { timeout: 60_000 }, async () => {
    const names = [
      ...new Set(
        Object.values(whole)
          .flat()
          .map(one => one.split(' ')[1] ?? ''),
      ),
    ];
    expect(names.length).toBeGreaterThan(4);
    const { default: plugin } = await import('../../src/index.ts');
    const { Linters, makeConfig } = await import('../../src/cli/lint/lint-file.ts');
    const { readFileSync } = await import('node:fs');
    for (const name of names) {
      const config = makeConfig('bundled', {
        plugins: { 'status-code': plugin },
        rules: { [name]: plugin.configs.all.rules?.[name] ?? 'error' },
      });
      for (const filename of files) {
        const alone = describeAll(
          new Linters(root).for(filename).verify(readFileSync(filename, 'utf8'), config, { filename }),
        );
        expect(alone).toEqual(whole[filename]?.filter(one => one.split(' ')[1] === name));
      }
    }
  });

  it('are the same for a file alone in a process of its own', { timeout: 60_000 }, () => {
    const parse = (stdout: string): Findings =>
      Object.fromEntries(
        (JSON.parse(stdout) as { filePath: string; messages: Linter.LintMessage[] }[]).map(({ filePath, messages }) => [
          filePath,
          describeAll(messages),
        ]),
      );
    for (const name of ['src/controllers/c3.js', 'src/wide.mjs']) {
      const filename = path.join(root, name);
      expect(parse(run(root, 'check', name, '--preset', 'all', '--format', 'json').stdout)).toEqual({
        [filename]: whole[filename],
      });
    }
  });
});
