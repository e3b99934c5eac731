import type { Linter } from 'eslint';

import { alternativesOf, type Alternatives } from './alternatives.ts';
import { namedLines } from './evidence-lines.ts';
import { relativePath } from './file-paths.ts';
import { metaOf, type FileLintResult, type FormatterContext } from './lint-result.ts';
import { rangeOf, sourceTextOf, type MessageRange } from './message-range.ts';
import { quoteFor, referenceOf, type ReferenceOfRule } from './reference-quote.ts';
import type { Place, SourceText } from './source-text.ts';

/** A position in the Reviewdog Diagnostic Format: lines from 1, columns from 1 in UTF-8 bytes. */
interface Position {
  readonly line: number;
  readonly column?: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/**
 * Formats results as reviewdog's rdjson: `eslint -f ./node_modules/eslint-plugin-status-code/dist/formatters/rdjson.js`.
 * Each fix and suggestion becomes a suggestion of the review, all over the same whole lines, with what it does in the message.
 */
export default function rdjson(results: readonly FileLintResult[], context: FormatterContext = {}): string {
  const cwd = context.cwd ?? process.cwd();
  const diagnostics = results.flatMap(result => {
    const source = sourceTextOf(result);
    const path = relativePath(result.filePath, cwd);
    return result.messages.map(message => toDiagnostic(message, { source, path, context }));
  });
  return JSON.stringify({ source: { name: 'eslint', url: 'https://eslint.org/' }, diagnostics });
}

interface FileContext {
  readonly source: SourceText | null;
  readonly path: string;
  readonly context: FormatterContext;
}

function toDiagnostic(message: Linter.LintMessage, { source, path, context }: FileContext): object {
  const { ruleId, severity } = message;
  const range = rangeOf(message, source);
  const alternatives = alternativesOf(message, range, source);
  const reference = referenceOf(ruleId);
  const url = ruleId === null ? undefined : metaOf(ruleId, context)?.docs?.url;
  const { lines, offered } = alternatives;
  const suggested: Range | null = lines && { start: { line: lines[0] }, end: { line: lines[1] } };
  const related = reference
    ? namedLines(message.message).filter(({ line }) => !source || line <= source.lineCount)
    : [];
  return {
    message: messageText(message.message, alternatives, reference),
    severity: severity === 2 ? 'ERROR' : 'WARNING',
    location: { path, ...(range && { range: locate(range, lines, source) }) },
    ...(ruleId !== null && { code: { value: ruleId, ...(url && { url }) } }),
    ...(suggested && { suggestions: offered.map(({ text }) => ({ range: suggested, text })) }),
    ...(related.length > 0 && {
      related_locations: related.map(({ line }) => ({
        message: `Line ${line}`,
        location: { path, range: { start: { line }, end: { line } } },
      })),
    }),
  };
}

/** Where the comment belongs. GitLab puts a suggestion at the line where the location starts, so a suggestion that starts above it takes the location with it. */
function locate(
  { start, end }: MessageRange,
  lines: readonly [number, number] | null,
  source: SourceText | null,
): Range {
  if (!source) return { start: { line: start.line }, end: { line: end.line } };
  const position = (place: Place): Position => ({ line: place.line, column: source.bytesBefore(place) + 1 });
  const isAbove = lines !== null && lines[0] < start.line;
  return { start: isAbove ? { line: lines[0], column: 1 } : position(start), end: position(end) };
}

/** The message as a comment: what was found, what the reference says, and what each suggestion does, as the format has no place for that. */
function messageText(message: string, { offered, elsewhere }: Alternatives, reference: ReferenceOfRule | null): string {
  const descriptions = offered.map(({ description }) => description);
  return [
    message,
    ...(reference ? [quoteFor(reference, message)] : []),
    ...(elsewhere.length > 0 ? [`In the editor: ${elsewhere.join(' ')}`] : []),
    ...(descriptions.length > 1
      ? [`Either of these:\n\n${descriptions.map((description, i) => `${i + 1}. ${description}`).join('\n')}`]
      : descriptions),
  ]
    .filter(part => part !== '')
    .join('\n\n');
}
