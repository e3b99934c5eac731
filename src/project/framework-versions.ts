import path from 'node:path';

import type { Framework, KnownFrameworkName, Version } from '../frameworks/framework.ts';
import type { Settings } from '../settings.ts';
import { FreshCache } from './fresh-cache.ts';
import { findNearestPackage } from './nearest-package.ts';
import { MAX_CONFIG_BYTES, readTextFile } from './read-file.ts';

/** The versions of a framework that a file's code may run on: from one on, and below another (null for no end). */
export interface VersionSpan {
  readonly from: Version;
  readonly below: Version | null;
}

const installed = new FreshCache<Version | null>(10_000);

/** Finds the versions of a framework a file's code may run on, for every place that asks: the one the settings state, else the installed one, else those that the nearest package.json allows; null where none says, or it is not known which framework it is. */
export function findVersions(
  filename: string,
  { package: name }: Pick<Framework, 'package'>,
  settings: Pick<Settings, KnownFrameworkName>,
): VersionSpan | null {
  if (name === null) return null;
  const stated = settings[name];
  if (stated) {
    const { major, minor } = stated;
    return minor === null
      ? { from: [major, 0], below: [major + 1, 0] }
      : { from: [major, minor], below: [major, minor + 1] };
  }
  const manifest = findNearestPackage(filename);
  if (!manifest) return null;
  const version = findInstalled(manifest.directory, name);
  if (version) return { from: version, below: [version[0], version[1] + 1] };
  const range = manifest.dependencies.get(name);
  return range === undefined ? null : parseRange(range);
}

/** Whether all versions of a span are at least the given one. */
export function isFrom(span: VersionSpan | null, version: Version): boolean {
  return span !== null && compare(span.from, version) >= 0;
}

/** Whether all versions of a span are below the given one. */
export function isBelow(span: VersionSpan | null, version: Version): boolean {
  return span?.below != null && compare(span.below, version) <= 0;
}

/** Reads a range of npm's (`^4.17.1`, `~4.26`, `4.x`, `>=4 <6`, `4 || 5`); null for what is none (a tag, an address, `workspace:*`). */
export function parseRange(range: string): VersionSpan | null {
  const spans = range.split('||').map(one => parseComparators(one.trim()));
  return spans.reduce(
    (a, b) =>
      a &&
      b && {
        from: compare(a.from, b.from) <= 0 ? a.from : b.from,
        below: a.below && b.below ? (compare(a.below, b.below) >= 0 ? a.below : b.below) : null,
      },
  );
}

function parseComparators(text: string): VersionSpan | null {
  const hyphen = /^v?(\d[\d.]*)\s+-\s+v?(\d[\d.]*)$/.exec(text);
  if (hyphen) return parseComparators(`>=${hyphen[1] ?? ''} <=${hyphen[2] ?? ''}`);
  let span: VersionSpan = { from: [0, 0], below: null };
  const comparators = text.replace(/([<>=^~]+)\s+/g, '$1').split(/\s+/);
  for (const comparator of comparators) {
    const match = /^([<>]=?|=|\^|~)?v?(\d+)(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*])[\w.+-]*)?$/.exec(comparator);
    if (!match) return null;
    const [, operator = '', major = '', minor = 'x', patch = 'x'] = match;
    const at: Version = [Number(major), /^\d/.test(minor) ? Number(minor) : 0];
    const next: Version = [at[0], at[1] + 1];
    const isWholeMajor = !/^\d/.test(minor);
    switch (operator) {
      case '>=':
      case '>':
        span = { ...span, from: at };
        break;
      // `<5.0.0` leaves none of 5.0, `<5.0.3` some of it.
      case '<':
        span = { ...span, below: /^[1-9]/.test(patch) ? next : at };
        break;
      case '<=':
        span = { ...span, below: isWholeMajor ? [at[0] + 1, 0] : next };
        break;
      case '^':
        span = { from: at, below: [at[0] + 1, 0] };
        break;
      default:
        span = { from: at, below: isWholeMajor ? [at[0] + 1, 0] : next };
    }
  }
  return comparators.length > 0 ? span : null;
}

function findInstalled(from: string, framework: string): Version | null {
  for (let directory = from; ; directory = path.dirname(directory)) {
    const version = readInstalled(path.join(directory, 'node_modules', framework, 'package.json'));
    if (version || directory === path.dirname(directory)) return version;
  }
}

function readInstalled(file: string): Version | null {
  return installed.get(file, () => {
    try {
      const json = JSON.parse(readTextFile(file, MAX_CONFIG_BYTES) ?? '{}') as { version?: unknown };
      const match = /^(\d+)\.(\d+)\./.exec(String(json.version));
      return match && [Number(match[1]), Number(match[2])];
    } catch {
      // Not installed here, or broken.
      return null;
    }
  });
}

function compare([major, minor]: Version, [otherMajor, otherMinor]: Version): number {
  return major - otherMajor || minor - otherMinor;
}
