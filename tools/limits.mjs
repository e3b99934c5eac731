import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import * as prettier from 'prettier';

const ROOT = path.resolve(import.meta.dirname, '..');
const LIST = path.join(import.meta.dirname, 'limits.json');

/** What a reader can hold: the limits of every function in `src`. */
export const limitRules = {
  complexity: ['error', 20],
  'max-params': ['error', 5],
  'max-depth': ['error', 4],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: false }],
};

/** The exceptions that are committed. */
export function listed() {
  return JSON.parse(readFileSync(LIST, 'utf8'));
}

/** Every function below a folder of `root` that exceeds a limit, and by how much; a comment does not excuse it. */
export async function measure(folder, root = ROOT) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    allowInlineConfig: false,
    overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser }, rules: limitRules }],
  });
  const results = await eslint.lintFiles([folder]);
  return results
    .flatMap(({ filePath, messages }) => {
      const file = path.relative(root, filePath).replaceAll(path.sep, '/');
      const functions = messages.length > 0 ? functionsOf(filePath) : [];
      return messages.map(message => {
        if (message.fatal) throw new Error(`${file}:${message.line} ${message.message}`);
        return { file, function: nameIn(message, functions), rule: message.ruleId, figure: figureIn(message) };
      });
    })
    .sort((a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.function, b.function));
}

/** In words, where the figures that are measured are not those that are listed. */
export function differences(list, measured) {
  const figures = (found, key) => found.filter(one => keyOf(one) === key).map(one => one.figure);
  const keys = [...new Set([...list, ...measured].map(keyOf))];
  return keys.flatMap(key => {
    const allowed = figures(list, key).sort((a, b) => b - a);
    const real = figures(measured, key).sort((a, b) => b - a);
    return Array.from({ length: Math.max(allowed.length, real.length) }, (_, index) => {
      const [limit, figure] = [allowed[index], real[index]];
      if (limit === figure) return [];
      if (figure === undefined) return { kind: 'stale', text: `${key} is within the limit: take it off the list` };
      if (limit === undefined) return { kind: 'over', text: `${key} is ${figure}: over the limit` };
      return figure > limit
        ? { kind: 'over', text: `${key} is ${figure}, ${limit} is listed: it may only fall` }
        : { kind: 'stale', text: `${key} is ${figure}, ${limit} is listed: lower the figure` };
    }).flat();
  });
}

const keyOf = one => `${one.file} ${one.function} ${one.rule}`;
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** The rules say the figure first and their limit after it. */
function figureIn({ ruleId, message }) {
  const figure = /(?:complexity of |\()(\d+)/.exec(message)?.[1];
  if (figure === undefined) throw new Error(`${ruleId} gives no figure: ${message}`);
  return Number(figure);
}

/** The function's name as the rule gives it; where it gives none, that of the innermost around the place. */
function nameIn({ ruleId, message, line, column }, functions) {
  const subject = ruleId === 'max-depth' ? '' : message.replace(/ has .*$/s, '');
  const [, name] = /'(.+)'/.exec(subject) ?? /(#\S+)/.exec(subject) ?? [];
  if (name !== undefined) return name;
  const isBefore = (a, b) => a.line < b.line || (a.line === b.line && a.column <= b.column);
  const place = { line, column: column - 1 };
  const around = functions.filter(({ loc }) => isBefore(loc.start, place) && isBefore(place, loc.end));
  return around.at(-1)?.name ?? 'module';
}

/** The functions of a file from the outside in. */
function functionsOf(filePath) {
  const found = [];
  const visit = (node, name) => {
    if (Array.isArray(node)) return node.forEach(one => visit(one, name));
    if (typeof node !== 'object' || node === null) return;
    const own = node.id?.name ?? node.key?.name ?? name;
    if (/Function/.test(node.type) && node.body) found.push({ name: own ?? 'anonymous', loc: node.loc });
    for (const [key, child] of Object.entries(node)) {
      if (key !== 'loc' && key !== 'range') visit(child, key === 'value' || key === 'init' ? own : undefined);
    }
  };
  visit(parser.parse(readFileSync(filePath, 'utf8'), { loc: true }).body);
  return found;
}

/** The list falls with the figures: nothing is added to it and no figure is raised. */
async function main() {
  const measured = await measure('src/causes');
  const found = differences(listed(), measured);
  const over = found.filter(one => one.kind === 'over');
  const isUpdate = process.argv.includes('--update');
  for (const { text } of isUpdate ? over : found) console.error(text);
  if (isUpdate && over.length === 0) {
    const options = await prettier.resolveConfig(LIST);
    writeFileSync(LIST, await prettier.format(JSON.stringify(measured), { ...options, parser: 'json' }));
  }
  process.exitCode = (isUpdate ? over : found).length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
