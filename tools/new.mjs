/**
 * `npm run new -- no-something` writes a new rule: src/rules/NAME.ts, its test, its page, a row for each test that knows all rules, and
 * what is generated. All of it passes at once; the rule asks an example's question, until it is given its own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { DESCRIPTIONS, pageText, ruleText, testText } from './new-rule-texts.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BEGINNINGS = Object.keys(DESCRIPTIONS).map(one => `${one}-`);
/** Where a test lists every rule, with the text a new row stands before, and the row. */
const LISTS = [
  {
    file: 'tests/reference/enforced.test.ts',
    before: /^ {2}\},\n\};\n\nconst ROWS = /m,
    row: name => `    '${name}': { on: 'O', entries: [503] },\n`,
  },
  {
    file: 'tests/wire/pages.test.ts',
    before: /^\};\n\n\/\*\* The errors that nobody has caught/m,
    row: name => `  '${name}': SAYS_WHAT_A_STATUS_MEANS,\n`,
  },
];

const [name, ...others] = process.argv.slice(2);
const problem = others.length > 0 ? 'A rule has one name.' : problemOf(name);
if (problem !== null) {
  console.error(`${problem}\nWrite: npm run new -- no-something (or ${BEGINNINGS.slice(1).join('…, ')}…)`);
  process.exit(1);
}

const written = {
  [`src/rules/${name}.ts`]: ruleText(name),
  [`tests/rules/${name}.test.ts`]: testText(name),
  [`docs/rules/${name}.md`]: pageText(name),
};
const lists = LISTS.map(({ file, before, row }) => {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const { index } = before.exec(text) ?? {};
  if (index === undefined) {
    console.error(`${file} has no longer the place where a rule's row is put: mend LISTS in tools/new.mjs.`);
    process.exit(1);
  }
  return [file, text.slice(0, index) + row(name) + text.slice(index)];
});
for (const [file, text] of [...Object.entries(written), ...lists]) writeFileSync(path.join(ROOT, file), text);

run('The generated files were not updated', 'tools/update.mjs');
run('Prettier did not format them', bin('prettier'), '--write', '--log-level', 'warn', ...Object.keys(written));
run(
  'The texts of its messages were not written',
  bin('vitest'),
  'run',
  'tests/messages.test.ts',
  '-u',
  '-t',
  `what ${name} says `,
);
console.log(nextSteps(name));

/** What is wrong with a name; null where it can be a new rule's. */
function problemOf(one) {
  if (one === undefined) return 'The name of the rule is missing.';
  if (!/^[a-z]+(?:-[a-z\d]+)*$/.test(one))
    return `\`${one}\` is not in kebab case: small letters and digits, with single hyphens between the words.`;
  if (!BEGINNINGS.some(beginning => one.startsWith(beginning)))
    return `\`${one}\` begins with none of ${BEGINNINGS.join(', ')}: \`no-\` forbids, \`require-\` demands, \`prefer-\` offers the better status, \`restrict-\` and \`consistent-\` hold what a team has chosen.`;
  const taken = [`src/rules/${one}.ts`, `tests/rules/${one}.test.ts`, `docs/rules/${one}.md`].find(file =>
    existsSync(path.join(ROOT, file)),
  );
  return taken === undefined ? null : `\`${one}\` is taken: ${taken} exists.`;
}

/** The path of a package's command. */
function bin(of) {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`${of}/package.json`);
  const { bin: commands } = JSON.parse(readFileSync(manifest, 'utf8'));
  return path.join(path.dirname(manifest), typeof commands === 'string' ? commands : commands[of]);
}

function run(failure, ...command) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}${failure}. What was written is there: \`git status\` lists it.`);
  process.exit(1);
}

function nextSteps(of) {
  return `\`${of}\` is there and passes. It asks an example's question; make it yours:

  1. src/rules/${of}.ts          the description, the entries it enforces, the messages, the question
  2. tests/rules/${of}.test.ts   what must be reported, and a named case for all that must not
  3. docs/rules/${of}.md         why, examples, what stays silent, how to fix
  4. tests/reference/enforced.test.ts   where the rule is on, and its entries (its row is the last one)
  5. tests/wire/pages.test.ts    if the page claims something about the wire, write tests/wire/${of}.test.ts and take its row away
  6. an edit, if it offers one, needs a row in tests/edit-checks.ts, and a fix examples in tests/wire/autofix-examples.ts

Then:

  npm run update
  npx vitest run tests/rules/${of}.test.ts tests/rules.test.ts tests/docs.test.ts tests/reference
  npx vitest run tests/messages.test.ts -u    and read tests/messages/${of}.txt: it is what users will
  npm test`;
}
