import {
  ACTION,
  CREATE,
  LOGIN,
  LOGIN_PATH,
  LOGOUT,
  MAKES,
  PHRASAL,
  REFUSAL,
  REGISTER_PATH,
  REGISTRATION,
  UPDATE,
} from '../../knowledge/shapes/purposes.ts';
import { USE_CASE_ENDS, USE_CASE_METHOD } from '../../knowledge/shapes/writes.ts';
import { wordsOf } from '../../facts/outcomes/endpoint-words.ts';
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
  const isLogin = LOGIN.has(name) || (path !== null && LOGIN_PATH.has(path) && method !== 'GET' && method !== 'DELETE');
  const creates =
    !isLogin && (CREATE.has(name) || (path !== null && REGISTER_PATH.has(path)) || (method === 'POST' && name === ''));
  return {
    name,
    isLogin,
    creates,
    updates: UPDATE.has(name) || method === 'PUT' || method === 'PATCH',
    isLogout: LOGOUT.has(name) || LOGOUT.has(path ?? ''),
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
  const ofName = withPhrasalVerbs(wordsOf(name));
  const last = wordsOf(
    (path ?? '')
      .split('/')
      .filter(segment => segment !== '' && !segment.startsWith(':'))
      .at(-1) ?? '',
  );
  // Who registers is no less created where the file is called `auth`.
  const place =
    ofName.length === 1 && last.length === 0 && !REGISTRATION.has(ofName[0]) ? wordsOf(baseName(file.filename)) : [];
  const [verb, noun] = ofName;
  // addMembers, addToCart: they add to what is there.
  const addsTo = verb === 'add' && (noun === 'to' || isPlural(noun ?? '') || ofName.includes('to'));
  return {
    isRefusal: [verb ?? '', last[0] ?? ''].some(word => REFUSAL.has(word)),
    isAction: addsTo || [...ofName, ...last, ...place].some(word => ACTION.has(word)),
    saysCreates: [...ofName.slice(0, 2), last[0] ?? ''].some(word => MAKES.has(word)),
  };
}

/** `signUp`, `sign_up` and `signup` are one word. */
function withPhrasalVerbs(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    if (next !== undefined && PHRASAL[word]?.includes(next)) return [word + next];
    return PHRASAL[words[index - 1] ?? '']?.includes(word) ? [] : [word];
  });
}

function isPlural(noun: string): boolean {
  return noun.length > 1 && noun.endsWith('s') && !noun.endsWith('ss');
}

/** The name of a file without its extension. */
function baseName(filename: string): string {
  const name = filename.replaceAll('\\', '/').split('/').at(-1) ?? '';
  return name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : name;
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
  if (!cls || !isClass(cls) || !cls.id || !USE_CASE_METHOD.has(functionName(fn))) return null;
  const name = withoutRole(cls.id.name);
  return name === '' ? null : `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** The name of a class without what it is for the program: `RegisterUser` of `RegisterUserUseCaseImpl`. */
function withoutRole(name: string): string {
  const plain = name.endsWith('Impl') ? name.slice(0, -'Impl'.length) : name;
  const end = USE_CASE_ENDS.find(one => plain.endsWith(one));
  return end === undefined ? name : plain.slice(0, -end.length);
}
