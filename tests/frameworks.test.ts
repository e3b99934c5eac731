import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { TSESTree } from '@typescript-eslint/utils';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import { describe, expect, it } from 'vitest';

import { label } from '../src/reference/statuses.ts';
import { either, FRAMEWORKS } from '../src/frameworks/frameworks.ts';
import type { Differences, Occasion } from '../src/frameworks/framework.ts';
import { parsePlain } from './plain-parse.ts';

const SRC = path.resolve(import.meta.dirname, '../src');
const NAMES = new Set<unknown>(FRAMEWORKS.map(({ name }) => name));

/** The framework that a node names as data: a text, or a key of an object or a type. */
function nameIn(node: TSESTree.Node): unknown {
  switch (node.type) {
    case 'Literal':
      return node.value;
    case 'TemplateElement':
      return node.value.cooked;
    case 'Property':
      // `{ express }` takes a value out, or puts it in, under its own name.
      return node.shorthand || node.key.type !== 'Identifier' ? null : node.key.name;
    case 'TSPropertySignature':
    case 'PropertyDefinition':
      return node.key.type === 'Identifier' ? node.key.name : null;
    default:
      return null;
  }
}

/** The lines of a file that name a framework. */
function namesIn(code: string): string[] {
  const found: string[] = [];
  const visit = (node: TSESTree.Node): void => {
    const name = nameIn(node);
    if (NAMES.has(name)) found.push(`${node.loc.start.line}: ${String(name)}`);
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null>)[key];
      for (const one of [child].flat()) if (one) visit(one);
    }
  };
  visit(parsePlain(code, { isTyped: true }));
  return found;
}

describe('a framework', () => {
  it('is named in its adapter and nowhere else in src/', { timeout: 60_000 }, () => {
    const others = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .map(name => name.replaceAll(path.sep, '/'))
      .filter(name => name.endsWith('.ts') && !name.startsWith('frameworks/'));
    expect(others.length).toBeGreaterThan(200);
    expect(
      others.flatMap(name => namesIn(readFileSync(path.join(SRC, name), 'utf8')).map(line => `${name}:${line}`)),
    ).toEqual([]);
  });

  it.each([
    [`if (response.framework === 'express') fix();`, ['1: express']],
    [`type Name =\n  'fastify' | null;`, ['2: fastify']],
    ['const name = `fastify`;', ['1: fastify']],
    [`const METHODS = { express: a, 'fastify': b };`, ['1: express', '1: fastify']],
    ['interface Evidence { readonly express: boolean }', ['1: express']],
    [`const message = 'Express 4 sends it'; // 'express'`, []],
    [`import { express } from './express.ts'; define({ framework: express }); const { fastify } = all;`, []],
    [`origin.source === '@fastify/sensible'`, []],
  ])('is seen to be named: %s', (code, lines) => {
    expect(namesIn(code)).toEqual(lines);
  });

  it.each(FRAMEWORKS)('$name has a name of its own, and signs that no other one has', framework => {
    const { name, title, signs } = framework;
    expect(framework.package).toBe(name);
    expect(title.toLowerCase()).toBe(name);
    expect(signs.makers.test(name)).toBe(true);
    expect(signs.modules.test(name)).toBe(true);
    for (const other of FRAMEWORKS.filter(one => one !== framework)) {
      expect([...signs.methods].filter(method => Object.hasOwn(other.methods, method))).toEqual([]);
      expect(other.signs.makers.test(name) || other.signs.modules.test(name)).toBe(false);
    }
  });

  it.each([...FRAMEWORKS, either])('$name has the methods it is said to have', framework => {
    const { methods, setter, statusMethods, headerSetter, emptySender, statusSender, jsonSender, locationSetter } =
      framework;
    expect(statusMethods).toContain(setter);
    const named = [...statusMethods, headerSetter, emptySender, statusSender, jsonSender, locationSetter];
    for (const name of named) if (name !== null) expect(Object.keys(methods)).toContain(name);
  });
});

describe('either framework', () => {
  it('has what is true of all, and null where they differ', () => {
    const keys = Object.keys(either).filter((key): key is keyof Differences =>
      FRAMEWORKS.some(one => either[key as keyof Differences] === null && one[key as keyof Differences] !== null),
    );
    expect(keys.length).toBeGreaterThan(10);
    for (const key of keys) expect(new Set(FRAMEWORKS.map(one => one[key])).size).toBeGreaterThan(1);
  });

  it('writes with methods that each framework has', () => {
    for (const { methods } of FRAMEWORKS)
      expect(Object.keys(methods)).toEqual(
        expect.arrayContaining([either.setter, either.headerSetter, either.emptySender]),
      );
  });

  it('answers by itself what all of them answer', () => {
    for (const occasion of Object.keys(either.answers) as Occasion[]) {
      const statuses = new Set(FRAMEWORKS.map(({ answers }) => answers[occasion]?.status ?? null));
      expect(either.answers[occasion]?.status ?? null).toBe(statuses.size === 1 ? [...statuses][0] : null);
    }
    for (const one of FRAMEWORKS) expect(one.defaults).toEqual(either.defaults);
    expect(label(either.defaults.error)).toBe('500 Internal Server Error');
  });
});
