import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { BIN, ensureBuilt, ROOT } from './cli/build.ts';

const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const FOLDER = path.join(ROOT, 'docs/pictures');
const pictures = readdirSync(FOLDER);

/** The text of a picture, as those have it who do not see it. */
function descriptionOf(picture: string): string {
  const [, description = ''] =
    /<desc id="description">(.*?)<\/desc>/s.exec(readFileSync(path.join(FOLDER, picture), 'utf8')) ?? [];
  return description.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

describe('the pictures', () => {
  beforeAll(ensureBuilt, 60_000);

  it('are what `npm run pictures` makes now', { timeout: 60_000 }, () => {
    const { status, stderr } = spawnSync(process.execPath, ['tools/pictures.mjs', '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('are shown in the README, each with a text for those who do not see it', () => {
    const shown = [
      ...README.matchAll(
        /!\[(?<text>[^\]]{40,})\]\(https:\/\/raw\.githubusercontent\.com\/[\w-]+\/[\w-]+\/main\/docs\/pictures\/(?<name>[^)]+)\)/g,
      ),
    ].map(({ groups }) => groups?.['name']);
    expect(shown.sort()).toEqual(pictures.sort());
  });

  it('show in the terminal what `check` prints', { timeout: 60_000 }, () => {
    const { stdout } = spawnSync(process.execPath, [BIN, 'check', 'examples/express-server'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
    const shown = flat(descriptionOf('terminal.svg'));
    expect(shown.length).toBeGreaterThan(1000);
    expect(flat(stdout).endsWith(shown)).toBe(true);
  });

  it('show in the terminal the operations that `routes` prints', { timeout: 60_000 }, () => {
    const { stdout } = spawnSync(
      process.execPath,
      [BIN, 'routes', 'examples/express-server', 'examples/fastify-server'],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    );
    const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
    const shown = flat(descriptionOf('routes.svg'));
    expect(shown.match(/ (?:GET|POST|PATCH|DELETE) /g)?.length).toBeGreaterThan(20);
    expect(flat(stdout).endsWith(shown)).toBe(true);
  });

  it('show in the editor and in the review what the rules say of the example', { timeout: 60_000 }, () => {
    const { stdout } = spawnSync(process.execPath, [BIN, 'check', 'examples/express-server', '--format', 'json'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const messages = (
      JSON.parse(stdout) as { messages: { message: string; suggestions?: { desc: string }[] }[] }[]
    ).flatMap(one => one.messages);
    const [editor, review] = ['editor.svg', 'review.svg'].map(name => descriptionOf(name).replaceAll(/\s+/g, ' '));
    const [denied, content] = ['so the caller is known', '204 No Content ends at its headers'].map(text =>
      messages.find(({ message }) => message.includes(text))!,
    );
    expect(editor).toContain(denied?.message);
    expect(editor).toContain(denied?.suggestions?.[0]?.desc);
    expect(review).toContain(content?.message);
    for (const { desc } of content?.suggestions ?? []) expect(review).toContain(desc);
  });

  it.each(pictures)('are SVG without anything from outside: %s', picture => {
    const svg = readFileSync(path.join(FOLDER, picture), 'utf8');
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/<script|<image|<foreignObject|href=|url\(/);
  });
});
