import type { TSESTree } from '@typescript-eslint/utils';

import type { Status } from './status.ts';

/** An error that is thrown, forwarded or sent, as the framework answers it. */
export interface ErrorValue {
  /** The status it goes out with; null where it surely carries none of its own, as a plain `Error`. */
  readonly status: Status | null;
  /** Whether it is known who answers it, so that no error handler may give it another status. */
  readonly isAnswered: boolean;
  /** Whether who answers it keeps an error status that was set before it: `res.statusCode === 200 ? 500 : res.statusCode`. */
  readonly keepsSetStatus: boolean;
  /** The name of its class or factory; null where it has none. */
  readonly name: string | null;
  /** Where a report goes that has no status to point at: the class or factory, else the expression. */
  readonly nameNode: TSESTree.Node;
  /** The text it is made with, where one is given. */
  readonly message: TSESTree.Node | null;
  /** The object of header fields it carries to the response, where one is given. */
  readonly headers: TSESTree.Node | null;
  /** Whether it is made for HTTP: it carries a status, or is named as a class that does. */
  readonly isHttp: boolean;
  /** Whether it is surely an Error, and not another object that is thrown. */
  readonly isError: boolean;
}
