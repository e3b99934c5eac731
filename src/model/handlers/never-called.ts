import type { Handler } from './handler.ts';

/**
 * Whether a registered error handler is never called as one: Express tells it by its four parameters, and calls `(err, req, res)` as `(req, res, next)`, so
 * that what looks like its response is `next`, and nothing that it is seen to send goes out. Source: router/lib/layer.js, handleError.
 */
export function isNeverCalled({ fn, routes, parameters, framework }: Handler): boolean {
  return (
    routes.length > 0 &&
    parameters.error !== null &&
    framework.registersErrorHandlers === false &&
    fn.params.length < (framework.errorHandlerParameters ?? 0) &&
    !fn.params.some(({ type }) => type === 'RestElement')
  );
}
