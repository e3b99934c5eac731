import type { ESLint, Linter } from 'eslint';

import type { Preset, StatusCodeRule } from './rule.ts';

/** The presets, mildest first. */
export const PRESETS = ['recommended', 'strict', 'all'] as const;

/** The name of a preset. */
export type PresetName = (typeof PRESETS)[number];

const INCLUDED: Readonly<Record<PresetName, readonly Preset[]>> = {
  recommended: ['error', 'warn'],
  strict: ['error', 'warn', 'strict'],
  all: ['error', 'warn', 'strict', 'all'],
};

/** The rules of a preset with their severities and, in `strict` and `all`, their strict options. */
export function presetRules(preset: PresetName, rules: Readonly<Record<string, StatusCodeRule>>): Linter.RulesRecord {
  const record: Linter.RulesRecord = {};
  for (const [name, { definition }] of Object.entries(rules)) {
    if (!INCLUDED[preset].includes(definition.preset)) continue;
    const severity = definition.preset === 'error' ? 'error' : 'warn';
    const { strictOptions } = definition;
    record[`status-code/${name}`] =
      preset !== 'recommended' && strictOptions ? [severity, { ...strictOptions }] : severity;
  }
  return record;
}

/** Makes the flat config objects of the plugin; they name no files and no language, so that they work wherever a parser gives an ESTree. */
export function makeConfigs(
  plugin: ESLint.Plugin,
  rules: Readonly<Record<string, StatusCodeRule>>,
): Record<PresetName, Linter.Config> {
  const make = (name: PresetName): Linter.Config => ({
    name: `status-code/${name}`,
    plugins: { 'status-code': plugin },
    rules: presetRules(name, rules),
  });
  return { recommended: make('recommended'), strict: make('strict'), all: make('all') };
}
