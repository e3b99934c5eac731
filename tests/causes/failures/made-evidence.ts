import type { Evidence } from '../../../src/causes/context/evidence.ts';
import type { CauseName } from '../../../src/knowledge/cause-table.ts';
import { express, nodeOf, readCode } from '../../read-code.ts';

const { file } = readCode(express('found(here);'));

/** Strong evidence of a cause, at some place. */
export function evidenceOf(cause: CauseName, more: Partial<Evidence> = {}): Evidence {
  return {
    cause,
    isStrong: true,
    node: nodeOf(file, 'found(here)'),
    reads: `\`${cause}\` is asked in this guard`,
    by: 'guard',
    ...more,
  };
}
