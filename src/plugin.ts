import type { ESLint, Linter, Rule } from 'eslint';

import { makeConfigs, type PresetName } from './configs.ts';
import { refuseEslintrc } from './eslintrc.ts';
import { projectStamp as stampOf } from './project/project-stamp.ts';
import { rules } from './rules/index.ts';
import type { RuleOptions } from './rule-options.ts';
import { VERSION } from './version.ts';

export type { RuleOptions } from './rule-options.ts';

/** The plugin as ESLint takes it: its rules, and the presets `recommended`, `strict` and `all` as flat config objects. */
export interface StatusCodePlugin extends ESLint.Plugin {
  readonly meta: { name: string; version: string; namespace: string };
  readonly rules: Record<RuleName, Rule.RuleModule>;
  // The names are written out so that the published declarations need few other files.
  readonly configs: Record<'recommended' | 'strict' | 'all', Linter.Config>;
  /** Gives the digest of a project's files for `settings['status-code'].stamp`, so that `eslint --cache` lints anew what another file may have changed. */
  readonly projectStamp: (directory?: string) => string;
}

/** The name of a rule, without the plugin's. */
export type RuleName = keyof RuleOptions extends `status-code/${infer Name}` ? Name : never;

/** Gives the digest of a project's files for `settings['status-code'].stamp`; throws a TypeError where the folder is none. */
// Its type is written out so that the published declarations need no other file.
export const projectStamp: (directory?: string) => string = stampOf;

const base = {
  meta: { name: 'eslint-plugin-status-code', version: VERSION, namespace: 'status-code' },
  rules: { ...rules } as unknown as Record<RuleName, Rule.RuleModule>,
};

const plugin: StatusCodePlugin = Object.assign(base, {
  projectStamp,
  configs: {} as Record<PresetName, Linter.Config>,
});
Object.assign(plugin.configs, makeConfigs(plugin, rules));
refuseEslintrc(plugin);

export default plugin;
