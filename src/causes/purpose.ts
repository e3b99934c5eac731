import type { Response } from '../model/response.ts';
import { methodOf, pathOf, type Handler } from '../model/handler.ts';
import { enclosingFunction, functionName, type FunctionNode } from '../syntax/functions.ts';
import { ACTION, CREATE, LOGIN, LOGIN_PATH, REGISTER_PATH, UPDATE } from './names.ts';

/** What a handler is for, by its name, path and method: support for evidence, never evidence alone. */
export interface Purpose {
  readonly isLogin: boolean;
  readonly creates: boolean;
  readonly updates: boolean;
  readonly isAction: boolean;
  readonly method: string | null;
  readonly path: string | null;
}

/** Reads the purpose of the function a response stands in. */
export function purposeOf({ handler, fn }: Response): Purpose {
  const name = (handler ? nameOf(handler) : fn && functionName(fn)) ?? '';
  const method = handler ? methodOf(handler) : null;
  const path = handler ? pathOf(handler) : null;
  const isLogin = LOGIN.test(name) || (path !== null && LOGIN_PATH.test(path) && method !== 'GET' && method !== 'DELETE');
  const creates = !isLogin && (CREATE.test(name) || (path !== null && REGISTER_PATH.test(path)) || (method === 'POST' && name === ''));
  return { isLogin, creates, updates: UPDATE.test(name) || method === 'PUT' || method === 'PATCH', isAction: ACTION.test(name) || ACTION.test(path ?? ''), method, path };
}

function nameOf(handler: Handler): string | null {
  return handler.name ?? nameOfOuter(handler.fn);
}

/** A function without a name returned by a factory, `const login = () => async (req, res) => …`, goes by the factory's. */
function nameOfOuter(fn: FunctionNode): string | null {
  if (fn.parent.type !== 'ReturnStatement' && fn.parent.type !== 'ArrowFunctionExpression') return null;
  const outer = enclosingFunction(fn);
  return outer && functionName(outer);
}
