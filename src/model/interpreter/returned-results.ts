import type { TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import type { GuardReader } from '../definitions/guard-reader.ts';
import type { Handler } from '../handlers/handler.ts';
import { readBody } from '../responses/body.ts';
import { Headers } from '../responses/headers.ts';
import { OUT_OF_FLOW, type Response } from '../responses/response.ts';
import type { Readers } from './readers.ts';

/** What a result may have; an object with more is data of another kind. */
const KEYS = new Set(['statusCode', 'body', 'headers']);

/** What the search needs. */
interface ResultContext {
  readonly file: File;
  readonly framework: Response['framework'];
  readonly handlers: readonly Handler[];
  readonly readStatus: Readers['readStatus'];
  readonly guardsOf: GuardReader;
  /** Whether an adapter that sends such results is in sight; asked where there are any. */
  readonly areSent: () => boolean;
}

/** Finds the results `{ statusCode: 404, body }` that functions return to an adapter of the project, which sends them. Without one in sight they may be anybody's: AWS Lambda takes the same. */
export function findReturnedResults({
  file,
  framework,
  handlers,
  readStatus,
  guardsOf,
  areSent,
}: ResultContext): readonly Response[] {
  const results = returnedObjects(file).filter(({ node }) => !handlers.some(handler => isWithin(node, handler.fn)));
  if (results.length === 0 || !areSent()) return [];
  return results.flatMap(({ node, at, fn }): Response[] => {
    const value = (key: string): TSESTree.Node | null => {
      const property = node.properties.find(one => one.type === 'Property' && propertyName(one) === key);
      return property?.type === 'Property' ? property.value : null;
    };
    const status = value('statusCode');
    const guards = guardsOf(at, fn);
    if (!status || !guards) return [];
    return [
      {
        node,
        nameNode: status,
        via: 'return',
        handler: null,
        fn,
        framework,
        guards,
        error: null,
        status: readStatus(status),
        // The adapter may set any header, by its own or by those of the result.
        headers: Headers.none.incomplete(),
        body: readBody({ kind: value('body') ? 'json' : 'none', node: value('body') }, guards, file),
        isDeferred: false,
        ...OUT_OF_FLOW,
      },
    ];
  });
}

interface Returned {
  readonly node: TSESTree.ObjectExpression;
  /** The node of the flow graph's point. */
  readonly at: TSESTree.Node;
  readonly fn: FunctionNode;
}

/** The results that functions return, function by function: each `return` is looked at once, as generated files have thousands. */
function returnedObjects(file: File): readonly Returned[] {
  const found = new Map<FunctionNode, Returned[]>(file.functions.map(fn => [fn, []]));
  for (const fn of file.functions) {
    const value = fn.body.type === 'BlockStatement' ? null : unwrap(fn.body);
    if (value && isResult(value)) found.get(fn)?.push({ node: value, at: value, fn });
  }
  for (const statement of file.returns) {
    const value = statement.argument && unwrap(statement.argument);
    const fn = value && isResult(value) ? enclosingFunction(statement) : null;
    if (fn && value && isResult(value)) found.get(fn)?.push({ node: value, at: statement, fn });
  }
  return [...found.values()].flat();
}

function isResult(node: TSESTree.Node): node is TSESTree.ObjectExpression {
  if (node.type !== 'ObjectExpression') return false;
  const keys = node.properties.map(property => (property.type === 'Property' ? propertyName(property) : null));
  return keys.includes('statusCode') && keys.every(key => key !== null && KEYS.has(key));
}
