import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../model/definitions/file.ts';
import { isWithin } from '../syntax/functions.ts';
import { methodCall } from '../syntax/unwrap.ts';
import { removeStatement, type Edit } from './source-edit.ts';

/** Takes out the statement that does nothing but set the status, where it stands in the block of the send or in one around it; null for any other. */
export function removeSettingStatement(setter: TSESTree.Node, send: TSESTree.Node, file: File): Edit | null {
  const statement = setter.parent;
  return statement?.type === 'ExpressionStatement' && isWithin(send, statement.parent)
    ? removeStatement(statement, file)
    : null;
}

/** Takes the call that sets the status (or is given it) out of a chain; null where another statement sets it. */
export function removeSetter(object: TSESTree.Node, setter: TSESTree.Node): Edit | null {
  for (let call = methodCall(object); call; call = methodCall(call.object)) {
    const {
      call: {
        range: [, end],
        arguments: args,
      },
      object: {
        range: [, start],
      },
    } = call;
    if (call.call === setter || args.includes(setter as TSESTree.CallExpressionArgument))
      return fixer => fixer.removeRange([start, end]);
  }
  return null;
}
