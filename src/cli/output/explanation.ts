import type { Answer } from '../lint/ask-rules.ts';
import type { Fact } from '../lint/describe-response.ts';
import type { Painter } from './painter.ts';
import { printable } from './printable.ts';

/** A place on the way of a failure. */
export interface WayStep {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** All that is said of one place. */
export interface Explanation {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** The code of the response; null where none is recognised, and a rule speaks of the line all the same. */
  readonly code: string | null;
  readonly facts: readonly Fact[];
  /** How its failure came to it, from where that arises; each file as it is shown. */
  readonly way: readonly WayStep[];
  readonly answers: readonly Answer[];
}

/** How many rules that came near are named where not all are asked for. */
const MAX_NEAR = 6;

/** An explanation for people: what is known, what speaks, and what came near; all rules where that is asked for. */
export function formatExplanation(
  { file, line, endLine, code, facts, way, answers }: Explanation,
  isWhole: boolean,
  paint: Painter,
): string {
  const speaking = answers.filter(({ silence }) => silence === null);
  const silent = answers.filter(({ silence }) => silence !== null);
  const near = silent.filter(({ isNear }) => isNear).slice(0, MAX_NEAR);
  const listed = isWhole ? silent : near;
  const rest = silent.length - listed.length;
  const lines = [
    `${paint('bold', `${file}:${line}${endLine > line ? `-${endLine}` : ''}`)}${code === null ? '' : `  ${printable(code)}`}`,
    '',
    ...facts.flatMap(({ heading, lines: [first = '', ...others] }) => [
      `${paint('bold', heading.padEnd(9))}${printable(first)}`,
      ...others.map(one => `${' '.repeat(9)}${printable(one)}`),
    ]),
    ...way.map((step, i) => `${paint('bold', (i === 0 ? 'Way' : '').padEnd(9))}${printable(wayText(step))}`),
    ...(facts.length > 0 ? [''] : []),
    paint(
      'bold',
      `Rules: ${speaking.length === 0 ? 'none' : String(speaking.length)} of ${answers.length} ${speaking.length === 1 ? 'speaks' : 'speak'}`,
    ),
    ...speaking.flatMap(answer =>
      answer.messages.map(
        message => `  ${paint('red', 'speaks')}  ${answer.name}${offNote(answer)}: ${printable(message)}`,
      ),
    ),
    ...listed.map(answer =>
      paint('dim', `  silent  ${answer.name}${offNote(answer)}: ${printable(answer.silence ?? '')}`),
    ),
    ...(rest > 0 ? [paint('dim', `  ${rest} more ${rest === 1 ? 'is' : 'are'} silent: --all says why`)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function wayText({ file, line, column, text }: WayStep): string {
  return `${file}:${line}:${column}  ${text}`;
}

function offNote({ preset }: Answer): string {
  return preset === 'error' || preset === 'warn' ? '' : ` (off in recommended, on from ${preset} on)`;
}

/** An explanation for tools, by docs/explain.schema.json. */
export function explanationJson(explanation: Explanation, isWhole: boolean): string {
  const { file, line, endLine, code, facts, way, answers } = explanation;
  const rules = answers
    .filter(({ silence, isNear }) => isWhole || silence === null || isNear)
    .map(({ name, preset, messages, silence }) => ({
      name,
      preset: preset === 'error' || preset === 'warn' ? 'recommended' : preset,
      speaks: silence === null,
      messages,
      silence,
    }));
  const slashed = (name: string): string => name.replaceAll('\\', '/');
  const steps = way.map(step => ({ ...step, file: slashed(step.file) }));
  return `${JSON.stringify({ version: 1, file: slashed(file), line, endLine, code, facts, way: steps, rules }, null, 2)}\n`;
}
