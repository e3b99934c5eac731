import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { excerpt } from '../../src/cli/output/excerpt.ts';
import { printable } from '../../src/cli/output/printable.ts';
import { ensureBuilt } from './build.ts';
import { makeProject, runWarm } from './run.ts';

beforeAll(ensureBuilt, 60_000);

const ESCAPE = '\u001B[8m';
const OVERRIDE = '\u202E';
/** Everything that must not be printed as it is, the line feed between lines excepted. */
const HOSTILE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;
/** A line that GitHub Actions takes for a command. */
const COMMAND = /^\s*::[a-z]|##\[/im;

/** A server whose names, paths, guards and comments hold what a terminal or CI acts on. */
const SERVER = `const app = require('express')();
app.get('/x${ESCAPE}##[error]', (req, res) => {
  if (req.user.role !== '${ESCAPE}${OVERRIDE}hidden\u009B2J##[warning]x') return res.status(401).set('::error::x', '1').json({ error: 'no${ESCAPE}' }); /* ##[add-mask]a */
  res.json({});
});
`;

describe('printable', () => {
  it('shows control characters as they are written in code, and leaves all others', () => {
    expect(printable('a\u001B[2Jb\u0000\u007F\u009B\r\n\tc')).toBe('a\\x1b[2Jb\\x00\\x7f\\x9b\\r\\n\\tc');
    expect(printable('\u202Ea\u2066b\u2069')).toBe('\\u202ea\\u2066b\\u2069');
    const plain = 'déjà vu 👩‍👩‍👧 עברית \u00A0 [a] # ::1 a::b';
    expect(printable(plain)).toBe(plain);
  });

  it('leaves no workflow command', () => {
    expect(printable('  ::error file=a::b')).toBe('  \\x3a:error file=a::b');
    expect(printable('a ##[group]b ##[endgroup]')).toBe('a ##\\x5bgroup]b ##\\x5bendgroup]');
    expect(printable('a\n::error::b')).toBe('a\\n::error::b');
  });

  it('keeps the marker of an excerpt below the marked part', () => {
    const line = `say('${ESCAPE}', BAD${OVERRIDE}, 2)`;
    const { text, marker } = excerpt(line, line.indexOf('BAD'), line.indexOf('BAD') + 4);
    expect(text).toBe("say('\\x1b[8m', BAD\\u202e, 2)");
    expect(text.slice(marker.indexOf('^'), marker.length)).toBe('BAD\\u202e');
  });
});

describe('a repository that is meant to deceive', () => {
  it
    .skipIf(process.platform === 'win32')
    .for([['check', '--preset', 'all'], ['check', '--preset', 'all', '--fix'], ['routes']])(
    'prints neither escapes nor commands by %j',
    args => {
      const folder = makeProject({
        [`src/na${ESCAPE}me.js`]: SERVER,
        'src/li\n::error::ne.js': SERVER,
        '::error file=a::b.js': SERVER,
        'src/broken\n::warning::.js': `const ${ESCAPE} = ##[error]`,
        'src/broken.ts': `const a${OVERRIDE}: = 1`,
      });
      writeFileSync(path.join(folder, 'src/latin\n::error::.js'), Buffer.from([0x61, 0xe9]));
      const { stdout, stderr } = runWarm(folder, ...args);
      expect(stdout).toContain('na\\x1b[8mme.js');
      expect(stdout).toContain('li\\n::error::ne.js');
      expect(stdout).toContain('\\x3a:error file=a::b.js');
      expect(stderr).toContain('broken\\n::warning::.js');
      for (const text of [stdout, stderr]) {
        expect(text).not.toMatch(HOSTILE);
        expect(text).not.toMatch(COMMAND);
      }
    },
  );

  it.skipIf(process.platform === 'win32')('prints neither by explain, nor in what it says of a wrong call', () => {
    const folder = makeProject({ [`a${ESCAPE}.js`]: SERVER });
    const explained = runWarm(folder, 'explain', `a${ESCAPE}.js:3`);
    expect(explained.code).toBe(0);
    expect(explained.stdout).toContain('hidden');
    const texts = [
      explained,
      runWarm(folder, 'explain', `a${ESCAPE}.js:99`),
      runWarm(folder, 'check', `none${ESCAPE}`),
      runWarm(folder, 'check', '--preset', `\n::error::x`),
      runWarm(folder, `\n::error::x`),
    ].map(({ stdout, stderr }) => stdout + stderr);
    for (const text of texts) {
      expect(text).not.toBe('');
      expect(text).not.toMatch(HOSTILE);
      expect(text).not.toMatch(COMMAND);
    }
  });
});
