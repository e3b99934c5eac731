import type { TSESTree } from '@typescript-eslint/utils';

import type { Response } from '../../model/responses/response.ts';
import { isWithin } from '../../syntax/functions.ts';

/** Where a report about the sending itself goes: the status where it is written in the send, else the name of the sending method. */
export function reportPlaceOf({ status, node, nameNode }: Response): TSESTree.Node {
  const [outcome] = status.outcomes;
  return outcome && !outcome.isImplicit && isWithin(outcome.node, node) ? outcome.node : nameNode;
}
