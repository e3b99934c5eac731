import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { nameAs, nameAsPackage } from './known-names.ts';
import { pathInPattern } from './patterns.ts';
import { stringValue, unwrap, unwrapAwait } from './unwrap.ts';

/** A variable of the file as ESLint's scope analysis has it. */
export type Variable = TSESLint.Scope.Variable;

/** Where a name comes from: a module, and the export of it (`default`, `*` for the whole module). */
export interface Origin {
  readonly source: string;
  readonly name: string;
}

/** How far a chain of aliases is followed. */
const MAX_ALIASES = 8;

/** Answers what the identifiers of one file mean: variables, their single definitions, imports. */
export class Bindings {
  readonly #variables = new Map<TSESTree.Node, Variable>();
  readonly #origins = new Map<Variable, Origin | null>();
  readonly #rewritten = new Map<Variable, boolean>();
  readonly #topLevel: ReadonlyMap<string, Variable>;

  constructor(scopeManager: TSESLint.Scope.ScopeManager) {
    const [outer, inner] = scopeManager.scopes;
    this.#topLevel = (inner?.type === 'module' ? inner : outer)?.set ?? new Map();
    for (const scope of scopeManager.scopes) {
      for (const variable of scope.variables)
        for (const identifier of variable.identifiers) this.#variables.set(identifier, variable);
      for (const reference of scope.references)
        if (reference.resolved) this.#variables.set(reference.identifier, reference.resolved);
      for (const variable of scope.variables) nameByDefinition(variable);
    }
  }

  /** The variable that an identifier reads, writes or defines; null for globals without a definition and for names that are no variables. */
  variableOf(node: TSESTree.Node): Variable | null {
    return this.#variables.get(node) ?? null;
  }

  /** The name to ask for what a type means: itself, or where the scopes leave types out the definition of that name at the top of the file. */
  nameOfType(typeName: TSESTree.EntityName): TSESTree.Node {
    return typeName.type !== 'Identifier' || this.#variables.has(typeName)
      ? typeName
      : (this.#topLevel.get(typeName.name)?.identifiers[0] ?? typeName);
  }

  /** The one node that defines a variable which is never written again; null where there are several or none. */
  definitionOf(variable: Variable): TSESLint.Scope.Definition | null {
    const [definition] = variable.defs;
    if (!definition || variable.defs.length > 1 || this.isRewritten(variable)) return null;
    return definition;
  }

  /** Whether something after its definition writes a variable. Asked of the request and the response over and over, whose references are many. */
  isRewritten(variable: Variable): boolean {
    let isRewritten = this.#rewritten.get(variable);
    if (isRewritten === undefined)
      this.#rewritten.set(
        variable,
        (isRewritten = variable.references.some(reference => reference.isWrite() && !reference.init)),
      );
    return isRewritten;
  }

  /** The expression that a value comes from: through variables with one definition and casts, without awaits; the node itself where it is no alias. */
  resolve(node: TSESTree.Node): TSESTree.Node {
    let current = unwrap(node);
    for (let i = 0; i < MAX_ALIASES && current.type === 'Identifier'; i++) {
      const init = this.initOf(current);
      if (!init) return current;
      current = unwrap(init);
    }
    return current;
  }

  /** Like `resolve`, and through `await`: where the settled value comes from. */
  resolveAwaited(node: TSESTree.Node): TSESTree.Node {
    let current = unwrapAwait(node);
    for (let i = 0; i < MAX_ALIASES && current.type === 'Identifier'; i++) {
      const init = this.initOf(current);
      if (!init) return current;
      current = unwrapAwait(init);
    }
    return current;
  }

  /** The initialiser of the variable an identifier names, where `const x = …` (or a `let` never written again) is all that sets it; or a function or class declaration. */
  initOf(identifier: TSESTree.Node): TSESTree.Node | null {
    const variable = this.variableOf(identifier);
    const definition = variable && this.definitionOf(variable);
    // A parameter's definition is the function it belongs to.
    if (!definition || definition.type === 'Parameter') return null;
    const node = definition.node as TSESTree.Node;
    if (node.type === 'VariableDeclarator') return node.id.type === 'Identifier' ? node.init : null;
    if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration' || node.type === 'TSEnumDeclaration')
      return node;
    return null;
  }

