import type { Row } from './record.d.mts';

/** A package or a server of the lists. */
export interface Project {
  readonly kind: 'package' | 'server';
  readonly id: string;
  readonly name: string;
  readonly part: string;
  readonly integrity?: string;
  readonly commit?: string;
  readonly sample?: string;
}

export function readProjects(): Project[];
export function readRecord(): Row[];
