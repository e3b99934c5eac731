import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { childrenOf } from '../flow/contains-point.ts';
import type { File, SourceCode } from '../model/definitions/file.ts';
import type { Variable } from '../syntax/bindings.ts';
import { isFunction, isWithin } from '../syntax/functions.ts';
import { unwrap } from '../syntax/unwrap.ts';

/** One edit of a report's fix. */
export type Edit = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;

/** Statements that may end with their line, without a semicolon. */
const ENDS_WITH_ITS_LINE = /^(?:Expression|Return|Throw|Break|Continue|Debugger)Statement$|^VariableDeclaration$/;

/** Tokens that go on with what stands before them, whatever the line ends say: a regular expression is read as a division then. */
const GOES_ON = /^(?:[([<+-]$|[/`])/;

/** Makes an edit that is not offered where it would take a comment away, or one half of a pair of brackets: in code that is laid out in a way its rule has not thought of. */
export function harmless(fix: TSESLint.ReportFixFunction, sourceCode: SourceCode): TSESLint.ReportFixFunction {
  return fixer => {
    const made = fix(fixer);
    const edits = made === null ? [] : 'range' in made ? [made] : [...made];
    const text = edits.map(edit => edit.text).join('\n');
    const losesComment = sourceCode
      .getAllComments()
      .some(
        comment =>
          edits.some(({ range }) => comment.range[0] >= range[0] && comment.range[1] <= range[1]) &&
          !text.includes(sourceCode.text.slice(...comment.range)),
      );
    return losesComment || edits.some(({ range }) => !holdsWholeBrackets(range, sourceCode)) ? null : edits;
  };
}

function holdsWholeBrackets([start, end]: Readonly<TSESTree.Range>, sourceCode: SourceCode): boolean {
  let open = 0;
  for (
    let token = firstTokenFrom(start, sourceCode);
    token && token.range[1] <= end;
    token = sourceCode.getTokenAfter(token)
  ) {
    if (/^[([{]$/.test(token.value)) open++;
    else if (/^[)\]}]$/.test(token.value) && --open < 0) return false;
  }
  return open === 0;
}

function firstTokenFrom(start: number, { ast: { tokens } }: SourceCode): TSESTree.Token | null {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.range[0] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return tokens[low] ?? null;
}

/** The tokens around an argument, out of the parentheses that are its own. */
interface Surrounded {
  readonly range: TSESTree.Range;
  readonly before: TSESTree.Token | null;
  readonly after: TSESTree.Token | null;
}

function surroundings(argument: TSESTree.Node, { sourceCode }: File): Surrounded {
  const call = argument.parent;
  const opening =
    call?.type === 'CallExpression' || call?.type === 'NewExpression'
      ? sourceCode.getTokenAfter(call.typeArguments ?? call.callee, token => token.value === '(')
      : null;
  let [start, end] = argument.range;
  let [before, after] = [sourceCode.getTokenBefore(argument), sourceCode.getTokenAfter(argument)];
  while (before?.value === '(' && after?.value === ')' && before.range[0] !== opening?.range[0]) {
    [start, end] = [before.range[0], after.range[1]];
    [before, after] = [sourceCode.getTokenBefore(before), sourceCode.getTokenAfter(after)];
  }
  return { range: [start, end], before, after };
}

/** Puts text before an argument and the parentheses around it. */
export function insertBeforeArgument(argument: TSESTree.Node, text: string, file: File): Edit {
  const { range } = surroundings(argument, file);
  return fixer => fixer.insertTextBeforeRange(range, text);
}

/** Puts text behind an argument, or what a member is read of (`(res as any).json()`), and the parentheses around it. */
export function insertAfterArgument(argument: TSESTree.Node, text: string, file: File): Edit {
  const { range } = surroundings(argument, file);
  return fixer => fixer.insertTextAfterRange(range, text);
}

/** Takes an argument out of its call, with the parentheses around it and the comma that is left over; what is written about the others stays. */
export function removeArgument(argument: TSESTree.Node, file: File): Edit {
  const {
    range: [start, end],
    before,
    after,
  } = surroundings(argument, file);
  if (after?.value === ',') {
    const space = /^\s*/.exec(file.sourceCode.text.slice(after.range[1]))?.[0].length ?? 0;
    const isOnly = file.sourceCode.getTokenAfter(after)?.value === ')';
    if (!isOnly) return fixer => fixer.removeRange([start, after.range[1] + space]);
    return fixer =>
      fixer.removeRange([
        before?.value === ',' ? before.range[0] : start,
        before?.value === ',' ? end : after.range[1],
      ]);
  }
  return fixer => fixer.removeRange([before?.value === ',' ? before.range[0] : start, end]);
}

/** The text of an expression as one argument of a call. */
export function asArgument(node: TSESTree.Node, file: File): string {
  const text = file.text(node);
  return node.type === 'SequenceExpression' ? `(${text})` : text;
}

/** The text of a statement with the semicolon that may be left out at the end of its line. */
export function terminated(statement: TSESTree.Node, file: File): string {
  const text = file.text(statement);
  return needsSemicolon(statement, file) ? `${text};` : text;
}

/** Whether a statement ends with its line alone, so that nothing can follow it there. */
export function needsSemicolon(statement: TSESTree.Node, { sourceCode }: File): boolean {
  return ENDS_WITH_ITS_LINE.test(statement.type) && sourceCode.getLastToken(statement)?.value !== ';';
}

/** Whether what stands behind a statement would go on with the statement before it, if it were not there. */
function holdsApart(statement: TSESTree.Statement, file: File): boolean {
  const { parent } = statement;
  const siblings: readonly TSESTree.Node[] =
    parent.type === 'BlockStatement' || parent.type === 'Program'
      ? parent.body
      : parent.type === 'SwitchCase'
        ? parent.consequent
        : [];
  const previous = siblings[siblings.indexOf(statement) - 1];
  return previous !== undefined && needsSemicolon(previous, file) && goesOn(file.sourceCode.getTokenAfter(statement));
}

/** Whether a token would go on with an expression before it. */
export function goesOn(token: TSESTree.Token | null): boolean {
  return token !== null && GOES_ON.test(token.value);
}

/** Takes a statement out of its block, with the space behind it where nothing else is written there; null where it holds apart what stands around it. */
export function removeStatement(statement: TSESTree.Statement, file: File): Edit | null {
  if (statement.parent.type !== 'BlockStatement' || holdsApart(statement, file)) return null;
  const { body } = statement.parent;
  const next = body[body.indexOf(statement) + 1];
  const [start, end] = statement.range;
  const isAlone = next !== undefined && /^\s*$/.test(file.sourceCode.text.slice(end, next.range[0]));
  return fixer => fixer.removeRange([start, isAlone ? next.range[0] : end]);
}

/** Whether a node stands in the `finally` of a `try` of its function: a `return` there swallows what was thrown. */
export function isInFinally(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type === 'TryStatement' && outer.finalizer && isWithin(node, outer.finalizer)) return true;
  }
  return false;
}

/** Whether a variable's name means that variable at a place of the code, and a value there: neither shadowed nor imported as a type alone. */
export function isUsableAt(variable: Variable, place: TSESTree.Node, { sourceCode }: File): boolean {
  const isType = variable.defs.some(
    ({ node, parent }) =>
      node.type === 'TSInterfaceDeclaration' ||
      node.type === 'TSTypeAliasDeclaration' ||
      (node.type === 'ImportSpecifier' && node.importKind === 'type') ||
      (parent?.type === 'ImportDeclaration' && parent.importKind === 'type'),
  );
  let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(place);
  while (scope && !scope.set.has(variable.name)) scope = scope.upper;
  return !isType && scope?.set.get(variable.name) === variable;
}

/** Whether reading an expression once more, earlier or later, is the same: it calls nothing and reads nothing of the response. */
export function isStill(node: TSESTree.Node, response: Variable | null, { sourceCode }: File): boolean {
  if (response?.references.some(({ identifier }) => isWithin(identifier, node))) return false;
  const open: TSESTree.Node[] = [node];
  for (let inner = open.pop(); inner; inner = open.pop()) {
    const value = unwrap(inner);
    if (/^(?:Call|New|TaggedTemplate|Await|Yield|Assignment|Update|Import)Expression$/.test(value.type)) return false;
    if (
      value.type === 'MemberExpression' &&
      value.property.type === 'Identifier' &&
      /^(?:statusCode|res|raw)$/.test(value.property.name)
    )
      return false;
    if (isFunction(value)) continue;
    open.push(...childrenOf(value, sourceCode.visitorKeys));
  }
  return true;
}
