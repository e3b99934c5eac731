import path from 'node:path';

import { MAX_CONFIG_BYTES, readTextFile } from '../../project/read-file.ts';
import { readSettings } from '../../settings.ts';
import { describeError, Failure } from '../failure.ts';

/** ESLint's shared settings, with those of this plugin in them. */
export type SharedSettings = Readonly<Record<string, unknown>>;

const KEY = 'status-code';

/** Reads the settings of a JSON file, with the keys of `settings['status-code']` in a config of ESLint, or as a part of one; throws a Failure that says what is wrong. */
export function readSettingsFile(file: string | null, cwd: string): SharedSettings {
  if (file === null) return {};
  const text = readTextFile(path.resolve(cwd, file), MAX_CONFIG_BYTES);
  if (text === null) throw new Failure(`the settings "${file}" cannot be read: name a JSON file of at most 1 MB.`);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Failure(`the settings "${file}" are no JSON: ${describeError(error)}.`);
  }
  const shared = { [KEY]: memberOf(memberOf(value, 'settings'), KEY) };
  const { problem } = readSettings(shared);
  if (problem !== null) throw new Failure(`in "${file}": ${problem}`);
  return shared;
}

/** A member by which a value is wrapped, or the value itself. */
function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : value;
}
