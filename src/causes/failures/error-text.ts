import type { TSESTree } from '@typescript-eslint/utils';

import { IN } from '../../knowledge/contexts.ts';
import { EXISTS, MISSING } from '../../knowledge/names.ts';
import { stringValue, unwrap } from '../../syntax/unwrap.ts';
import { found, MIXED, type Reading } from '../context/evidence.ts';
import { conflict } from '../context/question.ts';

/** Reads the text an error is compared with: `err.message.includes('duplicate')`. What is read off it is put into words by the caller. */
export function readErrorText(node: TSESTree.Node, at: TSESTree.Node, reads: (what: string) => string): Reading {
  const inner = unwrap(node);
  const value = inner.type === 'Literal' && 'regex' in inner ? inner.regex.pattern : (stringValue(inner) ?? '');
  if (!MISSING.test(value)) {
    if (EXISTS.test(value) || /e11000/i.test(value)) return conflict(at, reads('a duplicate'), { by: 'error-code' });
    if (/\balready\b/i.test(value)) return conflict(at, reads('a state'), { by: 'error-code', ...IN.stateOfRecord });
  }
  if (MISSING.test(value))
    return found({
      cause: 'not-found',
      isStrong: false,
      node: at,
      reads: reads('a missing record'),
      by: 'error-code',
    });
  return MIXED;
}
