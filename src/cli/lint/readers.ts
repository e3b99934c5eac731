import type { TSESTree } from '@typescript-eslint/utils';

import type { Heard } from '../../causes/context/question.ts';
import { whoSays } from '../../causes/provenance/calls.ts';
import { getProvenances } from '../../causes/provenances-of.ts';
import { hearReaders } from '../../causes/read-cause.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { unwrapAwait } from '../../syntax/unwrap.ts';

/** Which reader spoke for the guard or the catch that decides, and which passed before it, in one line. */
export function readersLine(response: Response, model: Model): string {
  const heard = hearReaders(response, model);
  const first = heard.findIndex(({ reading }) => reading.is !== 'neutral');
  if (first < 0) return heard.length > 0 ? 'none says anything of a failure' : 'none: no guard or catch is read';
  const reading = heard[first]?.reading;
  // From the innermost reader outwards, each gives what the one within has said.
  const end = heard.findIndex((one, index) => index > first && one.reading !== reading);
  const spoke = heard.slice(first, end < 0 ? undefined : end).toReversed();
  const [outermost] = spoke;
  if (!outermost) return 'none says anything of a failure';
  const { among, node, passed } = outermost;
  const where = `line ${node.loc.start.line}: ${among === 'catch' ? 'of what was tried, ' : ''}`;
  const names = spoke.map(({ reader }) => reader).join(', ');
  const before = passed.length > 0 ? `; ${passed.join(', ')} passed` : '';
  return `${where}${names} spoke${before}${saidOf(spoke, model)}`;
}

/** By what it is known what the call is that a guard asks or that gave what it asks for. */
function saidOf(spoke: readonly Heard[], model: Model): string {
  const provenances = getProvenances(model);
  for (const { node, among } of spoke.toReversed()) {
    const call = among === 'catch' ? null : calledIn(node, model);
    const who = call && whoSays(call, provenances);
    if (who) return `; the call is known by ${who}`;
  }
  return '';
}

function calledIn(node: TSESTree.Node, model: Model): TSESTree.CallExpression | null {
  const value = unwrapAwait(node);
  if (value.type === 'UnaryExpression') return calledIn(value.argument, model);
  if (value.type === 'BinaryExpression') return calledIn(value.left, model) ?? calledIn(value.right, model);
  const made = model.file.bindings.resolveAwaited(value.type === 'MemberExpression' ? value.object : value);
  return made.type === 'CallExpression' ? made : null;
}
