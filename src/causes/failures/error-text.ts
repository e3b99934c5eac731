import type { TSESTree } from '@typescript-eslint/utils';

import { ALREADY, DUPLICATE_CODE, EXISTS, MISSING } from '../../knowledge/shapes/errors.ts';
import { IN } from '../../knowledge/contexts.ts';
import { stringValue, unwrap } from '../../syntax/unwrap.ts';
import { found, MIXED, type Reading } from '../context/evidence.ts';
import { conflict } from '../context/question.ts';

/** Reads the text an error is compared with: `err.message.includes('duplicate')`. What is read off it is put into words by the caller. */
export function readErrorText(node: TSESTree.Node, at: TSESTree.Node, reads: (what: string) => string): Reading {
  const inner = unwrap(node);
  const value = inner.type === 'Literal' && 'regex' in inner ? inner.regex.pattern : (stringValue(inner) ?? '');
  if (!MISSING.has(value)) {
    if (EXISTS.has(value) || DUPLICATE_CODE.has(value)) return conflict(at, reads('a duplicate'), { by: 'error-code' });
    if (ALREADY.has(value)) return conflict(at, reads('a state'), { by: 'error-code', ...IN.stateOfRecord });
  }
  if (MISSING.has(value))
    return found({
      cause: 'not-found',
      isStrong: false,
      node: at,
      reads: reads('a missing record'),
      by: 'error-code',
    });
  return MIXED;
}
