import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { guardsOf } from '../../model/definitions/guard-reader.ts';
import type { Response } from '../../model/responses/response.ts';
import { enclosingFunction } from '../../syntax/functions.ts';
import { soleCallOf } from '../provenance/parameters.ts';
import { conditionsOf, type Condition } from './conditions.ts';

/** The conditions that hold where a function that answers no request itself is called, where that is in one place alone: `if (err.code === 11000) error = ofTwice(err)`. */
export function conditionsOfCaller({ fn, handler }: Response, file: File): readonly Condition[] {
  const call: TSESTree.CallExpression | null = fn && handler === null ? soleCallOf(fn, file) : null;
  if (!call) return [];
  const guards = guardsOf(file)(call, enclosingFunction(call));
  return guards ? conditionsOf({ node: call, guards }).map(one => ({ ...one, site: call })) : [];
}
