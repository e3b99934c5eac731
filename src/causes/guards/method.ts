import type { TSESTree } from '@typescript-eslint/utils';

import { METHOD, PROTECTS } from '../../knowledge/shapes/requests.ts';
import { saysAny } from '../../syntax/words.ts';
import type { File } from '../../model/definitions/file.ts';
import { holds } from '../../syntax/descendants.ts';
import { knownName } from '../../syntax/known-names.ts';
import { unwrap } from '../../syntax/unwrap.ts';
import { MIXED, type Reading } from '../context/evidence.ts';
import { homeOf, strong, type GuardContext } from '../context/question.ts';
import { mayBeOtherPath } from '../context/path-of-request.ts';
import type { Provenances } from '../provenance/provenance.ts';

/** A method that is refused; with another test in the same condition it may be a read-only mode, or a check of forged requests. */
export function readMethod(at: TSESTree.Node, text: string, context: GuardContext): Reading {
  const { file, provenances, response } = context;
  let whole = at;
  while (
    whole.parent?.type === 'LogicalExpression' ||
    (whole.parent?.type === 'UnaryExpression' && whole.parent.operator === '!')
  )
    whole = whole.parent;
  if (atomsOf(whole).some(atom => !readsMethod(atom, file, provenances))) return MIXED;
  // What a chain of methods and paths leaves is a wrong path as much as a wrong method.
  if (mayBeOtherPath(response, homeOf(context).file)) return MIXED;
  return PROTECTS.has(response.handler?.name) || saysAny(whole, PROTECTS, file)
    ? MIXED
    : strong('method', at, `\`${text}\` is compared in this guard`);
}

/** Whether an atom asks for the method of the request, whatever variable it is in. */
function readsMethod(atom: TSESTree.Node, { sourceCode: { visitorKeys } }: File, provenances: Provenances): boolean {
  return holds(
    atom,
    visitorKeys,
    node =>
      (node.type === 'Identifier' && METHOD.has(knownName(node))) ||
      ((node.type === 'Identifier' || node.type === 'MemberExpression') && provenances.of(node).is === 'method'),
  );
}

function atomsOf(test: TSESTree.Node): readonly TSESTree.Node[] {
  const inner = unwrap(test);
  if (inner.type === 'LogicalExpression') return [...atomsOf(inner.left), ...atomsOf(inner.right)];
  return inner.type === 'UnaryExpression' && inner.operator === '!' ? atomsOf(inner.argument) : [inner];
}
