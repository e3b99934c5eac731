import path from 'node:path';

import { Linter } from 'eslint';

import { makeConfig } from '../../dist/cli/lint/lint-file.js';
import plugin from '../../dist/index.js';
import { hashOf, saysOf } from './record.mjs';
import { findSources, lineOf } from './sources.mjs';

/** The plugin under two names, so that one reading of a file says what each preset reports. */
const config = makeConfig('bundled', {
  plugins: { 'status-code': plugin, recommended: plugin },
  rules: {
    ...plugin.configs.strict.rules,
    ...Object.fromEntries(
      Object.entries(plugin.configs.recommended.rules).map(([name, value]) => [
        name.replace('status-code/', 'recommended/'),
        value,
      ]),
    ),
  },
});

/** Lints the sources of a project as `check` would within its folder; `parts` are the folders and files its server code lies in. */
export function lintProject(id, directory, parts = ['.']) {
  const linter = new Linter({ configType: 'flat', cwd: directory });
  const sources = findSources(directory).filter(({ file }) =>
    parts.some(part => part === '.' || file === part || file.startsWith(`${part}/`)),
  );
  const findings = [];
  const unread = [];
  for (const { file, text } of sources) {
    const messages = verify(linter, text, path.join(directory, file));
    const fatal = messages.find(message => message.fatal === true);
    if (fatal) unread.push({ file, message: fatal.message });
    findings.push(
      ...merge(messages).map(({ line, column, rule, preset, message }) => ({
        project: id,
        file,
        line,
        column,
        rule,
        preset,
        says: saysOf(message),
        code: hashOf(lineOf(text, line)),
        message,
      })),
    );
  }
  return {
    findings,
    unread,
    files: sources.length,
    lines: sources.reduce((total, { text }) => total + text.split('\n').length, 0),
  };
}

function verify(linter, text, filename) {
  try {
    return linter.verify(text, config, { filename });
  } catch (error) {
    return [{ fatal: true, message: error.message.split('\n')[0] }];
  }
}

/** What is said under both names is of `recommended`, what is said under one alone is of that one. */
function merge(messages) {
  const found = new Map();
  for (const { ruleId, message, line, column } of messages) {
    const [namespace, rule] = ruleId?.split('/') ?? [];
    if (namespace !== 'status-code' && namespace !== 'recommended') continue;
    const key = [rule, line, column, message].join('\t');
    const one = found.get(key) ?? { rule, line, column, message, presets: new Set() };
    one.presets.add(namespace === 'status-code' ? 'strict' : 'recommended');
    found.set(key, one);
  }
  return [...found.values()].map(({ presets, ...one }) => ({
    ...one,
    preset: presets.size === 2 ? 'recommended' : presets.has('strict') ? 'strict' : 'recommended-only',
  }));
}
