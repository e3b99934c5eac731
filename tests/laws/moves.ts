import type { TSESTree } from '@typescript-eslint/utils';

import { awaits, capture, carriedBy, edited, type Cut, type Edit, type Known } from './cut.ts';
import type { Program } from './programs.ts';
import { functionAround, isIn, isOfFile, type Exit, type Refusal } from './refusal.ts';
import type { Range } from './rewrite.ts';
import { frameworkOf } from './tree.ts';

/** A program in one or more files, of which the first is the one that it was. */
export type Files = Readonly<Record<string, string>>;

/** What a move is given. */
export interface Subject {
  readonly known: Known;
  readonly program: Program;
  readonly refusal: Refusal;
  readonly cut: Cut | null;
}

/** A way to have a refusal come from elsewhere that must keep what is found. */
export interface Move {
  readonly name: string;
  /** The files after the move; null where the program has nothing of the kind. */
  readonly change: (subject: Subject) => Files | null;
}

/** Where the functions stand that a move makes. */
export type Place = 'the file' | 'another file' | 'an injected object';

/** A function that a move makes. */
interface Made {
  readonly name: string;
  readonly isAsync: boolean;
  readonly parameters: readonly string[];
  readonly body: string;
}

/** What a move makes of a handler: functions and classes, and what changes where they come from. */
export interface Piece {
  readonly functions: readonly Made[];
  readonly classes: readonly { readonly name: string; readonly text: string }[];
  readonly edits: (callee: (name: string) => string) => readonly Edit[];
  /** What stands at the end of the file. */
  readonly end?: string;
  /** Classes that the file itself names. */
  readonly named?: readonly string[];
}

function textOfFunction({ name, isAsync, parameters, body }: Made, keyword = 'function '): string {
  return `${isAsync ? 'async ' : ''}${keyword}${name}(${parameters.join(', ')}) {\n${body}\n}\n`;
}

function isModule({ sourceType }: Program): boolean {
  return sourceType === 'module';
}

function extension({ isTyped }: Program): string {
  return isTyped ? 'ts' : 'js';
}

/** The statement of the file that a node stands in. */
function statementOfFile(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  while (at.parent && at.parent.type !== 'Program') at = at.parent;
  return at;
}

/** Where a line that must come before everything else goes. */
function startOfFile({ tree }: Known): number {
  const first = tree.ast.body.find(node => !('directive' in node && node.directive !== undefined));
  return first?.range[0] ?? 0;
}

