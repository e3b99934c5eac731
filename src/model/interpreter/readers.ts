import type { TSESTree } from '@typescript-eslint/utils';

import type { ErrorReader } from '../errors/read-error.ts';
import type { Frame } from '../definitions/frame.ts';
import type { ResponderReader } from './responders.ts';
import type { Outcome, Status } from '../responses/status.ts';

/** An outcome read in a call of a project's own function: where it is written there, or in the call. */
export interface FramedOutcome extends Outcome {
  readonly frame: Frame;
}

/** What the interpreter reads a function's code with. */
export interface Reading {
  readonly errors: ErrorReader;
  readonly responders: ResponderReader;
  /** The function as it stands, or as one call of it makes it. */
  readonly frame: Frame;
  readonly readStatus: (node: TSESTree.Node) => Status;
  /** Whether `this` is the response: a method that the project adds to it. */
  readonly isThisResponse: boolean;
}
