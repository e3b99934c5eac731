import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { readRegularFile, readTextFile } from '../../src/project/read-file.ts';

function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'status-code-read-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('readRegularFile', () => {
  it('gives the bytes, the time and the size, through links too', () => {
    const folder = makeFolder();
    const file = path.join(folder, 'a.txt');
    for (const text of ['', 'a', 'déjà vu'.repeat(5000)]) {
      writeFileSync(file, text);
      utimesSync(file, 1000, 2000);
      expect(readRegularFile(file, 1_000_000)).toEqual({
        is: 'read',
        bytes: Buffer.from(text),
        mtime: 2_000_000,
        size: Buffer.byteLength(text),
      });
    }
    symlinkSync(file, path.join(folder, 'link'));
    expect(readTextFile(path.join(folder, 'link'), 1_000_000)).toHaveLength(7 * 5000);
  });

  it('refuses what is over the limit, by a byte and by terabytes', () => {
    const file = path.join(makeFolder(), 'a.txt');
    writeFileSync(file, 'abcd');
    expect(readRegularFile(file, 4).is).toBe('read');
    expect(readRegularFile(file, 3)).toEqual({ is: 'too large', size: 4 });
    // Sparse: it takes no room.
    truncateSync(file, 2 ** 40);
    expect(readRegularFile(file, 1_000_000)).toEqual({ is: 'too large', size: 2 ** 40 });
  });

  it('refuses folders, pipes, sockets and devices, and links to them', { timeout: 20_000 }, async ({ skip }) => {
    if (process.platform === 'win32') skip('Windows has none of them');
    const folder = makeFolder();
    mkdirSync(path.join(folder, 'directory'));
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    const server = createServer();
    await new Promise<void>(resolve => server.listen(path.join(folder, 'socket'), resolve));
    onTestFinished(() => void server.close());
    symlinkSync('/dev/zero', path.join(folder, 'zero'));
    symlinkSync('pipe', path.join(folder, 'link-to-pipe'));
    for (const name of ['directory', 'pipe', 'socket', 'zero', 'link-to-pipe'])
      expect({ name, ...readRegularFile(path.join(folder, name), 1_000_000) }).toEqual({ name, is: 'special' });
  });

  it('says why a file cannot be read', () => {
    const folder = makeFolder();
    symlinkSync('loop', path.join(folder, 'loop'));
    expect(readRegularFile(path.join(folder, 'missing'), 10)).toMatchObject({
      is: 'unreadable',
      error: { code: 'ENOENT' },
    });
    expect(readRegularFile(path.join(folder, 'loop'), 10)).toMatchObject({
      is: 'unreadable',
      error: { code: 'ELOOP' },
    });
    expect(readTextFile(path.join(folder, 'missing'), 10)).toBeNull();
  });

  it('reads what has no size as far as the limit', ({ skip }) => {
    if (!existsSync('/proc/self/status')) skip('Linux has such files');
    expect(readTextFile('/proc/self/status', 1_000_000)).toMatch(/^Name:.*\nState:/ms);
    expect(readRegularFile('/proc/self/status', 100).is).toBe('too large');
  });
});
