import {
  authenticationNote,
  findEntry,
  formatAuthenticationNote,
  formatEntry,
  type Entry,
} from '../reference/entries.ts';
import { citation, type Citation } from '../reference/source.ts';
import { rules } from '../rules/index.ts';

/** The part of a definition that tells what the reference says. */
export interface ReferenceOfRule {
  readonly name: string;
  readonly description: string;
  /** Main one first. */
  readonly entries: readonly number[];
  readonly sources: readonly Citation[];
  readonly isAboutAuthentication: boolean;
}

const PREFIX = 'status-code/';

/** What a rule of this plugin enforces; null for a rule of another. */
export function referenceOf(ruleId: string | null): ReferenceOfRule | null {
  const definition = ruleId?.startsWith(PREFIX) ? rules[ruleId.slice(PREFIX.length)]?.definition : undefined;
  if (!definition) return null;
  const { name, description, entries, sources = [] } = definition;
  return { name, description, entries, sources, isAboutAuthentication: entries[0] === 401 || entries[0] === 403 };
}

/** The entry of the reference that belongs under a message, as Markdown: of the first status in it that the rule enforces, else of the rule's main one. */
export function quoteFor({ entries }: ReferenceOfRule, message: string): string {
  const named = Array.from(message.matchAll(/\b(?<status>[1-5]\d\d) \p{Lu}/gu), match =>
    Number(match.groups?.['status']),
  );
  const status = named.find(one => entries.includes(one)) ?? entries[0];
  return status === undefined ? '' : formatEntry(status);
}

/** All that the reference says about a rule, as Markdown: its entries word for word, and what they rest on. */
export function helpMarkdown(
  { description, entries, sources, isAboutAuthentication }: ReferenceOfRule,
  url: string | null,
): string {
  return [
    `${description}.`,
    // Two quotes in a row would run together in some renderers.
    [...entries.map(formatEntry), ...(isAboutAuthentication ? [formatAuthenticationNote()] : [])].join(
      '\n\n<!-- -->\n\n',
    ),
    ...(sources.length > 0
      ? [`Sources: ${sources.map(source => `[${citation(source)}](${source.url})`).join(', ')}.`]
      : []),
    ...(url === null ? [] : [`[What the rule reports, what it leaves alone, and how to mend it](${url})`]),
  ].join('\n\n');
}

/** The same as plain text. */
export function helpText({ description, entries, isAboutAuthentication }: ReferenceOfRule, url: string | null): string {
  return [
    `${description}.`,
    ...entries
      .map(status => findEntry(status))
      .filter(entry => entry !== null)
      .map(entryText),
    ...(isAboutAuthentication ? [[authenticationNote.title, ...authenticationNote.lines].join('\n')] : []),
    ...(url === null ? [] : [url]),
  ].join('\n\n');
}

/** What a rule is about, in a few sentences: what it does, and what its main status says. */
export function fullDescription({ description, entries }: ReferenceOfRule): string {
  const entry = entries[0] === undefined ? null : findEntry(entries[0]);
  return entry ? `${description}. ${entry.status} ${entry.name}: ${entry.summary} ${entry.when}` : `${description}.`;
}

function entryText({ status, name, summary, when, example, notes }: Entry): string {
  return [`${status} ${name}`, summary, `When: ${when}`, `Example: ${example}`, ...notes].join('\n');
}
