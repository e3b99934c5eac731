/**
 * Regenerates what is made from the rules: src/rules/index.ts, src/rule-options.ts, the header of every page in docs/rules, the table in README.md, the index
 * in docs/README.md, the rules by status and cause in docs/index-of-rules.md, the order in docs/adopting.md and the figures in docs/ecosystem.md. With --check nothing is written; what is stale is listed, and the exit code is 1.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { figures } from './ecosystem/figures.mjs';
import { readProjects, readRecord } from './ecosystem/projects.mjs';
import {
  adoptionOrder,
  between,
  docsHeader,
  docsIndex,
  indexByCause,
  indexByStatus,
  ruleOptions,
  rulesIndex,
  rulesTable,
} from './generated-texts.mjs';
import { nodeFlags } from './node-flags.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RULES = 'src/rules/index.ts';
const isCheck = process.argv.includes('--check');
const stale = [];

const names = readdirSync(path.join(ROOT, 'src/rules'))
  .filter(name => name.endsWith('.ts') && name !== 'index.ts')
  .map(name => name.slice(0, -'.ts'.length))
  .sort();
update(RULES, () => rulesIndex(names));
build();

const built = file => import(pathToFileURL(path.join(ROOT, 'dist', file)).href);
const [{ rules }, reference, sources, { CAUSES }, { label }] = [
  await built('rules/index.js'),
  await built('reference/entries.js'),
  await built('reference/source.js'),
  await built('knowledge/cause-table.js'),
  await built('reference/statuses.js'),
];
const definitions = Object.values(rules).map(rule => rule.definition);

update('src/rule-options.ts', () => ruleOptions(definitions));
for (const definition of definitions)
  update(`docs/rules/${definition.name}.md`, text =>
    between(text, 'header', docsHeader(definition, reference, sources)),
  );
update('docs/README.md', text => between(text, 'rules', docsIndex(definitions)));
update('docs/index-of-rules.md', text =>
  between(
    between(text, 'statuses', indexByStatus(definitions, reference.entries)),
    'causes',
    indexByCause(definitions, CAUSES, label),
  ),
);
update('docs/adopting.md', text => between(text, 'order', adoptionOrder(definitions)));
update('docs/ecosystem.md', text => between(text, 'figures', figures(readRecord(), readProjects())));
update('README.md', text => between(text, 'rules', rulesTable(definitions)));

if (isCheck && stale.length > 0) {
  console.error(`Stale, so run \`npm run update\`:\n${stale.map(file => `  ${file}`).join('\n')}`);
  process.exitCode = 1;
} else {
  console.log(
    stale.length > 0 ? `Updated:\n${stale.map(file => `  ${file}`).join('\n')}` : 'Everything generated is up to date.',
  );
}

/** Compiles src/ without checking its types, of which the step `types` and `npm run build` speak, in a third of the time. */
function build() {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  try {
    execFileSync(process.execPath, [...nodeFlags, compiler, '-p', 'src', '--noCheck'], {
      cwd: ROOT,
      stdio: 'inherit',
    });
  } catch {
    // The compiler has said why.
    process.exit(1);
  }
}

function update(file, make) {
  const absolute = path.join(ROOT, file);
  if (!existsSync(absolute)) {
    console.error(`${file} does not exist: write it first.`);
    process.exitCode = 1;
    return;
  }
  const before = readFileSync(absolute, 'utf8');
  const after = make(before);
  if (after === null) {
    console.error(`${file} has not the lines \`<!-- begin generated … -->\` and \`<!-- end generated … -->\`.`);
    process.exitCode = 1;
  } else if (after !== before) {
    stale.push(file);
    if (!isCheck) writeFileSync(absolute, after);
  }
}
