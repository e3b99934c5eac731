import type { TSESTree } from '@typescript-eslint/utils';

import type { Variable } from '../../syntax/bindings.ts';
import { enclosingFunction, isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { destructuredMember, isClass, type ClassNode } from '../definitions/locate.ts';

/** A member by which a function has the response: that of a parameter, `options.res`, or of its object, `this.res`. */
export interface HeldResponse {
  readonly holder: Variable | 'this';
  readonly name: string;
}

/** How a function has a response that is no parameter of its own: a variable that a pattern takes out of one, or a member. */
export type Taken = { readonly response: Variable } | { readonly held: HeldResponse };

/** Names of members that hold a response. */
const MEMBER = /^[_#]*(?:res|response|reply)$/;

/** Methods whose call on a member of such a name says that it is the response of a server, and not what another server said. */
const TELLING = new Set(['status', 'code', 'sendStatus', 'send', 'redirect', 'render', 'writeHead', 'sendFile']);

/** Finds the functions of a file that answer with a response out of an object, `send({ res, status })`, or kept on their own, by what they call on it. */
export function findTakers(file: File): ReadonlyMap<FunctionNode, Taken> {
  const takers = new Map<FunctionNode, Taken>();
  for (const call of file.calls) {
    const method = methodCall(call);
    if (!method || !(TELLING.has(method.name) || (method.name === 'json' && call.arguments.length > 0))) continue;
    let root = method.object;
    for (let inner = methodCall(root); inner; inner = methodCall(root)) root = inner.object;
    const found = takerOf(root, file);
    if (found && !takers.has(found.fn)) takers.set(found.fn, found.taken);
  }
  return takers;
}

function takerOf(root: TSESTree.Node, file: File): { readonly fn: FunctionNode; readonly taken: Taken } | null {
  if (root.type === 'MemberExpression') {
    const name = propertyName(root);
    return name !== null && MEMBER.test(name) ? memberTaker(unwrap(root.object), name, file) : null;
  }
  const variable = root.type === 'Identifier' ? file.bindings.variableOf(root) : null;
  if (!variable) return null;
  const [definition] = variable.defs;
  if (definition?.type === 'Parameter') {
    const fn = definition.node as TSESTree.Node;
    return isFunction(fn) && isTakenOut(fn, variable, file) ? { fn, taken: { response: variable } } : null;
  }
  const member = destructuredMember(variable, file);
  return member && MEMBER.test(member.name) ? memberTaker(unwrap(member.object), member.name, file) : null;
}

/** Whether a pattern among the parameters takes a variable out of a member that is called like a response. */
function isTakenOut(fn: FunctionNode, variable: Variable, file: File): boolean {
  return parametersOf(fn).some(
    parameter =>
      parameter.type === 'ObjectPattern' &&
      parameter.properties.some(
        one =>
          one.type === 'Property' &&
          MEMBER.test(propertyName(one) ?? '') &&
          file.bindings.variableOf(one.value) === variable,
      ),
  );
}

function memberTaker(
  object: TSESTree.Node,
  name: string,
  file: File,
): { readonly fn: FunctionNode; readonly taken: Taken } | null {
  if (object.type === 'ThisExpression') {
    const fn = functionOfThis(object);
    const cls = fn && classOf(fn);
    return fn && cls && isKept(cls, name) ? { fn, taken: { held: { holder: 'this', name } } } : null;
  }
  const variable = object.type === 'Identifier' ? file.bindings.variableOf(object) : null;
  const [definition] = variable?.defs ?? [];
  if (!variable || definition?.type !== 'Parameter') return null;
  const fn = definition.node as TSESTree.Node;
  return isFunction(fn) && parametersOf(fn).some(one => file.bindings.variableOf(one) === variable)
    ? { fn, taken: { held: { holder: variable, name } } }
    : null;
}

/** The function whose own object `this` is: out of arrow functions, up to one that is a member of a class. */
export function functionOfThis(node: TSESTree.Node): FunctionNode | null {
  let fn = enclosingFunction(node);
  while (fn?.type === 'ArrowFunctionExpression' && fn.parent.type !== 'PropertyDefinition') fn = enclosingFunction(fn);
  return fn;
}

function classOf({ parent }: FunctionNode): ClassNode | null {
  if (parent.type !== 'MethodDefinition' && parent.type !== 'PropertyDefinition') return null;
  const cls = parent.parent.parent;
  return isClass(cls) && !parent.static ? cls : null;
}

/** Whether some method of a class keeps what it is given as a member: `this.res = res`, `constructor(private res: Response)`. */
function isKept(cls: ClassNode, name: string): boolean {
  return cls.body.body.some(member => {
    if (member.type !== 'MethodDefinition' || !isFunction(member.value)) return false;
    return parametersKept(member.value).some(one => one?.includes(name));
  });
}

/** The names of members under which a method keeps its parameters, parameter by parameter; null for one whose whole is not kept. */
export function parametersKept(fn: FunctionNode): readonly (readonly string[] | null)[] {
  const statements = fn.body.type === 'BlockStatement' ? fn.body.body : [];
  return fn.params.map(parameter => {
    const own = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
    if (own.type !== 'Identifier') return null;
    const kept = parameter.type === 'TSParameterProperty' ? [own.name] : [];
    for (const statement of statements) {
      const assignment = statement.type === 'ExpressionStatement' ? statement.expression : null;
      if (assignment?.type !== 'AssignmentExpression' || assignment.left.type !== 'MemberExpression') continue;
      const value = unwrap(assignment.right);
      const name = propertyName(assignment.left);
      if (assignment.left.object.type === 'ThisExpression' && name !== null && isNamed(value, own.name))
        kept.push(name);
    }
    return kept;
  });
}

function isNamed(node: TSESTree.Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}
