import type { TSESTree } from '@typescript-eslint/utils';

/** A way through a handler on which nobody answers. */
export interface Unanswered {
  /** A `catch` or a callback that gets a failure and goes no further, or a way that is left out. */
  readonly is: 'catch' | 'failure' | 'way';
  /** Where it is reported. */
  readonly at: TSESTree.Node;
  /** The code that ends without an answer: the block of the `catch`, a function. */
  readonly block: TSESTree.Node;
  /** What the failure is kept in; null where it is kept in nothing. */
  readonly error: TSESTree.Identifier | null;
  /** What has failed, or the test that leaves the way open; null where nothing in sight does. */
  readonly because: TSESTree.Node | null;
}
