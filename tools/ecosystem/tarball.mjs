import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';

/** Where tarballs are kept unless told otherwise: outside of the repository, as from within it this repository's own parser and frameworks would resolve. */
export const DEFAULT_CACHE = path.join(
  process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'),
  'eslint-plugin-status-code',
  'ecosystem',
);

/** What a folder must not resolve, as the findings would depend on it, and a parser found there would be run. */
const FOREIGN = ['@typescript-eslint/parser', 'express', 'fastify'];

/** Throws where the packages would see what is installed around the cache. */
export function assertSecluded(cache) {
  const { resolve } = createRequire(path.join(path.resolve(cache), 'noop.js'));
  for (const name of FOREIGN) {
    let found = null;
    try {
      found = resolve(name);
    } catch {
      /* As it should be. */
    }
    if (found !== null)
      throw new Error(
        `${name} resolves from ${cache}, to ${found}: name a folder outside of any project with --cache.`,
      );
  }
}

/** That the registry cannot be reached, as opposed to its saying no. */
export class Unreachable extends Error {}

/** Gets the folder of an unpacked package, downloaded at the first time; its integrity is checked every time, and nothing of it is run. */
export function unpack({ name, version, integrity }, cache) {
  const id = `${name.replace('/', '+')}-${version}`;
  const tarball = path.join(cache, 'tarballs', `${id}.tgz`);
  if (!existsSync(tarball)) download(`${name}@${version}`, tarball);
  const actual = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (actual !== integrity) {
    rmSync(tarball);
    throw new Error(`${name}@${version} has the integrity ${actual}, not the pinned ${integrity}.`);
  }
  const folder = path.join(cache, 'packages', id);
  if (!existsSync(folder)) extract(tarball, folder);
  return folder;
}

function download(spec, tarball) {
  mkdirSync(path.dirname(tarball), { recursive: true });
  const folder = mkdtempSync(path.join(path.dirname(tarball), 'new-'));
  try {
    const printed = npm(['pack', spec, '--json', '--ignore-scripts', '--pack-destination', folder]);
    // npm 10 names the file of a scoped package in a way that older ones do not.
    const { filename } = JSON.parse(printed)[0];
    const file = [filename, filename.replace(/^@/, '').replace('/', '-')]
      .map(one => path.join(folder, one))
      .find(one => existsSync(one));
    renameSync(file, tarball);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function extract(tarball, folder) {
  mkdirSync(path.dirname(folder), { recursive: true });
  const half = mkdtempSync(path.join(path.dirname(folder), 'new-'));
  // Bundled dependencies are other people's code, and a parser among them would be run.
  execFileSync(
    'tar',
    [
      '-xzf',
      tarball,
      '-C',
      half,
      '--strip-components=1',
      '--exclude=*/node_modules',
      '--no-same-owner',
      '--no-same-permissions',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  renameSync(half, folder);
}

/** Asks npm something; throws Unreachable where there is no registry. */
export function npm(args) {
  try {
    return execFileSync('npm', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64_000_000,
      shell: process.platform === 'win32',
    });
  } catch (error) {
    const said = String(error.stderr ?? error.message);
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|network/.test(said))
      throw new Unreachable(said.split('\n').find(line => line.includes('npm')) ?? said, { cause: error });
    throw new Error(`npm ${args[0]} ${args[1]}: ${said.trim().split('\n').slice(0, 3).join(' ')}`, { cause: error });
  }
}
