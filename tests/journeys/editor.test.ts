import { symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';

import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { docsUrl } from '../../src/rule.ts';
import { ensureBuilt, ROOT } from '../cli/build.ts';
import { Editor } from './language-server.ts';
import { makeInstalled } from './project.ts';

/** The config of the README for TypeScript. */
const CONFIG = `import statusCode from 'eslint-plugin-status-code';
import tseslint from 'typescript-eslint';
export default [{ files: ['**/*.ts'], ...tseslint.configs.base }, statusCode.configs.recommended];
`;

const JS = `const app = require('express')();
app.delete('/users/:id', (req, res) => {
  if (req.user.role !== 'admin') {
    return res.status(401).json({ error: 'Only administrators may do this' });
  }
  res.status(204).json({ removed: true });
});
`;

const TS = `import type { FastifyInstance } from 'fastify';
export function routes(app: FastifyInstance): void {
  app.get<{ Params: { id: string } }>('/rooms/:id', async (request, reply) => {
    const room = await rooms.findById(request.params.id);
    if (!room) return reply.code(400).send({ error: 'There is no such room 😀' });
    return room;
  });
}
`;

/** How long a squiggle may take to follow an edit, in milliseconds. */
const BUDGET = 200;

/** A file of 500 lines with one handler after another, each with a mistake in every tenth. */
function manyHandlers(): string {
  const handler = (i: number): string => `app.get('/items${i}/:id', async (req, res) => {
  const item = await items.findById(req.params.id);
  if (!item) {
    return res.status(${i % 10 === 0 ? 400 : 404}).json({ error: 'There is no such item' });
  }
  if (item.owner !== req.user.id && req.user.role !== 'admin') {
    return res.status(403).json({ error: 'Not yours' });
  }
  res.json(item);
});
`;
  return `const app = require('express')();\n${Array.from({ length: 50 }, (_, i) => handler(i)).join('')}`;
}

let editor: Editor;
let folder: string;

/** Opens an editor on a project that has installed the package. */
async function openProject(): Promise<void> {
  folder = makeInstalled({ 'eslint.config.mjs': CONFIG, 'app.js': JS, 'rooms.ts': TS });
  symlinkSync(
    path.join(ROOT, 'node_modules/typescript-eslint'),
    path.join(folder, 'node_modules/typescript-eslint'),
    'junction',
  );
  editor = await Editor.open(folder);
  onTestFinished(() => editor.close());
}

/** The text that a range underlines. */
function underlined(
  text: string,
  { start, end }: { start: { line: number; character: number }; end: { line: number; character: number } },
): string {
  expect(end.line).toBe(start.line);
  return text.split('\n')[start.line]?.slice(start.character, end.character) ?? '';
}

describe('an editor', { timeout: 180_000 }, () => {
  beforeAll(ensureBuilt, 120_000);

  it.each([
    {
      file: 'app.js',
      language: 'javascript',
      text: JS,
      mended: JS.replace('401', '403').replace('204', '200'),
      expected: [
        {
          rule: 'prefer-403-for-denied-permission',
          message:
            /^Send 403 Forbidden, not 401: `req\.user\.role`, who the caller is, is compared with `'admin'` in this guard \(line 3\), so the caller is known; 401/,
          line: 3,
          squiggle: '401',
          fixes: [['Send 403 Forbidden.', JS.replace('401', '403')]],
        },
        {
          rule: 'no-body-with-bodyless-status',
          message: /^Drop the content, or send it with 200 OK: .* 204 No Content ends at its headers/,
          line: 5,
          squiggle: '204',
          fixes: [
            ['Drop the content and keep 204 No Content.', JS.replace('.json({ removed: true })', '.send()')],
            ['Send the content with 200 OK.', JS.replace('204', '200')],
          ],
        },
      ],
    },
    {
      file: 'rooms.ts',
      language: 'typescript',
      text: TS,
      mended: TS.replace('400', '404'),
      expected: [
        {
          rule: 'prefer-404-for-missing-resource',
          message: /^Send 404 Not Found, not 400: `room`, .* so what the request asks for does not exist; /,
          line: 4,
          squiggle: '400',
          fixes: [['Send 404 Not Found.', TS.replace('code(400)', 'code(404)')]],
        },
      ],
    },
  ] as const)(
    'underlines the status in $file, says why, links the page, and applies each quick fix',
    async ({ file, language, text, mended, expected }) => {
      await openProject();
      const diagnostics = await editor.openDocument(file, language, text);
      expect(
        diagnostics.map(({ code, range, source }) => [source, code, range.start.line, underlined(text, range)]),
      ).toEqual(expected.map(({ rule, line, squiggle }) => ['eslint', `status-code/${rule}`, line, squiggle]));
      for (const [i, { rule, message, fixes }] of expected.entries()) {
        const diagnostic = diagnostics[i]!;
        expect(diagnostic.message).toMatch(message);
        expect(diagnostic.codeDescription?.href).toBe(docsUrl(rule));
        const offered = (await editor.actions(file, diagnostic)).filter(
          ({ command }) => command?.command === 'eslint.applySuggestion',
        );
        expect(offered.map(({ title }) => title)).toEqual(fixes.map(([title]) => `${title} (status-code/${rule})`));
        for (const [j, [, fixed]] of fixes.entries()) expect(await editor.choose(file, offered[j]!)).toBe(fixed);
        // One more entry opens the page.
        expect(
          (await editor.actions(file, diagnostic)).some(({ command }) => command?.command === 'eslint.openRuleDoc'),
        ).toBe(true);
      }
      // What is mended is not underlined any more.
      editor.change(file, mended);
      expect(await editor.diagnose(file)).toEqual([]);
    },
  );

  it(`follows an edit of a file of 500 lines within ${BUDGET} ms once it is warm`, async () => {
    await openProject();
    const text = manyHandlers();
    expect(text.split('\n').length).toBeGreaterThan(500);
    writeFileSync(path.join(folder, 'items.js'), text);
    expect(await editor.openDocument('items.js', 'javascript', text)).toHaveLength(5);
    const times: number[] = [];
    // The best of many, as other tests share the machine; the first ones warm it up. Where far more runs than there are cores, waiting for one is no work
    // of the server: the time it computed counts instead.
    for (let i = 0; i < 40 && (i < 5 || Math.min(...times) >= BUDGET); i++) {
      const isMended = i % 2 === 0;
      const start = performance.now();
      const computed = editor.computedTime();
      editor.change('items.js', isMended ? text.replace('status(400)', `status(404 /* ${i} */)`) : text);
      const found = await editor.diagnose('items.js');
      times.push(
        loadavg()[0]! > availableParallelism() && computed !== null
          ? editor.computedTime()! - computed
          : performance.now() - start,
      );
      expect(found).toHaveLength(isMended ? 4 : 5);
    }
    expect(Math.min(...times)).toBeLessThan(BUDGET);
  });
});
