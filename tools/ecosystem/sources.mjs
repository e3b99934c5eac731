import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { isSource } from '../../dist/project/file-kind.js';
import { readSource } from '../../dist/cli/files/read-source.js';
import { countCalls } from './admission.mjs';

/** Folders of what is installed, of tests, and of what tests read. */
const LEFT_OUT = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'coverage',
  'test',
  'tests',
  '__tests__',
  'spec',
  'specs',
  'e2e',
  'fixtures',
  '__fixtures__',
  '__mocks__',
  'mocks',
  'cypress',
  'benchmark',
  'benchmarks',
  'typings',
]);
const TEST = /[.-](?:test|tests|test-d|tst|spec|e2e|stories)\.[cm]?[jt]sx?$/;
const MINIFIED = /[.-](?:min|bundle|chunk)\.[cm]?js$/;
/** Folders of what a build writes, where the source lies beside it. */
const BUILT = /^(?:dist(?:[_-].+)?|build|built|out|cjs|esm|es|umd|commonjs)$/;
/** The module systems one source is compiled to, the first of which is read. */
const SYSTEMS = ['esm', 'es', 'cjs', 'commonjs', 'umd'];

/** Finds the sources of an unpacked package or server, in order: paths relative to its folder, with their texts. What a build has written is read only where nothing else answers a request, and what is there twice is read once. */
export function findSources(directory) {
  const seen = new Set();
  const all = [...walk(directory, '')].flatMap(file => {
    const source = readSource({ filename: path.join(directory, file), isNamed: false });
    if (source.is !== 'text' || seen.has(source.text)) return [];
    seen.add(source.text);
    return [{ file, text: source.text }];
  });
  const written = all.filter(({ file }) => !isBuilt(file));
  const hasSourceFolder = written.some(({ file, text }) => file.startsWith('src/') && countCalls(text) > 0);
  const sources = hasSourceFolder ? written.filter(({ file }) => !file.startsWith('lib/')) : written;
  return sources.some(({ text }) => countCalls(text) > 0) ? sources : withoutTwins(all);
}

/** Reads one line of a file, by its number. */
export function lineOf(text, number) {
  return text.split('\n')[number - 1] ?? '';
}

/** Reads a file of a project. */
export function readFile(directory, file) {
  return readFileSync(path.join(directory, file), 'utf8');
}

function* walk(directory, prefix) {
  const entries = readdirSync(path.join(directory, prefix), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  for (const entry of entries) {
    const file = `${prefix}${entry.name}`;
    if (entry.isDirectory()) {
      if (!LEFT_OUT.has(entry.name) && !entry.name.startsWith('.')) yield* walk(directory, `${file}/`);
    } else if (entry.isFile() && isSource(entry.name) && !TEST.test(entry.name) && !MINIFIED.test(entry.name)) {
      yield file;
    }
  }
}

function isBuilt(file) {
  return file
    .split('/')
    .slice(0, -1)
    .some(folder => BUILT.test(folder));
}

/** Of the same module compiled to several systems, the first. */
function withoutTwins(sources) {
  const seen = new Map();
  const rank = file => {
    const folder = SYSTEMS.findIndex(system => file.split('/').includes(system));
    return folder * 10 + ['.mjs', '.js', '.cjs'].indexOf(path.extname(file));
  };
  for (const source of sources) {
    const key = source.file
      .split('/')
      .filter(part => !SYSTEMS.includes(part))
      .join('/')
      .replace(/\.[cm]?js$/, '');
    const known = seen.get(key);
    if (!known || rank(source.file) < rank(known.file)) seen.set(key, source);
  }
  return sources.filter(source => [...seen.values()].includes(source));
}
