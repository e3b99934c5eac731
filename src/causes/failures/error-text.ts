import type { TSESTree } from '@typescript-eslint/utils';

import { EXISTS, MISSING } from '../../knowledge/names.ts';
import { stringValue, unwrap } from '../../syntax/unwrap.ts';
import { found, MIXED, type Reading } from '../context/evidence.ts';
import { conflict, STATE_ACCEPTS } from '../context/question.ts';

/** Reads the text an error is compared with: `err.message.includes('duplicate')`. */
export function readErrorText(node: TSESTree.Node, at: TSESTree.Node, text: string): Reading {
  const inner = unwrap(node);
  const value = inner.type === 'Literal' && 'regex' in inner ? inner.regex.pattern : (stringValue(inner) ?? '');
  if (!MISSING.test(value)) {
    if (EXISTS.test(value) || /e11000/i.test(value))
      return conflict(at, `\`${text}\` reads a duplicate off the error`, { by: 'error-code' });
    if (/\balready\b/i.test(value))
      return conflict(at, `\`${text}\` reads a state off the error`, { by: 'error-code', accepts: STATE_ACCEPTS });
  }
  if (MISSING.test(value))
    return found({
      cause: 'not-found',
      isStrong: false,
      node: at,
      reads: `\`${text}\` reads a missing record off the error`,
      by: 'error-code',
    });
  return MIXED;
}
