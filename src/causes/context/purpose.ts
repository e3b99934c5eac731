import { wordsOf } from '../../facts/outcomes/endpoint-words.ts';
import {
  ACTION,
  CREATE,
  LOGIN,
  LOGIN_PATH,
  LOGOUT,
  MAKES,
  REFUSAL,
  REGISTER_PATH,
  UPDATE,
} from '../../knowledge/names.ts';
import type { File } from '../../model/definitions/file.ts';
import { isClass } from '../../model/definitions/locate.ts';
import { methodOf, pathOf, type Handler } from '../../model/handlers/handler.ts';
import type { Response } from '../../model/responses/response.ts';
import { enclosingFunction, functionName, type FunctionNode } from '../../syntax/functions.ts';

/** What a handler is for, by its name, path and method: support for evidence, never evidence alone. */
export interface Purpose {
  /** What the function goes by; empty where it has no name. */
  readonly name: string;
  readonly isLogin: boolean;
  readonly creates: boolean;
  readonly updates: boolean;
  /** Whether it does something else than make a resource, though by POST. */
  readonly isAction: boolean;
  readonly isLogout: boolean;
  /** Whether it refuses, ends or takes back what was there. */
  readonly isRefusal: boolean;
  /** Whether its name or path says that it makes a record, rather than its method alone. */
  readonly saysCreates: boolean;
  readonly method: string | null;
  readonly path: string | null;
}

/** Reads the purpose of the function a response stands in. */
export function purposeOf({ handler, fn }: Response, file: File): Purpose {
  const name =
    (fn && useCaseName(handler?.fn ?? fn)) ?? (handler ? handlerName(handler) : fn && functionName(fn)) ?? '';
  const method = handler ? methodOf(handler) : null;
  const path = handler ? pathOf(handler) : null;
  const isLogin =
    LOGIN.test(name) || (path !== null && LOGIN_PATH.test(path) && method !== 'GET' && method !== 'DELETE');
  const creates =
    !isLogin &&
    (CREATE.test(name) || (path !== null && REGISTER_PATH.test(path)) || (method === 'POST' && name === ''));
  return {
    name,
    isLogin,
    creates,
    updates: UPDATE.test(name) || method === 'PUT' || method === 'PATCH',
    isLogout: LOGOUT.test(name) || LOGOUT.test(path ?? ''),
    ...wordsSay(name, path, file),
    method,
    path,
  };
}

/** What the words of a name and of a path's last segment say; of the file's name where the function's is a bare verb, as in `messages.create`. */
function wordsSay(
  name: string,
  path: string | null,
  file: File,
): { readonly isAction: boolean; readonly saysCreates: boolean; readonly isRefusal: boolean } {
  const ofName = wordsOf(
    name.replace(/(sign)_?(up|in|out)|(log)_?(in|out)/gi, match => match.toLowerCase().replace('_', '')),
  );
  const last = wordsOf(
    (path ?? '')
      .replace(/-/g, '_')
      .split('/')
      .filter(segment => segment !== '' && !segment.startsWith(':'))
      .at(-1) ?? '',
  );
  // Who registers is no less created where the file is called `auth`.
  const place =
    ofName.length === 1 && last.length === 0 && !/^(?:register|signup)$/.test(ofName[0] ?? '')
      ? wordsOf(
          file.filename
            .replaceAll('\\', '/')
            .split('/')
            .at(-1)
            ?.replace(/\.\w+$/, '') ?? '',
        )
      : [];
  const [verb, noun] = ofName;
  // addMembers, addToCart: they add to what is there.
  const addsTo = verb === 'add' && (noun === 'to' || /[^s]s$/.test(noun ?? '') || ofName.includes('to'));
  return {
    isRefusal: [verb ?? '', last[0] ?? ''].some(word => REFUSAL.test(word)),
    isAction: addsTo || [...ofName, ...last, ...place].some(word => ACTION.test(word)),
    saysCreates: [...ofName.slice(0, 2), last[0] ?? ''].some(word => MAKES.test(word)),
  };
}

function handlerName(handler: Handler): string | null {
  return handler.name ?? nameOfOuter(handler.fn);
}

/** A function without a name returned by a factory, `const login = () => async (req, res) => …`, goes by the factory's. */
function nameOfOuter(fn: FunctionNode): string | null {
  if (fn.parent.type !== 'ReturnStatement' && fn.parent.type !== 'ArrowFunctionExpression') return null;
  const outer = enclosingFunction(fn);
  return outer && functionName(outer);
}

/** What a class with one method does: `RegisterUserUseCase.execute` registers a user. */
function useCaseName(fn: FunctionNode): string | null {
  const cls =
    fn.parent.type === 'MethodDefinition' || fn.parent.type === 'PropertyDefinition' ? fn.parent.parent.parent : null;
  if (
    !cls ||
    !isClass(cls) ||
    !cls.id ||
    !/^(?:execute|handle|run|perform|invoke|call|exec)$/.test(functionName(fn) ?? '')
  )
    return null;
  const name = cls.id.name.replace(
    /(?:UseCase|Usecase|Service|Handler|Command|Interactor|Controller|Action|Mutation)(?:Impl)?$/,
    '',
  );
  return name === '' ? null : `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
