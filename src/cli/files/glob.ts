import path from 'node:path';

import { isTestFile, isTestFolder } from './test-files.ts';

/** What makes a path a pattern. */
const MAGIC = /[*?{[]/;

/** Whether a path is written as a pattern. */
export function isGlob(text: string): boolean {
  return MAGIC.test(text);
}

/** A pattern of paths: `*` and `?` within a name, `**` for any folders, `{a,b}` and `[ab]` for one of several. */
export class Glob {
  /** The folder below which all that matches lies, absolute. */
  readonly folder: string;
  /** Whether the pattern speaks of tests, so that they are meant. */
  readonly namesTests: boolean;
  readonly #patterns: readonly RegExp[];

  constructor(text: string, cwd: string) {
    const parts = text.replaceAll('\\', '/').split('/');
    const first = parts.findIndex(isGlob);
    this.folder = path.resolve(cwd, parts.slice(0, first).join('/') || (text.startsWith('/') ? '/' : '.'));
    const rest = parts.slice(first).filter(part => part !== '.' && part !== '');
    const alternatives = expandBraces(rest.join('/'));
    this.namesTests = alternatives.some(one => {
      const names = one.split('/');
      return names.slice(0, -1).some(isTestFolder) || isTestFile(names.at(-1) ?? '');
    });
    this.#patterns = alternatives.map(one => new RegExp(`^${toSource(one)}$`, 'u'));
  }

  /** Whether a file, absolute, is one of those that are meant. */
  matches(filename: string): boolean {
    const relative = path.relative(this.folder, filename).split(path.sep).join('/');
    return this.#patterns.some(pattern => pattern.test(relative));
  }
}

/** `a.{js,ts}` as `a.js` and `a.ts`, braces within braces included; a brace without a partner or a comma is a letter. */
function expandBraces(text: string): string[] {
  const open = text.indexOf('{');
  if (open < 0) return [text];
  const commas: number[] = [open];
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === ',' && depth === 1) commas.push(at);
    else if (text[at] === '}' && --depth === 0) {
      const tail = text.slice(at + 1);
      if (commas.length === 1) return expandBraces(tail).map(one => text.slice(0, at + 1) + one);
      return commas.flatMap((start, i) =>
        expandBraces(text.slice(0, open) + text.slice(start + 1, commas[i + 1] ?? at) + tail),
      );
    }
  }
  return [text];
}

function toSource(glob: string): string {
  return glob
    .split('/')
    .map((part, i, { length }) => {
      if (part === '**') return i === length - 1 ? '.*' : '(?:[^/]+/)*';
      return nameSource(part) + (i === length - 1 ? '' : '/');
    })
    .join('');
}

function nameSource(name: string): string {
  return name.replaceAll(
    /\*+|\?|\[(?<not>[!^]?)(?<set>[^\]]+)\]|[^\w]/gu,
    (part, not: string | undefined, set?: string) => {
      if (part.startsWith('*')) return '[^/]*';
      if (part === '?') return '[^/]';
      if (set !== undefined) return `[${not ? '^' : ''}${set.replaceAll(/[\\[\]^&|~]/g, String.raw`\$&`)}]`;
      return /[$()*+.?[\\\]^{|}]/.test(part) ? `\\${part}` : part;
    },
  );
}
