import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { guardReader, type GuardReader } from '../../model/interpreter/raised.ts';
import type { Response } from '../../model/responses/response.ts';
import { enclosingFunction } from '../../syntax/functions.ts';
import { soleCallOf } from '../provenance/parameters.ts';
import { conditionsOf, type Condition } from './conditions.ts';

const readers = new WeakMap<File, GuardReader>();

/** The conditions that hold where a function that answers no request itself is called, where that is in one place alone: `if (err.code === 11000) error = ofTwice(err)`. */
export function conditionsOfCaller({ fn, handler }: Response, file: File): readonly Condition[] {
  const call: TSESTree.CallExpression | null = fn && handler === null ? soleCallOf(fn, file) : null;
  if (!call) return [];
  let guardsOf = readers.get(file);
  if (!guardsOf) readers.set(file, (guardsOf = guardReader(file)));
  const guards = guardsOf(call, enclosingFunction(call));
  return guards ? conditionsOf({ node: call, guards }).map(one => ({ ...one, site: call })) : [];
}
