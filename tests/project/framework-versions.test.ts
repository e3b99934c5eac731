import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { express } from '../../src/frameworks/express.ts';
import { fastify } from '../../src/frameworks/fastify.ts';
import { either } from '../../src/frameworks/frameworks.ts';
import { findVersions, isBelow, isFrom, parseRange } from '../../src/project/framework-versions.ts';
import { DEFAULT_SETTINGS } from '../../src/settings.ts';

describe('a range', () => {
  it.each([
    ['4.18.2', [4, 18], [4, 19]],
    ['v4.18.2', [4, 18], [4, 19]],
    ['=4.18.2', [4, 18], [4, 19]],
    ['~4.26', [4, 26], [4, 27]],
    ['~4.26.1', [4, 26], [4, 27]],
    ['~4', [4, 0], [5, 0]],
    ['^4.17.1', [4, 17], [5, 0]],
    ['4', [4, 0], [5, 0]],
    ['4.x', [4, 0], [5, 0]],
    ['>=4', [4, 0], null],
    ['>= 4.17.0 < 6', [4, 17], [6, 0]],
    ['>=4.0.0 <5.0.0-0', [4, 0], [5, 0]],
    ['>=4 <=5', [4, 0], [6, 0]],
    ['>=4 <4.28.1', [4, 0], [4, 29]],
    ['4 - 5', [4, 0], [6, 0]],
    ['4 || 5', [4, 0], [6, 0]],
    ['^4.28.0 || ^5.0.0', [4, 28], [6, 0]],
    ['5.0.0-beta.1', [5, 0], [5, 1]],
  ])('%s', (range, from, below) => {
    expect(parseRange(range)).toEqual({ from, below });
  });

  it.each(['latest', '*', '', 'workspace:*', 'github:expressjs/express', '4 || latest', 'npm:express@4'])(
    '%s says nothing',
    range => {
      expect(parseRange(range)).toBeNull();
    },
  );
});

describe('a span', () => {
  const span = parseRange('^4.17.1');

  it('is from a version on where all of it is', () => {
    expect([isFrom(span, [4, 0]), isFrom(span, [4, 17]), isFrom(span, [4, 18]), isFrom(null, [4, 0])]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('is below a version where all of it is', () => {
    expect([
      isBelow(span, [6, 0]),
      isBelow(span, [5, 0]),
      isBelow(span, [4, 20]),
      isBelow(parseRange('>=4'), [9, 0]),
      isBelow(null, [9, 0]),
    ]).toEqual([true, true, false, false, false]);
  });
});

describe('the versions a file runs on', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'framework-versions-'));
  afterAll(() => {
    rmSync(root, { recursive: true });
  });
  const project = (name: string, manifest: string, installed?: string): string => {
    const directory = path.join(root, name);
    mkdirSync(path.join(directory, 'node_modules/fastify'), { recursive: true });
    writeFileSync(path.join(directory, 'package.json'), manifest);
    if (installed !== undefined) writeFileSync(path.join(directory, 'node_modules/fastify/package.json'), installed);
    return path.join(directory, 'app.js');
  };

  it('are those the nearest package.json allows', () => {
    const file = project('declared', '{ "dependencies": { "fastify": "^4.10.0" } }');
    expect(findVersions(file, fastify, DEFAULT_SETTINGS)).toEqual({ from: [4, 10], below: [5, 0] });
    expect(findVersions(file, express, DEFAULT_SETTINGS)).toBeNull();
  });

  it('are the installed one before those', () => {
    expect(
      findVersions(
        project('installed', '{ "dependencies": { "fastify": "^4.10.0" } }', '{ "version": "4.29.1" }'),
        fastify,
        DEFAULT_SETTINGS,
      ),
    ).toEqual({ from: [4, 29], below: [4, 30] });
  });

  it('are the declared ones where what is installed is broken', () => {
    expect(
      findVersions(project('broken', '{ "dependencies": { "fastify": "5" } }', '{'), fastify, DEFAULT_SETTINGS),
    ).toEqual({ from: [5, 0], below: [6, 0] });
  });

  it('are the one of the settings before all', () => {
    const file = project('stated', '{ "dependencies": { "fastify": "^4.10.0" } }');
    expect(findVersions(file, fastify, { ...DEFAULT_SETTINGS, fastify: { major: 5, minor: null } })).toEqual({
      from: [5, 0],
      below: [6, 0],
    });
    expect(findVersions(file, fastify, { ...DEFAULT_SETTINGS, fastify: { major: 4, minor: 27 } })).toEqual({
      from: [4, 27],
      below: [4, 28],
    });
  });

  it('are unknown where nothing says', () => {
    expect(findVersions('app.js', fastify, DEFAULT_SETTINGS)).toBeNull();
  });

  it('are unknown where it is not known of which framework', () => {
    const file = project('both', '{ "dependencies": { "express": "5", "fastify": "5" } }');
    expect(findVersions(file, express, DEFAULT_SETTINGS)).toEqual({ from: [5, 0], below: [6, 0] });
    expect(findVersions(file, either, DEFAULT_SETTINGS)).toBeNull();
  });
});