  /** What a variable is set to by its initialiser and by every later assignment; null where one of them is no plain value (a loop, a pattern, `+=`). */
  valuesOf(variable: Variable): readonly TSESTree.Node[] | null {
    const values: TSESTree.Node[] = [];
    for (const definition of variable.defs) {
      const node = definition.node as TSESTree.Node;
      if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return null;
      const loop = node.parent.parent;
      if (node.init) values.push(node.init);
      else if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') return null;
    }
    for (const reference of variable.references) {
      if (!reference.isWrite() || reference.init) continue;
      const assignment = reference.identifier.parent;
      if (
        assignment?.type !== 'AssignmentExpression' ||
        assignment.operator !== '=' ||
        assignment.left !== reference.identifier
      )
        return null;
      values.push(assignment.right);
    }
    return values;
  }

  /** The module and export that a name or `namespace.member` comes from, by `import` or `require`; null for what the file defines itself. */
  originOf(node: TSESTree.Node): Origin | null {
    const expression = unwrap(node);
    if (expression.type === 'MemberExpression' && !expression.computed && expression.property.type === 'Identifier') {
      const origin = this.originOf(expression.object);
      if (!origin) return null;
      if (origin.name === '*') return { source: origin.source, name: expression.property.name };
      return { source: origin.source, name: `${origin.name}.${expression.property.name}` };
    }
    const required = requiredModule(expression);
    if (required !== null) return { source: required, name: '*' };
    if (expression.type !== 'Identifier') return null;
    const variable = this.variableOf(expression);
    if (!variable) return null;
    let origin = this.#origins.get(variable);
    if (origin === undefined) {
      this.#origins.set(variable, null);
      this.#origins.set(variable, (origin = this.#findOrigin(variable)));
    }
    return origin;
  }

  #findOrigin(variable: Variable): Origin | null {
    const definition = this.definitionOf(variable);
    const node = definition?.node as TSESTree.Node | undefined;
    if (!definition || !node) return null;
    if (definition.type === 'ImportBinding') return originOfImport(node, definition.parent);
    if (node.type !== 'VariableDeclarator' || !node.init) return null;
    const origin = this.originOf(unwrapAwait(node.init));
    if (!origin || node.id.type === 'Identifier') return origin;
    if (node.id.type !== 'ObjectPattern') return null;
    for (const property of node.id.properties) {
      if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
      const target = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
      if (target === definition.name)
        return {
          source: origin.source,
          name: origin.name === '*' ? property.key.name : `${origin.name}.${property.key.name}`,
        };
    }
    return null;
  }
}

/** The export that a specifier of an `import` takes. */
function originOfImport(specifier: TSESTree.Node, declaration: TSESTree.Node | null): Origin | null {
  if (declaration?.type !== 'ImportDeclaration') return null;
  const source = declaration.source.value;
  if (specifier.type === 'ImportSpecifier') {
    const { imported } = specifier;
    return { source, name: imported.type === 'Identifier' ? imported.name : imported.value };
  }
  return { source, name: specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*' };
}

/** Notes what a variable holds is called where the file gives it a name of its own: `import { send as reply }`, `const { cannot: refuses } = abilities`, `import schemas from 'joi'`. */
function nameByDefinition({ defs: [definition], identifiers, references, name }: Variable): void {
  if (!definition) return;
  const known = nameOfDefinition(definition);
  const source = known === null ? packageOfDefinition(definition) : null;
  for (const identifier of [...identifiers, ...references.map(one => one.identifier)]) {
    if (known !== null && known !== name) nameAs(identifier, known);
    else if (source !== null) nameAsPackage(identifier, source);
  }
}

function nameOfDefinition({ type, node, name }: TSESLint.Scope.Definition): string | null {
  if (type === 'ImportBinding') {
    if (node.type !== 'ImportSpecifier') return null;
    const { imported } = node;
    const exported = imported.type === 'Identifier' ? imported.name : imported.value;
    return exported === 'default' ? null : exported;
  }
  if (type !== 'Variable' || node.id.type !== 'ObjectPattern') return null;
  return pathInPattern(node.id, name)?.at(-1) ?? null;
}

/** The package that a definition is the whole of; null for the project's own modules, whose names in the file are the project's. */
function packageOfDefinition({ type, node, parent }: TSESLint.Scope.Definition): string | null {
  const source =
    type === 'ImportBinding' && parent?.type === 'ImportDeclaration'
      ? parent.source.value
      : type === 'Variable' && node.id.type === 'Identifier' && node.init
        ? requiredModule(unwrapAwait(node.init))
        : null;
  return source !== null && /^(?:node:|@[\w-]+\/)?[a-z]/.test(source) ? source : null;
}

/** The module of `require('m')` or `import('m')`; null for any other expression. */
function requiredModule(node: TSESTree.Node): string | null {
  if (node.type === 'ImportExpression') return stringValue(node.source);
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return null;
  const [argument] = node.arguments;
  return argument ? stringValue(argument) : null;
}
