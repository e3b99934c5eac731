import { statSync } from 'node:fs';
import path from 'node:path';

import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { describeError, Failure } from '../failure.ts';
import { findFiles } from '../files/find-files.ts';
import { readSource } from '../files/read-source.ts';
import { readSettingsFile } from '../files/settings-file.ts';
import { askRules, type Answer } from '../lint/ask-rules.ts';
import { describeResponse, shortText } from '../lint/describe-response.ts';
import { Linters } from '../lint/lint-file.ts';
import { readModel } from '../lint/read-model.ts';
import { spanOf } from '../lint/response-span.ts';
import { VERSION } from '../../version.ts';
import { inventoryEntry } from '../lint/inventory.ts';
import { displayPath } from '../output/display-path.ts';
import type { Painter } from '../output/painter.ts';
import { printable } from '../output/printable.ts';
import type { Terminal } from '../output/terminal.ts';
import type { ExplainCommand } from './args.ts';

/** Runs `explain` and gets its exit code; throws a Failure where there is nothing to explain. */
export function explain(
  { file, line, reading, format: form }: ExplainCommand,
  terminal: Terminal,
  paint: Painter,
): number {
  const cwd = terminal.cwd();
  const filename = path.resolve(cwd, file);
  if (statSync(filename, { throwIfNoEntry: false })?.isDirectory())
    throw new Failure(`"${file}" is a folder: name a file and a line, as in "explain src/users.js:42".`);
  findFiles([file], {
    cwd,
    ignore: [],
    tests: true,
    onProblem: () => {
      /* only folders have problems */
    },
  });
  const source = readSource({ filename, isNamed: true });
  if (source.is === 'generated') throw new Failure(`"${file}" is no text.`);
  if (source.is !== 'text') throw new Failure(`"${file}" ${source.message}.`);
  const settings = readSettingsFile(reading.settings, cwd);
  const read = readModel(new Linters(cwd).for(filename), {
    filename,
    text: source.text,
    parser: reading.parser,
    settings,
  });
  if (read.is === 'failed') throw new Failure(`"${file}" ${read.message}.`);
  const { model } = read;
  if (!model || model.responses.length === 0)
    throw new Failure(
      `no response was recognised in "${file}": nothing in it has the shape of an Express or Fastify handler that answers, or of an HTTP error.`,
    );
  const response = findResponse(model, line);
  if (!response)
    throw new Failure(
      `no response was recognised at or below line ${line} of "${file}": the last one is at line ${model.responses.reduce((last, one) => Math.max(last, spanOf(one).line), 0)}.`,
    );
  terminal.stdout.write(
    tryTo(file, () =>
      form === 'json'
        ? formatJson(response, model, filename)
        : format(response, model, displayPath(filename, cwd), paint),
    ),
  );
  return 0;
}

/** Causes are read only when they are asked for: what fails then is the file's, too. */
function tryTo(file: string, format: () => string): string {
  try {
    return format();
  } catch (error) {
    throw new Failure(`"${file}" cannot be analysed: ${describeError(error)}.`);
  }
}

/** The response on a line (the one whose send is shortest, where several are), or the nearest below it. */
function findResponse({ responses }: Model, line: number): Response | null {
  const spans = responses.map(response => ({ response, ...spanOf(response) }));
  const [here] = spans
    .filter(span => span.line <= line && line <= span.endLine)
    .sort((a, b) => a.endLine - a.line - (b.endLine - b.line));
  const [below] = spans.filter(span => span.line > line).sort((a, b) => a.line - b.line);
  return (here ?? below)?.response ?? null;
}

function format(response: Response, model: Model, file: string, paint: Painter): string {
  const { line, endLine } = spanOf(response);
  const place = `${file}:${line}${endLine > line ? `-${endLine}` : ''}`;
  const answers = askRules(response, model);
  const speaking = answers.filter(({ silence }) => silence === null);
  const lines = [
    `${paint('bold', place)}  ${printable(shortText(response.node, model))}`,
    '',
    ...describeResponse(response, model).flatMap(({ heading, lines: [first = '', ...rest] }) => [
      `${paint('bold', heading.padEnd(9))}${printable(first)}`,
      ...rest.map(one => `${' '.repeat(9)}${printable(one)}`),
    ]),
    '',
    paint(
      'bold',
      `Rules: ${speaking.length === 0 ? 'none of' : `${speaking.length} of`} ${answers.length} ${speaking.length === 1 ? 'speaks' : 'speak'}`,
    ),
    ...speaking.flatMap(answer =>
      answer.messages.map(
        message => `  ${paint('red', 'speaks')}  ${answer.name}${offNote(answer)}: ${printable(message)}`,
      ),
    ),
    ...answers
      .filter(({ silence }) => silence !== null)
      .map(answer => paint('dim', `  silent  ${answer.name}${offNote(answer)}: ${printable(answer.silence ?? '')}`)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for programs: the entry that `routes` has of it, what is known of it by heading, and what each rule says. */
function formatJson(response: Response, model: Model, filename: string): string {
  const rules = askRules(response, model).map(({ name, preset, messages, silence }) => ({
    rule: `status-code/${name}`,
    on: preset === 'error' || preset === 'warn' ? 'recommended' : preset,
    messages,
    silence,
  }));
  const known = describeResponse(response, model).map(({ heading, lines }) => [heading.toLowerCase(), lines] as const);
  const whole = {
    version: VERSION,
    response: inventoryEntry(response, model, filename),
    source: shortText(response.node, model),
    known: Object.fromEntries(known),
    rules,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function offNote({ preset }: Answer): string {
  return preset === 'error' || preset === 'warn' ? '' : ` (off in recommended, on from ${preset} on)`;
}
