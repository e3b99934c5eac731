import type { Linter } from 'eslint';

import { editsOf, type Edit } from './edits.ts';
import { namedLines, type NamedLine } from './evidence-lines.ts';
import { folderUri, relativePath, toUri } from './file-paths.ts';
import { findWay, type ShownStep } from '../reported-ways.ts';
import { metaOf, type FileLintResult, type FormatterContext } from './lint-result.ts';
import { rangeOf, sourceTextOf, type MessageRange } from './message-range.ts';
import { fullDescription, helpMarkdown, helpText, referenceOf } from './reference-quote.ts';
import type { SourceText } from './source-text.ts';

const ROOT = '%SRCROOT%';

/** A region in SARIF: lines and columns from 1, columns in UTF-16 code units, the end column excluded. */
interface Region {
  readonly startLine?: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly charOffset?: number;
  readonly charLength?: number;
}

/**
 * Formats results as SARIF 2.1.0: `eslint -f ./node_modules/eslint-plugin-status-code/dist/formatters/sarif.js`. Suppressed messages are left out:
 * code scanning would open an alert for each. What is no rule's finding, such as a syntax error, is a notification of the run.
 */
export default function sarif(results: readonly FileLintResult[], context: FormatterContext = {}): string {
  const cwd = context.cwd ?? process.cwd();
  const files = results.filter(({ messages }) => messages.length > 0).map(result => fileOf(result, cwd));
  const ruleIds = [...new Set(files.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)))]
    .filter(ruleId => ruleId !== null)
    .sort();
  const ruleless = files.flatMap(file =>
    file.messages.filter(({ ruleId }) => ruleId === null).map(message => ({ file, message })),
  );
  const isFatal = ({ message }: { message: Linter.LintMessage }): boolean => message.fatal === true;
  const notify = (found: typeof ruleless): object[] =>
    found.map(({ file, message }) => ({
      level: levelOf(message),
      message: { text: message.message },
      locations: [locationOf(file, rangeOf(message, file.source))],
    }));
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ESLint',
            informationUri: 'https://eslint.org',
            rules: ruleIds.map(ruleId => describeRule(ruleId, context)),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { uri: folderUri(cwd) } },
        invocations: [
          {
            executionSuccessful: !ruleless.some(isFatal),
            toolExecutionNotifications: notify(ruleless.filter(isFatal)),
            toolConfigurationNotifications: notify(ruleless.filter(one => !isFatal(one))),
          },
        ],
        results: files.flatMap(file =>
          file.messages.flatMap(message =>
            message.ruleId === null ? [] : [toResult(message, message.ruleId, ruleIds.indexOf(message.ruleId), file)],
          ),
        ),
      },
    ],
  });
}

interface LintedFile {
  readonly artifact: object;
  readonly source: SourceText | null;
  readonly messages: readonly Linter.LintMessage[];
  readonly artifactOf: (filename: string) => object;
  /** How the failure that a message is about came to its answer. */
  readonly wayOf: (message: Linter.LintMessage) => readonly ShownStep[];
}

function fileOf(result: FileLintResult, cwd: string): LintedFile {
  const artifactOf = (filename: string): object => {
    const uri = toUri(relativePath(filename, cwd));
    return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: ROOT };
  };
  return {
    artifact: artifactOf(result.filePath),
    source: sourceTextOf(result),
    messages: result.messages,
    artifactOf,
    wayOf: message => findWay(result.filePath, message),
  };
}

function describeRule(ruleId: string, context: FormatterContext): object {
  const docs = metaOf(ruleId, context)?.docs;
  const url = docs?.url ?? null;
  const reference = referenceOf(ruleId);
  const description = docs?.description ?? `The rule ${ruleId}.`;
  return {
    id: ruleId,
    shortDescription: { text: reference?.description ?? description },
    fullDescription: { text: reference ? fullDescription(reference) : description },
    help: reference
      ? { text: helpText(reference, url), markdown: helpMarkdown(reference, url) }
      : {
          text: url === null ? description : `${description}\n\n${url}`,
          markdown: url === null ? description : `${description}\n\n[The rule's page](${url})`,
        },
    ...(url !== null && { helpUri: url }),
    ...(reference && { properties: { tags: ['http', 'status-code'], precision: 'very-high' } }),
  };
}

function toResult(message: Linter.LintMessage, ruleId: string, ruleIndex: number, file: LintedFile): object {
  const { source, artifact } = file;
  const named = referenceOf(ruleId)
    ? namedLines(message.message).filter(({ line }) => !source || line <= source.lineCount)
    : [];
  const related = [
    ...named.map(({ line }) => ({
      message: { text: textOfLine(line, source) },
      physicalLocation: { artifactLocation: artifact, region: { startLine: line } },
    })),
    ...file.wayOf(message).map(({ filename, line, column, text }) => ({
      message: { text },
      physicalLocation: {
        artifactLocation: file.artifactOf(filename),
        region: { startLine: line, startColumn: column },
      },
    })),
  ];
  const fixes = editsOf(message).filter(({ removesByteOrderMark }) => !removesByteOrderMark);
  return {
    ruleId,
    ruleIndex,
    level: levelOf(message),
    message: { text: linkLines(message.message, named) },
    locations: [locationOf(file, rangeOf(message, source))],
    ...(related.length > 0 && { relatedLocations: related.map((location, i) => ({ id: i + 1, ...location })) }),
    ...(fixes.length > 0 && {
      fixes: fixes.map(edit => ({
        description: { text: edit.description },
        artifactChanges: [
          {
            artifactLocation: artifact,
            replacements: [{ deletedRegion: deletedRegion(edit, source), insertedContent: { text: edit.text } }],
          },
        ],
      })),
    }),
  };
}

/** A message whose named lines are links to the related locations, by their ids. */
function linkLines(message: string, named: readonly NamedLine[]): string {
  let text = '';
  let at = 0;
  named.forEach(({ start, end }, i) => {
    text += `${escapeBrackets(message.slice(at, start))}[${message.slice(start, end)}](${i + 1})`;
    at = end;
  });
  return text + escapeBrackets(message.slice(at));
}

/** Keeps code such as `handlers[0](req)` from being taken for a link. */
function escapeBrackets(text: string): string {
  return text.replaceAll(/\[(?=[^\]]*\]\()/g, '\\[');
}

function textOfLine(line: number, source: SourceText | null): string {
  const text = source?.lineText(line).trim() ?? '';
  return text === '' ? `Line ${line}` : text;
}

function locationOf({ artifact }: LintedFile, range: MessageRange | null): object {
  return { physicalLocation: { artifactLocation: artifact, ...(range && { region: regionOf(range) }) } };
}

function regionOf({ start, end }: MessageRange): Region {
  return { startLine: start.line, startColumn: start.column + 1, endLine: end.line, endColumn: end.column + 1 };
}

function deletedRegion({ range: [start, end] }: Edit, source: SourceText | null): Region {
  return source
    ? regionOf({ start: source.placeOf(start), end: source.placeOf(end) })
    : { charOffset: start, charLength: end - start };
}

function levelOf({ severity }: Linter.LintMessage): 'error' | 'warning' {
  return severity === 2 ? 'error' : 'warning';
}
