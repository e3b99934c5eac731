import type { ESLint, Linter } from 'eslint';

import { makeConfigs, type PresetName } from './configs.ts';
import { projectStamp as stampOf } from './project/project-stamp.ts';
import { rules } from './rules/index.ts';
import { VERSION } from './version.ts';

/** The plugin as ESLint takes it: its rules, and the presets `recommended`, `strict` and `all` as flat config objects. */
export interface StatusCodePlugin extends ESLint.Plugin {
  readonly meta: { name: string; version: string; namespace: string };
  readonly rules: NonNullable<ESLint.Plugin['rules']>;
  // The names are written out so that the published declarations need no other file.
  readonly configs: Record<'recommended' | 'strict' | 'all', Linter.Config>;
  /** Gives the digest of a project's files for `settings['status-code'].stamp`, so that `eslint --cache` lints anew what another file may have changed. */
  readonly projectStamp: (directory?: string) => string;
}

/** Gives the digest of a project's files for `settings['status-code'].stamp`; throws a TypeError where the folder is none. */
// Its type is written out so that the published declarations need no other file.
export const projectStamp: (directory?: string) => string = stampOf;

const base = {
  meta: { name: 'eslint-plugin-status-code', version: VERSION, namespace: 'status-code' },
  rules: { ...rules },
};

const plugin: StatusCodePlugin = Object.assign(base, {
  projectStamp,
  configs: {} as Record<PresetName, Linter.Config>,
});
Object.assign(plugin.configs, makeConfigs(plugin, rules));

export default plugin;
