import type { Project } from './projects.d.mts';
import type { Row } from './record.d.mts';

export function count(rows: readonly Row[]): {
  findings: number;
  right: number;
  wrong: number;
  arguable: number;
  unjudged: number;
  precision: number | null;
  arguableShare: number | null;
};
export function inPreset(rows: readonly Row[], preset: string): Row[];
export function countsByRule(rows: readonly Row[]): string;
export function countsByPart(rows: readonly Row[], projects: readonly Project[]): string;
export function agreement(rows: readonly Row[]): {
  judgedTwice: number;
  same: number | null;
  kappa: number | null;
  differing: Row[];
};
export function describeAgreement(rows: readonly Row[]): string;
export function figures(rows: readonly Row[], projects: readonly Project[]): string;
