import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { isSource } from '../../dist/project/file-kind.js';

/** What is read of a server beside its code. */
const MANIFEST = /(?:^|\/)(?:package|tsconfig[^/]*)\.json$/;

/** Gets the folder of a server's code and manifests at its commit, out of a clone that lies in `clones` as `owner+name` (a git directory will do, and `repo` in that folder); null where there is none. */
export function exportServer({ name, commit, code }, { clones, cache }) {
  const id = name.replace('/', '+');
  const clone = [path.join(clones, id, 'repo'), path.join(clones, id)].find(one => existsSync(one));
  if (!clone) return null;
  const folder = path.join(cache, 'servers', `${id}-${commit.slice(0, 10)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(path.dirname(folder), { recursive: true });
  const half = mkdtempSync(path.join(path.dirname(folder), 'new-'));
  for (const { file, content } of readFiles(clone, commit, code.split(','))) {
    mkdirSync(path.dirname(path.join(half, file)), { recursive: true });
    writeFileSync(path.join(half, file), content);
  }
  renameSync(half, folder);
  return folder;
}

/** Reads sources and manifests of a commit. Nothing is checked out, as a clone may lack large files, which are no sources. */
function readFiles(clone, commit, parts) {
  const git = (args, input) =>
    execFileSync('git', ['-C', clone, ...args], {
      input,
      maxBuffer: 1_000_000_000,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  const listed = git(['ls-tree', '-r', '-z', commit])
    .toString()
    .split('\0')
    .filter(line => line.startsWith('100'));
  const files = listed
    .map(line => ({ hash: line.split(/\s/)[2], file: line.slice(line.indexOf('\t') + 1) }))
    .filter(
      ({ file }) =>
        (!file.includes('/') && MANIFEST.test(file)) ||
        (parts.some(part => file === part || file.startsWith(`${part}/`)) && (isSource(file) || MANIFEST.test(file))),
    );
  const printed = git(['cat-file', '--batch'], files.map(({ hash }) => `${hash}\n`).join(''));
  let at = 0;
  return files.flatMap(({ file }) => {
    const end = printed.indexOf(10, at);
    const [, type, size] = printed.subarray(at, end).toString().split(' ');
    at = end + 1;
    // A line that says "missing" has nothing behind it.
    if (type !== 'blob') return [];
    const content = printed.subarray(at, at + Number(size));
    at += Number(size) + 1;
    return [{ file, content }];
  });
}
