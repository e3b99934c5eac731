import { statSync } from 'node:fs';
import path from 'node:path';

import type { Linter } from 'eslint';

import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { rules } from '../../rules/index.ts';
import { describeError, Failure } from '../failure.ts';
import { findFiles } from '../files/find-files.ts';
import { readSource } from '../files/read-source.ts';
import { readSettingsFile } from '../files/settings-file.ts';
import { askRules, type Answer } from '../lint/ask-rules.ts';
import { describeResponse, shortText } from '../lint/describe-response.ts';
import { failureWay } from '../lint/failure-way.ts';
import { Linters } from '../lint/lint-file.ts';
import { readModel } from '../lint/read-model.ts';
import { spanOf } from '../lint/response-span.ts';
import { displayPath } from '../output/display-path.ts';
import { explanationJson, formatExplanation, type Explanation } from '../output/explanation.ts';
import type { Painter } from '../output/painter.ts';
import type { Terminal } from '../output/terminal.ts';
import type { ExplainCommand } from './args.ts';

/** Runs `explain` and gets its exit code; throws a Failure where there is nothing to explain. */
export function explain(
  { file, line, reading, all, format }: ExplainCommand,
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
  const toRead = { filename, text: source.text, parser: reading.parser, settings };
  const linter = new Linters(cwd).for(filename);
  const read = readModel(linter, { ...toRead, preset: 'recommended' });
  if (read.is === 'failed') throw new Failure(`"${file}" ${read.message}.`);
  const strict = readModel(linter, { ...toRead, preset: 'strict' });
  const reported = [...read.findings, ...(strict.is === 'model' ? strict.findings : [])].filter(
    one => one.line === line,
  );
  const { model } = read;
  const shown = displayPath(filename, cwd);
  const response = model && findResponse(model, line);
  const isHere = response !== null && spanOf(response).line <= line;
  // What `check` reports of a line is said of it here, too, whether or not a response stands there.
  const explanation =
    model && response && (isHere || reported.length === 0)
      ? tryTo(file, () => explanationOf(response, model, cwd, reported))
      : reported.length > 0
        ? { file: shown, line, endLine: line, code: null, facts: [], way: [], answers: withReported([], reported) }
        : null;
  if (!explanation)
    throw new Failure(
      !model || model.responses.length === 0
        ? `no response was recognised in "${file}": nothing in it has the shape of an Express or Fastify handler that answers, or of an HTTP error.`
        : `no response was recognised at or below line ${line} of "${file}": the last one is at line ${model.responses.reduce((last, one) => Math.max(last, spanOf(one).line), 0)}.`,
    );
  terminal.stdout.write(
    format === 'json' ? explanationJson(explanation, all) : formatExplanation(explanation, all, paint),
  );
  return 0;
}

/** Causes are read only when they are asked for: what fails then is the file's, too. */
function tryTo<Result>(file: string, run: () => Result): Result {
  try {
    return run();
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

function explanationOf(
  response: Response,
  model: Model,
  cwd: string,
  reported: readonly Linter.LintMessage[],
): Explanation {
  return {
    file: displayPath(model.file.filename, cwd),
    ...spanOf(response),
    code: shortText(response.node, model),
    facts: describeResponse(response, model),
    way: failureWay(response, model).map(({ filename, ...step }) => ({ file: displayPath(filename, cwd), ...step })),
    answers: withReported(askRules(response, model), reported),
  };
}

/** What the rules say of a response, and what they report of the line itself: a message of a line is none that stays out. */
function withReported(answers: readonly Answer[], reported: readonly Linter.LintMessage[]): readonly Answer[] {
  const messages = new Map<string, Set<string>>();
  for (const { ruleId, message } of reported) {
    const name = ruleId?.replace(/^status-code\//, '') ?? '';
    messages.set(name, (messages.get(name) ?? new Set()).add(message));
  }
  const joined = answers.map((answer): Answer => {
    const more = messages.get(answer.name);
    messages.delete(answer.name);
    if (!more) return answer;
    return { ...answer, messages: [...new Set([...answer.messages, ...more])], silence: null, isNear: false };
  });
  const others = [...messages].flatMap(([name, said]): Answer[] => {
    const definition = rules[name]?.definition;
    return definition ? [{ name, preset: definition.preset, messages: [...said], silence: null, isNear: false }] : [];
  });
  return [...joined, ...others];
}
