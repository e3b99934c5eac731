import type { Linter } from 'eslint';

export interface Exceeding {
  readonly file: string;
  readonly function: string;
  readonly rule: string;
  readonly figure: number;
}

export interface Difference {
  readonly kind: 'over' | 'stale';
  readonly text: string;
}

export const limitRules: Linter.RulesRecord;
export function listed(): Exceeding[];
export function measure(folder: string, root?: string): Promise<Exceeding[]>;
export function differences(list: readonly Exceeding[], measured: readonly Exceeding[]): Difference[];
