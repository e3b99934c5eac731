import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, isWithin } from '../../syntax/functions.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import { mentions } from '../../syntax/words.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';

/** Names and modules of limiters that set Retry-After before they call a handler: express-rate-limit, express-slow-down, @fastify/rate-limit and wrappers named after them. */
const LIMITER = /rate-?_?limit|slow-?_?down|\blimiter|throttl|brute/i;

/** Options of limiters that answer a request. */
const ANSWERS =
  /^(?:handler|errorResponseBuilder|onLimitReached|onExceeded|onExceeding|onLimit|failCallback|message|rateLimit)$/;

/** Whether a response is that of a function in a limiter's options, written there or named: `rateLimit({ handler: (req, res) => … })`. */
export function isOfLimiter({ handler, fn }: Response, file: File): boolean {
  return answersOf(file).some(
    option => option === handler?.fn || option === fn || (fn !== null && isWithin(fn, option)),
  );
}

const answers = new WeakMap<File, readonly TSESTree.Node[]>();

/** What the limiters of a file answer with; read once for all its responses. */
function answersOf(file: File): readonly TSESTree.Node[] {
  let known = answers.get(file);
  if (!known)
    answers.set(
      file,
      (known = file.calls
        .filter(call => isLimiter(call, file))
        .flatMap(call => call.arguments)
        .flatMap(argument => optionsOf(argument, file))),
    );
  return known;
}

function isLimiter({ callee, arguments: args }: TSESTree.CallExpression, file: File): boolean {
  const [first] = args;
  // app.register(rateLimit, { … })
  return (
    [callee, ...(first?.type === 'Identifier' ? [first] : [])].some(
      node => LIMITER.test(chainNames(node).join('.')) || LIMITER.test(file.bindings.originOf(node)?.source ?? ''),
    ) ||
    args.some(
      argument =>
        argument.type === 'ObjectExpression' && mentions(argument, /^rateLimit$/, file.sourceCode.visitorKeys),
    )
  );
}

/** The names that a callee is reached by, through members and the calls that give them: `redis.createLimiter` of `redis.createLimiter(client).handler` too. */
function chainNames(node: TSESTree.Node): readonly string[] {
  const names: string[] = [];
  for (let current = unwrap(node); ;) {
    if (current.type === 'CallExpression') current = unwrap(current.callee);
    else if (current.type === 'MemberExpression') {
      names.unshift(propertyName(current) ?? '');
      current = unwrap(current.object);
    } else return current.type === 'Identifier' ? [current.name, ...names] : names;
  }
}

/** The functions that an options object answers with, objects inside it included. */
function optionsOf(node: TSESTree.Node, file: File): readonly TSESTree.Node[] {
  const object = file.bindings.resolve(node);
  if (object.type !== 'ObjectExpression') return [];
  return object.properties.flatMap((property): readonly TSESTree.Node[] => {
    if (property.type !== 'Property') return [];
    const value = file.bindings.resolve(property.value);
    if (isFunction(value)) return ANSWERS.test(propertyName(property) ?? '') ? [value] : [];
    return value.type === 'ObjectExpression' ? optionsOf(value, file) : [];
  });
}