/** The statements of the file that something in it needs, and those that they need; null where the app itself is one. */
function neededBy({ tree, variables }: Known, range: Range): readonly TSESTree.Node[] | null {
  const needed = new Set<TSESTree.Node>();
  const ask = (asked: Range): void => {
    for (const node of tree.nodes) {
      const variable = node.type === 'Identifier' && isIn(node, asked) ? variables.get(node) : undefined;
      if (!variable || !isOfFile(variable)) continue;
      for (const { node: definition } of variable.defs) {
        const statement = statementOfFile(definition);
        if (needed.has(statement) || isIn({ range: asked } as TSESTree.Node, statement.range)) continue;
        needed.add(statement);
        ask(statement.range);
      }
    }
  };
  ask(range);
  const isApp = [...needed].some(node => /\b(?:express|[Ff]astify|Router)\(/.test(tree.code.slice(...node.range)));
  return isApp ? null : tree.ast.body.filter(node => needed.has(node));
}

function importOf(names: readonly string[], file: string, program: Program): string {
  return isModule(program)
    ? `import { ${names.join(', ')} } from './${file}.js';\n`
    : `const { ${names.join(', ')} } = require('./${file}');\n`;
}

function exported(text: string, name: string, program: Program): string {
  return isModule(program) ? `export ${text}` : `${text}module.exports.${name} = ${name};\n`;
}

/** Writes a piece into the files of a program. */
export function place(
  { functions, classes, edits, end = '', named = [] }: Piece,
  where: Place,
  subject: Subject,
): Files | null {
  const { known, program, refusal } = subject;
  const { code } = known.tree;
  const before = statementOfFile(refusal.handler).range[0];
  const app = `app.${extension(program)}`;
  const classTexts = classes.map(({ text }) => text).join('');
  if (where === 'the file') {
    const text = classTexts + functions.map(one => textOfFunction(one)).join('');
    return { [app]: edited(code, [0, code.length], [...edits(name => name), at(before, text)]) + end };
  }
  if (where === 'an injected object') return inject({ functions, classes, edits, end }, subject);
  const needed = neededBy(known, refusal.handler.range);
  if (!needed) return null;
  const used = functions.map(one => textOfFunction(one)).join('');
  const copied = copiesFor(used, needed, known);
  const classNames = classes.map(({ name }) => name);
  const errors = classNames.length > 0 ? importOf(classNames, 'qx-errors', program) : '';
  const imports =
    importOf(
      functions.map(({ name }) => name),
      'qx-parts',
      program,
    ) + (named.length > 0 ? importOf(named, 'qx-errors', program) : '');
  return {
    [app]: edited(code, [0, code.length], [...edits(name => name), at(startOfFile(known), imports)]) + end,
    [`qx-parts.${extension(program)}`]:
      copied + errors + functions.map(one => exported(textOfFunction(one), one.name, program)).join(''),
    ...(classes.length > 0 && {
      [`qx-errors.${extension(program)}`]: classes.map(({ name, text }) => exported(text, name, program)).join(''),
    }),
  };
}

/** Code of the statements that a text needs, and those that they need. */
function copiesFor(text: string, statements: readonly TSESTree.Node[], known: Known): string {
  let copied = '';
  const left = new Set(statements);
  for (let isDone = false; !isDone;) {
    isDone = true;
    for (const node of left) {
      if (!namesOf(node, known).some(name => new RegExp(`\\b${name}\\b`).test(text + copied))) continue;
      left.delete(node);
      copied = `${known.tree.code.slice(...node.range).replace(/^export /, '')}\n${copied}`;
      isDone = false;
    }
  }
  return copied;
}

function namesOf(node: TSESTree.Node, { variables }: Known): string[] {
  const names: string[] = [];
  for (const variable of new Set(variables.values()))
    if (variable.identifiers.some(one => isIn(one, node.range)) && isOfFile(variable)) names.push(variable.name);
  return names;
}

const at = (offset: number, text: string): Edit => ({ range: [offset, offset], text });

/** The handler becomes a member of a class that is given, in its constructor, an object with the functions for methods. */
function inject({ functions, classes, edits, end = '' }: Piece, { known, program, refusal }: Subject): Files | null {
  const { handler } = refusal;
  const { tree } = known;
  const { code } = tree;
  const statement = statementOfFile(handler);
  const hasThis = tree.nodes.some(node => node.type === 'ThisExpression' && isIn(node, handler.range));
  const around = functionAround(handler);
  if (hasThis || around !== null || handler.generator || handler.typeParameters) return null;
  const [first] = handler.params;
  const last = handler.params.at(-1);
  if (!first || !last || !handler.body) return null;
  const changes = edits(name => `this.qxs.${name}`);
  const arrow = `${handler.async ? 'async ' : ''}(${code.slice(first.range[0], last.range[1])}) => ${edited(code, handler.body.range, changes)}`;
  const type = program.isTyped;
  const text = [
    ...classes.map(one => one.text),
    `class Qx0 {\n${functions.map(one => textOfFunction(one, '')).join('')}}\n`,
    `class Qx1 {\n${type ? 'constructor(private readonly qxs: Qx0) {}\n' : 'constructor(qxs) { this.qxs = qxs; }\n'}qxh = ${arrow};\n}\n`,
  ].join('');
  const made = 'new Qx1(new Qx0()).qxh';
  const name = handler.type === 'FunctionDeclaration' ? (handler.id?.name ?? null) : '';
  if (name === null) return null;
  const replaced: Edit =
    name === '' ? { range: handler.range, text: made } : { range: handler.range, text: `const ${name} = ${made};` };
  if (name !== '' && handler.parent.type === 'ExportDefaultDeclaration') return null;
  return {
    [`app.${extension(program)}`]: edited(code, [0, code.length], [at(statement.range[0], text), replaced]) + end,
  };
}

/** What is awaited in the part of a handler that refuses, each as a function of its own. */
function awaited({ known, refusal }: Subject): Piece | null {
  const { list, first, at: index, handler } = refusal;
  const range: Range = [list[first]?.range[0] ?? 0, list[index]?.range[1] ?? 0];
  const calls = known.tree.nodes.filter(
    (node): node is TSESTree.AwaitExpression =>
      node.type === 'AwaitExpression' &&
      isIn(node, range) &&
      functionAround(node) === handler &&
      !refusal.exits.some(exit => isIn(node, exit.range)),
  );
  const parts = calls.flatMap(({ argument }) => {
    const captured = capture(known, argument.range, refusal);
    return captured ? [{ argument, captured }] : [];
  });
  const { tree } = known;
  if (parts.length === 0) return null;
  return {
    functions: parts.map(({ argument, captured }, part) => ({
      name: `qx${part}`,
      isAsync: true,
      parameters: captured.parameters,
      body: `return ${edited(tree.code, argument.range, captured.edits)};`,
    })),
    classes: [],
    edits: callee =>
      parts.map(({ argument, captured }, part) => ({
        range: argument.range,
        text: `${callee(`qx${part}`)}(${captured.given.join(', ')})`,
      })),
  };
}

/** The condition of a refusal, as a function of its own. */
function condition({ known, refusal }: Subject): Piece | null {
  const guard = refusal.list[refusal.at];
  if (guard?.type !== 'IfStatement') return null;
  const { test } = guard;
  const captured = capture(known, test.range, refusal);
  if (!captured || captured.parameters.length === 0) return null;
  const isAsync = awaits(known, test.range, refusal.handler);
  return {
    functions: [
      {
        name: 'qx0',
        isAsync,
        parameters: captured.parameters,
        body: `return ${edited(known.tree.code, test.range, captured.edits)};`,
      },
    ],
    classes: [],
    edits: callee => [
      { range: test.range, text: `${isAsync ? 'await ' : ''}${callee('qx0')}(${captured.given.join(', ')})` },
    ],
  };
}

/** Code of an exit in the handler, with what it reads of the failure. */
export function answer(
  exit: Exit,
  carried: NonNullable<ReturnType<typeof carriedBy>>,
  from: string,
  known: Known,
): string {
  const edits = carried.edits.map(range => ({ range, text: `${from}.details` }));
  return `return ${edited(known.tree.code, exit.chain.range, edits)};`;
}

/** The call of the function that a part of the handler has become. */
export function callOf({ isAsync, captured, outs, kind }: Cut, callee: string): string {
  const call = `${isAsync ? 'await ' : ''}${callee}(${captured.given.join(', ')})`;
  if (outs.length === 0) return `${call};`;
  return `${kind} ${outs.length === 1 ? String(outs[0]) : `{ ${outs.join(', ')} }`} = ${call};`;
}

export const backOf = ({ outs }: Cut): string =>
  outs.length === 0 ? '' : `return ${outs.length === 1 ? String(outs[0]) : `{ ${outs.join(', ')} }`};`;

/** The catch around a place of a handler, where it has the error in a name. */
function catchAround({
  list,
  handler,
}: Refusal): { readonly name: string; readonly body: TSESTree.BlockStatement } | null {
  const block = list[0]?.parent;
  const around = block?.parent;
  if (around?.type !== 'TryStatement' || around.block !== block || functionAround(around) !== handler) return null;
  const { handler: clause } = around;
  return clause?.param?.type === 'Identifier' ? { name: clause.param.name, body: clause.body } : null;
}

/** What a refusal throws in place of its exits, by classes of its own. */
export function thrown(
  { known }: Subject,
  cut: Cut,
  isFar: boolean,
): { readonly carried: readonly NonNullable<ReturnType<typeof carriedBy>>[] } | null {
  const carried = cut.exits.map(exit => carriedBy(exit, known, cut, isFar));
  return carried.every(one => one !== null) ? { carried } : null;
}

/** A part of the handler throws an error of its own class, which the handler catches. */
function throwing(subject: Subject): Piece | null {
  const { cut, known } = subject;
  const carried = cut && thrown(subject, cut, false)?.carried;
  if (!cut || !carried) return null;
  const { code } = known.tree;
  const nameOf = (index: number): string => `QxRefused${index}`;
  const around = cut.refusal.list[cut.refusal.at]?.type === 'TryStatement' ? null : catchAround(cut.refusal);
  const branches = (name: string): string =>
    cut.exits
      .map((exit, index) => {
        const one = carried[index];
        return one ? `if (${name} instanceof ${nameOf(index)}) ${answer(exit, one, name, known)}\n` : '';
      })
      .join('');
  return {
    functions: [
      functionOf(cut, 'qx0', (_, index) => `throw new ${nameOf(index)}(${carried[index]?.value ?? ''});`, backOf(cut)),
    ],
    classes: cut.exits.map((_, index) => ({
      name: nameOf(index),
      text: classOf(nameOf(index), carried[index]?.value ?? null),
    })),
    named: cut.exits.map((_, index) => nameOf(index)),
    edits: callee => {
      const call = callOf(cut, callee('qx0'));
      if (around)
        return [{ range: cut.replaced, text: call }, at(around.body.range[0] + 1, `\n${branches(around.name)}`)];
      const text = `try {\n${call}\n${code.slice(...cut.rest)}\n} catch (qxe) {\n${branches('qxe')}throw qxe;\n}`;
      return [{ range: [cut.replaced[0], Math.max(cut.replaced[1], cut.rest[1])], text }];
    },
  };
}

export function functionOf(cut: Cut, name: string, instead: (exit: Exit, index: number) => string, end: string): Made {
  return { name, isAsync: cut.isAsync, parameters: cut.captured.parameters, body: cut.body(instead, end) };
}

function classOf(name: string, details: string | null): string {
  const body =
    details === null
      ? "constructor() { super('qx'); }"
      : "constructor(details) { super('qx'); this.details = details; }";
  return `class ${name} extends Error {\n${body}\n}\n`;
}

/** The app that a handler is registered on, by its name in the file. */
function appOf({ known, refusal }: Subject): string | null {
  const { parent } = refusal.handler;
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return null;
  const { object } = parent.callee;
  const variable = object.type === 'Identifier' ? known.variables.get(object) : undefined;
  if (object.type !== 'Identifier' || !variable || !isOfFile(variable) || parent.parent.parent?.type !== 'Program')
    return null;
  const [definition] = variable.defs;
  const made = definition?.type === 'Variable' ? definition.node.init : null;
  const text = made ? known.tree.code.slice(...made.range) : '';
  return /^(?:express|[Ff]astify|require\(['"](?:express|fastify)['"]\))\(/.test(text) ? object.name : null;
}

/** Whether the file has an error handler already. */
function handlesErrors({ known: { tree } }: Subject): boolean {
  return tree.nodes.some(
    node =>
      (node.type === 'CallExpression' &&
        node.callee.type === 'MemberExpression' &&
        node.callee.property.type === 'Identifier' &&
        node.callee.property.name === 'setErrorHandler') ||
      ('params' in node && node.params.length === 4),
  );
}

/** Code at the end of the file that answers the errors of an app: given the names of error, request, response. */
export function errorHandler(
  subject: Subject,
  body: (names: { readonly error: string; readonly response: string }) => string,
): string | null {
  const app = appOf(subject);
  const framework = frameworkOf(subject.known.tree);
  const { refusal, known } = subject;
  if (!app || !framework || handlesErrors(subject)) return null;
  const inTry = known.tree.nodes.some(
    node =>
      node.type === 'TryStatement' &&
      isIn(node, refusal.handler.range) &&
      isIn(refusal.list[refusal.at] ?? node, node.block.range),
  );
  if (inTry) return null;
  const response = refusal.response.name;
  const request = refusal.request?.name ?? 'qxq';
  const text = body({ error: 'qxe', response });
  return framework === 'express'
    ? `\n${app}.use((qxe, ${request}, ${response}, qxn) => {\n${text}\nqxn(qxe);\n});\n`
    : `\n${app}.setErrorHandler((qxe, ${request}, ${response}) => {\n${text}\nreturn ${response}.send(qxe);\n});\n`;
}

/** A part of the handler throws an error of its own class, which the error handler of the app answers. */
function throwingFar(subject: Subject): Piece | null {
  const { cut, known } = subject;
  const carried = cut && thrown(subject, cut, true)?.carried;
  if (!cut || !carried) return null;
  const nameOf = (index: number): string => `QxRefused${index}`;
  const end = errorHandler(subject, ({ error }) =>
    cut.exits
      .map((exit, index) => {
        const one = carried[index];
        return one ? `if (${error} instanceof ${nameOf(index)}) ${answer(exit, one, error, known)}` : '';
      })
      .join('\n'),
  );
  if (end === null) return null;
  return {
    functions: [
      functionOf(cut, 'qx0', (_, index) => `throw new ${nameOf(index)}(${carried[index]?.value ?? ''});`, backOf(cut)),
    ],
    classes: cut.exits.map((_, index) => ({
      name: nameOf(index),
      text: classOf(nameOf(index), carried[index]?.value ?? null),
    })),
    named: cut.exits.map((_, index) => nameOf(index)),
    edits: callee => [{ range: cut.replaced, text: `${callOf(cut, callee('qx0'))}\n${restOfTry(cut, known)}` }],
    end,
  };
}

/** What a `try` that was taken apart did after the part that is now a function. */
export function restOfTry(cut: Cut, { tree }: Known): string {
  return cut.rest[0] < cut.replaced[1] ? tree.code.slice(...cut.rest) : '';
}

/** A part of the handler gives back whether it went well, and why not. */
function resulting(subject: Subject): Piece | null {
  const { cut, known } = subject;
  const carried = cut && thrown(subject, cut, false)?.carried;
  if (!cut || !carried) return null;
  const failed = (index: number): string => {
    const value = carried[index]?.value ?? null;
    return `return { ok: false, reason: 'qx${index}'${value === null ? '' : `, details: ${value}`} };`;
  };
  const outs =
    cut.outs.length === 0
      ? ''
      : `, value: ${cut.outs.length === 1 ? String(cut.outs[0]) : `{ ${cut.outs.join(', ')} }`}`;
  const answers = cut.exits.map((exit, index) => {
    const one = carried[index];
    const text = one ? answer(exit, one, 'qxr', known) : '';
    return index === cut.exits.length - 1 ? text : `if (qxr.reason === 'qx${index}') ${text}`;
  });
  return {
    functions: [functionOf(cut, 'qx0', (_, index) => failed(index), `return { ok: true${outs} };`)],
    classes: [],
    edits: callee => {
      const call = `${cut.isAsync ? 'await ' : ''}${callee('qx0')}(${cut.captured.given.join(', ')})`;
      const value =
        cut.outs.length === 0
          ? ''
          : `${cut.kind} ${cut.outs.length === 1 ? String(cut.outs[0]) : `{ ${cut.outs.join(', ')} }`} = qxr.value;`;
      const text = `const qxr = ${call};\nif (!qxr.ok) {\n${answers.join('\n')}\n}\n${value}\n${restOfTry(cut, known)}`;
      return [{ range: cut.replaced, text }];
    },
  };
}

/** What a handler does up to its refusal is a middleware before it. */
function beforeHandler(subject: Subject): Files | null {
  const { known, program, refusal } = subject;
  const { handler, list, at: index, request, response } = refusal;
  const { tree, variables } = known;
  const framework = frameworkOf(tree);
  const { parent } = handler;
  const [first] = list;
  const guard = list[index];
  const last = list.at(-1);
  const app = appOf(subject);
  if (!first || !guard || !last || guard === last || handler.body !== first.parent || !app || !request) return null;
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return null;
  const method = tree.code.slice(...parent.callee.property.range);
  if (!/^(?:get|post|put|patch|delete|all)$/.test(method) || parent.arguments[0]?.type !== 'Literal') return null;
  if (framework === 'fastify' && parent.arguments.length > 2) return null;
  const range: Range = [first.range[0], guard.range[1]];
  const rest: Range = [guard.range[1], last.range[1]];
  const kept = new Set<string>();
  for (const variable of new Set(variables.values()))
    if (
      !isOfFile(variable) &&
      variable.identifiers.some(node => isIn(node, range)) &&
      variable.references.some(({ identifier }) => isIn(identifier, rest))
    )
      kept.add(variable.name);
  const calls = tree.nodes.some(
    node => node.type === 'Identifier' && isIn(node, range) && /^(?:next|done)$/.test(node.name),
  );
  const leaves = tree.nodes.some(
    node =>
      node.type === 'ReturnStatement' &&
      isIn(node, range) &&
      node.argument !== null &&
      functionAround(node) === handler &&
      variables.get(chainRoot(node.argument)) !== response,
  );
  if (calls || leaves) return null;
  const holder = framework === 'express' ? `${response.name}.locals` : request.name;
  const keep = [...kept].map(name => `${holder}.${name} = ${name};\n`).join('');
  const isAsync = awaits(known, range, handler) || framework === 'fastify';
  const text = `${isAsync ? 'async ' : ''}function qx0(${request.name}, ${response.name}${framework === 'express' ? ', next' : ''}) {\n${tree.code.slice(...range)}\n${keep}${framework === 'express' ? 'next();\n' : ''}}\n`;
  const taken = [...kept].map(name => `const ${name} = ${holder}.${name};\n`).join('');
  return {
    [`app.${extension(program)}`]: edited(
      tree.code,
      [0, tree.code.length],
      [
        at(statementOfFile(handler).range[0], text),
        at(handler.range[0], framework === 'express' ? 'qx0, ' : '{ preHandler: qx0 }, '),
        { range, text: taken },
      ],
    ),
  };
}

function chainRoot(node: TSESTree.Node): TSESTree.Node {
  if (node.type === 'CallExpression') return chainRoot(node.callee);
  return node.type === 'MemberExpression' ? chainRoot(node.object) : node;
}

function moving(what: string, make: (subject: Subject) => Piece | null, places: readonly Place[]): Move[] {
  return places.map(where => ({
    name: `${what} ${where}`,
    change: subject => {
      const piece = make(subject);
      return piece && place(piece, where, subject);
    },
  }));
}

/** The moves. */
export const MOVES: readonly Move[] = [
  ...moving('what is awaited comes from a function of', awaited, ['another file', 'an injected object']),
  ...moving('the condition is a function of', condition, ['the file', 'another file']),
  ...moving('an own error is thrown and caught, by a function of', throwing, ['the file', 'an injected object']),
  ...moving('an own error is thrown and answered by the error handler, by a function of', throwingFar, [
    'another file',
  ]),
  ...moving('a result object is given by a function of', resulting, ['the file', 'another file']),
  { name: 'a middleware refuses', change: beforeHandler },
];
