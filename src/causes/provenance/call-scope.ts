import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import type { Frame } from '../../model/definitions/frame.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import type { Callees, FunctionInSight } from './callee.ts';
import type { Provenance, RequestPart } from './kinds.ts';

/** What a call's provenance is read with. */
export interface CallScope {
  readonly file: File;
  /** The reading of the file: as it stands, or as one call gives a function its parameters. */
  readonly frame: Frame;
  readonly handlerAround: (node: TSESTree.Node) => Handler | null;
  readonly callees: Callees;
  /** The same for another file of the project. */
  in(file: File): CallScope;
  /** The same within a function, for one call of it; null where that leads too deep. */
  boundTo(body: FunctionInSight, call: TSESTree.CallExpression): CallScope | null;
  of(node: TSESTree.Node, depth?: number): Provenance;
  sourcesIn(node: TSESTree.Node, depth?: number, throughRecords?: boolean): ReadonlySet<RequestPart>;
}
