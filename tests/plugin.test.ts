import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import * as tsParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import { describe, expect, it } from 'vitest';

import { PRESETS } from '../src/configs.ts';
import plugin from '../src/index.ts';
import type { Preset } from '../src/rule.ts';
import { rules } from '../src/rules/index.ts';
import { VERSION } from '../src/version.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { name: string; version: string };
const FAULTY = `app.delete('/users/:id', (req, res) => res.status(204).json({ gone: true }));`;
const BODYLESS = 'status-code/no-body-with-bodyless-status';

const idsOf = (messages: Linter.LintMessage[]): (string | null)[] =>
  messages.map(({ ruleId, message }) => ruleId ?? message);

it('exports one plugin with the rules of the folder', () => {
  const files = readdirSync(path.join(ROOT, 'src/rules'))
    .filter(name => name !== 'index.ts')
    .map(name => path.basename(name, '.ts'))
    .sort();
  expect(Object.keys(plugin.rules)).toEqual(files);
  expect(Object.keys(plugin)).toEqual(expect.arrayContaining(['meta', 'rules', 'configs']));
});

it('is named and versioned like the package, so that a cache of ESLint knows it', () => {
  expect(plugin.meta).toEqual({ name: manifest.name, version: manifest.version, namespace: 'status-code' });
  expect(VERSION).toBe(manifest.version);
});

describe.each(PRESETS)('the preset %s', preset => {
  const config = plugin.configs[preset];
  const included: Record<typeof preset, Preset[]> = {
    recommended: ['error', 'warn'],
    strict: ['error', 'warn', 'strict'],
    all: ['error', 'warn', 'strict', 'all'],
  };

  it('is an object that names neither files nor languages', () => {
    expect(Object.keys(config).sort()).toEqual(['name', 'plugins', 'rules']);
    expect(config).toMatchObject({ name: `status-code/${preset}`, plugins: { 'status-code': plugin } });
    for (const rule of Object.values(plugin.rules)) expect(rule.meta).not.toHaveProperty('languages');
  });

  it('has the rules its metadata asks for, with their severities and options', () => {
    const expected = Object.entries(rules)
      .filter(([, { definition }]) => included[preset].includes(definition.preset))
      .map(([name, { definition }]) => {
        const severity = definition.preset === 'error' ? 'error' : 'warn';
        return [
          `status-code/${name}`,
          preset !== 'recommended' && definition.strictOptions ? [severity, definition.strictOptions] : severity,
        ];
      });
    expect(config.rules).toEqual(Object.fromEntries(expected));
  });

  it('is valid to ESLint, options included', () => {
    expect(idsOf(new Linter().verify(FAULTY, config))).toEqual([BODYLESS]);
    expect(
      idsOf(
        new Linter().verify(FAULTY, [{ files: ['**/*.ts'], languageOptions: { parser: tsParser } }, config], {
          filename: 'app.ts',
        }),
      ),
    ).toEqual([BODYLESS]);
  });

  it('is found by name', () => {
    const configs = defineConfig({
      files: ['**/*.js'],
      plugins: { 'status-code': plugin },
      extends: [`status-code/${preset}`],
    });
    expect(idsOf(new Linter().verify(FAULTY, configs, { filename: 'app.js' }))).toEqual([BODYLESS]);
  });
});

it('is silent on files of other languages, though their config turns all rules on', () => {
  const ast = { type: 'Document' };
  const text = {
    fileType: 'text',
    lineStart: 1,
    columnStart: 1,
    nodeTypeKey: 'type',
    visitorKeys: {},
    validateLanguageOptions: () => undefined,
    parse: () => ({ ok: true, ast }),
    createSourceCode: ({ body }: { body: string }) => ({
      ast,
      text: body,
      lines: [body],
      traverse: () => [
        { kind: 1, phase: 1, target: ast, args: [ast, null] },
        { kind: 1, phase: 2, target: ast, args: [ast, null] },
      ],
    }),
  };
  const configs: Linter.Config[] = [
    { files: ['**/*.txt'], plugins: { text: { languages: { text: text as never } } }, language: 'text/text' },
    plugin.configs.all,
  ];
  expect(new Linter().verify(FAULTY, configs, { filename: 'notes.txt' })).toEqual([]);
});

describe('bad options are refused', () => {
  const verify = (entry: Linter.RuleEntry) => () =>
    new Linter().verify(FAULTY, {
      plugins: { 'status-code': plugin },
      rules: { 'status-code/prefer-403-for-denied-permission': entry },
    });

  it.each([
    ['an option the rule does not have', { acept: [404] }, /Unexpected property "acept"/],
    ['a status that is none', { accept: [4040] }, /Value 4040 should be <= 599/],
    ['a status as text', { accept: ['404'] }, /Value "404" should be integer/],
    ['something that is no list', { accept: 404 }, /Value 404 should be array/],
  ])('%s', (_what, options, message) => {
    expect(verify(['error', options])).toThrow(message);
    expect(verify(['error', options])).toThrow(/prefer-403-for-denied-permission/);
  });

  it('of a rule without any', () => {
    expect(() =>
      new Linter().verify(FAULTY, { plugins: { 'status-code': plugin }, rules: { [BODYLESS]: ['error', {}] } }),
    ).toThrow(/should NOT have more than 0 items/);
  });

  it('and good ones are not', () => {
    expect(idsOf(verify(['error', { accept: [400, 404] }])())).toEqual([]);
  });
});
