import type { TSESTree } from '@typescript-eslint/utils';

import { unwrap } from '../../syntax/unwrap.ts';
import { MIXED, type Reading } from '../context/evidence.ts';
import { strong, type GuardContext } from '../context/question.ts';
import { mayBeOtherPath } from '../context/path-of-request.ts';

/** A method that is refused; with another test in the same condition it may be a read-only mode, or a check of forged requests. */
export function readMethod(at: TSESTree.Node, text: string, { file, response }: GuardContext): Reading {
  let whole = at;
  while (whole.parent?.type === 'LogicalExpression' || (whole.parent?.type === 'UnaryExpression' && whole.parent.operator === '!')) whole = whole.parent;
  if (atomsOf(whole).some(atom => !/\bmethod\b/i.test(file.code(atom)))) return MIXED;
  // What a chain of methods and paths leaves is a wrong path as much as a wrong method.
  if (mayBeOtherPath(response, file)) return MIXED;
  return /csrf|xsrf|read_?only|demo|maintenance/i.test(`${response.handler?.name ?? ''} ${file.code(whole)}`) ? MIXED : strong('method', at, `\`${text}\` is compared in this guard`);
}

function atomsOf(test: TSESTree.Node): readonly TSESTree.Node[] {
  const inner = unwrap(test);
  if (inner.type === 'LogicalExpression') return [...atomsOf(inner.left), ...atomsOf(inner.right)];
  return inner.type === 'UnaryExpression' && inner.operator === '!' ? atomsOf(inner.argument) : [inner];
}
