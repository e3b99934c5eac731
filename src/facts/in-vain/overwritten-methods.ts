import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import { readStatus } from '../../model/responses/status.ts';
import { propertyName } from '../../syntax/unwrap.ts';

/** An assignment of a status over the method that would set it: `res.status = 404`. */
export interface OverwrittenMethod {
  readonly assignment: TSESTree.AssignmentExpression;
  readonly target: TSESTree.MemberExpression;
  readonly name: string;
  readonly code: number;
}

/** Finds where a handler assigns a status over a method of its response; a mock's function or an unknown value is none. */
export function findOverwrittenMethods({ response, framework }: Handler, file: File): readonly OverwrittenMethod[] {
  const found: OverwrittenMethod[] = [];
  for (const { identifier } of response?.references ?? []) {
    const target: TSESTree.Node | undefined = identifier.parent;
    const assignment = target?.parent;
    if (
      target?.type !== 'MemberExpression' ||
      target.object !== identifier ||
      assignment?.type !== 'AssignmentExpression' ||
      assignment.left !== target ||
      assignment.operator !== '='
    )
      continue;
    const name = propertyName(target);
    if (name === null || !framework.statusMethods.includes(name)) continue;
    const { outcomes, isComplete } = readStatus(assignment.right, file, constantReader(file));
    const [only] = outcomes;
    if (isComplete && only && outcomes.every(({ code }) => Number.isInteger(code) && code >= 100 && code <= 599))
      found.push({ assignment, target, name, code: only.code });
  }
  return found;
}
