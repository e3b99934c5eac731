/**
 * What a release needs to know: `--check v1.2.3` fails unless package.json, src/version.ts and the newest version of CHANGELOG.md are that one and
 * nothing is left under "Unreleased"; `--notes v1.2.3` prints that version's part of the changelog.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const [task, tag = ''] = process.argv.slice(2);
const version = tag.replace(/^v/, '');
if (!['--check', '--notes'].includes(task) || version === '') {
  console.error('Write: node tools/release.mjs --check v1.2.3, or --notes v1.2.3');
  process.exit(2);
}

const read = file => readFileSync(path.join(ROOT, file), 'utf8');
const parts = new Map(
  read('CHANGELOG.md')
    .split(/^## /m)
    .slice(1)
    .map(part => [
      /^\[(.+?)\]/.exec(part)?.[1] ?? '',
      part
        .replace(/^.*\n/, '')
        .replaceAll(/^\[.+?\]: .*\n?/gm, '')
        .trim(),
    ]),
);

if (task === '--notes') {
  console.log(parts.get(version) ?? '');
} else {
  const named = {
    'package.json': JSON.parse(read('package.json')).version,
    'src/version.ts': /'(.+)'/.exec(read('src/version.ts'))?.[1],
    'CHANGELOG.md': [...parts.keys()].find(name => name !== 'Unreleased'),
  };
  const problems = Object.entries(named)
    .filter(([, one]) => one !== version)
    .map(([file, one]) => `${file} has ${one ?? 'no version'}, and the tag ${version}.`);
  if ((parts.get('Unreleased') ?? '') !== '') problems.push('CHANGELOG.md has something left under Unreleased.');
  if (problems.length > 0) console.error(problems.join('\n'));
  else console.log(`${version} can be released.`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
