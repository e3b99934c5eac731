import type { TSESTree } from '@typescript-eslint/utils';

import { childNodes, type VisitorKeys } from './descendants.ts';
import { redundantParentheses } from './parentheses.ts';
import { stringValue } from './unwrap.ts';

/** One token of the source, with its text in the one notation. */
interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly spacing: Spacing;
}

/** What stands on both sides of a token. */
interface Spacing {
  /** Whether it is an operator with a space on both sides. */
  readonly isSpaced: boolean;
  readonly isTightBefore: boolean;
  readonly isTightAfter: boolean;
  /** Whether a parenthesis or bracket that follows belongs to it: a name, or the end of an expression. */
  readonly isCallee: boolean;
}

/** What stands between the literals of a source: comments, space, words and punctuation. Strings are there only where the tree leaves something out. */
const BETWEEN =
  /\/\*[\s\S]*?\*\/|\/\/.*|\s+|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?:[\w$#\\]|[^\s\u0000-\u007f])+|\.{3}|\?\?=?|\?\.|&&=?|\|\|=?|[=!]==?|=>|[<>]=|\*\*=?|\+\+|--|[-+*/%&|^]=|./g;

/** Nodes whose punctuation is an operator between two others. */
const OPERATION =
  /^(?:Binary|Logical|Assignment|Conditional)Expression$|^(?:AssignmentPattern|VariableDeclarator|TSUnionType|TSIntersectionType)$/;

/** Words before a parenthesis that call nothing. */
const KEYWORD =
  /^(?:if|for|while|switch|catch|with|return|throw|case|await|yield|typeof|void|delete|in|of|instanceof|new|function|async|else|do|default|const|let|var|export|from|as)$/;

/**
 * The code of a file in one notation: without comments and needless parentheses, each two tokens apart as they are commonly written, texts in single quotes.
 * What is read in it does not change with how the file is formatted.
 */
export class PlainCode {
  readonly #tokens: readonly Token[];
  /** Where each token begins in the code. */
  readonly #places: readonly number[];
  readonly #code: string;

  constructor(source: string, ast: TSESTree.Program, visitorKeys: VisitorKeys) {
    this.#tokens = withoutTrailingCommas(tokensOf(source, ast, visitorKeys));
    const places: number[] = [];
    const parts: string[] = [];
    let length = 0;
    let last: Token | null = null;
    for (const token of this.#tokens) {
      const space = last && isApart(last, token) ? ' ' : '';
      places.push(length + space.length);
      parts.push(space, token.text);
      length += space.length + token.text.length;
      last = token;
    }
    this.#places = places;
    this.#code = parts.join('');
  }

  /** The code of a node, or of what stands between two places. */
  of({ range: [start, end] }: Pick<TSESTree.Node, 'range'>): string {
    const from = this.#find(token => token.start >= start);
    const to = this.#find(token => token.start >= end) - 1;
    const last = this.#tokens[to];
    return last && to >= from ? this.#code.slice(this.#places[from], (this.#places[to] ?? 0) + last.text.length) : '';
  }

  /** The index of the first token from which on something holds. */
  #find(holds: (token: Token) => boolean): number {
    let [low, high] = [0, this.#tokens.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const token = this.#tokens[middle];
      if (token && holds(token)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** A node that is read next, what stands between two children of one, or a token as it is. */
type Task = TSESTree.Node | Token | { readonly from: number; readonly to: number; readonly owner: TSESTree.Node };

/** What the nodes around others have said of them. */
interface Marks {
  /** The places of parentheses that are not written. */
  readonly redundant: Set<number>;
  /** The templates that a tag reads. */
  readonly tagged: Set<TSESTree.Node>;
}

function tokensOf(source: string, ast: TSESTree.Program, visitorKeys: VisitorKeys): readonly Token[] {
  const tokens: Token[] = [];
  const marks: Marks = { redundant: new Set(), tagged: new Set() };
  // An explicit stack: generated files nest deeper than the call stack holds.
  const stack: Task[] = [ast];
  for (let task = stack.pop(); task; task = stack.pop()) {
    if ('text' in task) tokens.push(task);
    else if ('owner' in task) readBetween(source, task, tokens, marks.redundant);
    else {
      const tasks = tasksOf(task, source, visitorKeys, marks);
      for (let i = tasks.length - 1; i >= 0; i--) stack.push(tasks[i] ?? ast);
    }
  }
  return tokens;
}

function tasksOf(
  node: TSESTree.Node,
  source: string,
  visitorKeys: VisitorKeys,
  { redundant, tagged }: Marks,
): readonly Task[] {
  if (node.type === 'TaggedTemplateExpression') tagged.add(node.quasi);
  const leaf = leafText(node, source, tagged);
  if (leaf !== null) return [{ start: node.range[0], end: node.range[1], text: leaf, spacing: VALUE }];
  if (isTemplate(node)) return templateTasks(node, tagged.has(node));
  const [start, end] = node.type === 'Program' ? [0, source.length] : node.range;
  const tasks: Task[] = [];
  let from = start;
  const children = childNodes(node, visitorKeys);
  for (const place of redundantParentheses(node, children, source)) redundant.add(place);
  for (const child of children) {
    // A decorator before `export` stands outside of its class.
    if (child.range[0] < from || child.range[1] > end) continue;
    if (child.range[0] > from) tasks.push({ from, to: child.range[0], owner: node });
    tasks.push(child);
    from = child.range[1];
  }
  if (from < end) tasks.push({ from, to: end, owner: node });
  return tasks;
}

/** The text of a literal, or of a name that is written as it is read; null for other nodes. */
function leafText(node: TSESTree.Node, source: string, tagged: ReadonlySet<TSESTree.Node>): string | null {
  if (node.type === 'Identifier') return node.name.length === node.range[1] - node.range[0] ? node.name : null;
  if (node.type === 'JSXText') return source.slice(...node.range);
  // `text` is 'text', but for tags that read it raw.
  if (node.type === 'TemplateLiteral' && !tagged.has(node))
    return stringValue(node) === null ? null : quoted(stringValue(node) ?? '');
  if (node.type !== 'Literal') return null;
  if (typeof node.value === 'string') return isPlainKey(node) ? node.value : quoted(node.value);
  return typeof node.value === 'number' ? String(node.value) : source.slice(...node.range);
}

/** `{ 'name': value }` is `{ name: value }`. */
function isPlainKey(node: TSESTree.StringLiteral): boolean {
  const parent = node.parent as TSESTree.Node | undefined;
  return (
    parent?.type === 'Property' && parent.key === node && !parent.computed && /^[A-Za-z_$][\w$]*$/.test(node.value)
  );
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** A text as code has it: in double quotes only where there are single ones inside. */
function quoted(value: string): string {
  const escaped = value.replace(/[\\\n\r\u2028\u2029]/g, character => ESCAPES[character] ?? character);
  if (!escaped.includes("'")) return `'${escaped}'`;
  return escaped.includes('"') ? `'${escaped.replaceAll("'", "\\'")}'` : `"${escaped}"`;
}

/** A template of values or, in TypeScript, of types. */
interface Template {
  readonly range: TSESTree.Range;
  readonly quasis: readonly TSESTree.TemplateElement[];
  readonly expressions?: readonly TSESTree.Node[];
  readonly types?: readonly TSESTree.Node[];
}

function isTemplate(node: TSESTree.Node): node is TSESTree.Node & Template {
  return node.type === 'TemplateLiteral' || node.type === 'TSTemplateLiteralType';
}

/** The texts of a template are values, so they stay as they are. Parsers differ in where they say that those begin: what is inside tells. */
function templateTasks({ range, quasis, expressions, types }: Template, isTagged: boolean): readonly Task[] {
  const inside = expressions ?? types ?? [];
  return quasis.flatMap(({ value: { raw } }, i): readonly Task[] => {
    const [before, after] = [inside[i - 1], inside[i]];
    const text = `${before ? '}' : '`'}${raw}${after ? '${' : '`'}`;
    const isTightBefore = before !== undefined || isTagged;
    const token = {
      start: before?.range[1] ?? range[0],
      end: after?.range[0] ?? range[1],
      text,
      spacing: { ...(after ? PLAIN : VALUE), isTightBefore, isTightAfter: after !== undefined },
    };
    return after ? [token, after] : [token];
  });
}

const PLAIN: Spacing = { isSpaced: false, isTightBefore: false, isTightAfter: false, isCallee: false };

/** What ends an expression, as a literal does: a parenthesis behind it calls it. */
const VALUE: Spacing = { ...PLAIN, isCallee: true };

/** Reads the tokens between the children of a node. */
function readBetween(
  source: string,
  { from, to, owner }: { readonly from: number; readonly to: number; readonly owner: TSESTree.Node },
  tokens: Token[],
  redundant: ReadonlySet<number>,
): void {
  // `Promise<void>=>` has two tokens of two nodes.
  for (const { text, index } of piecesOf(source.slice(from, to))) {
    const start = from + index;
    if (redundant.has(start)) continue;
    tokens.push({ start, end: start + text.length, text, spacing: spacing(text, owner, tokens.at(-1)) });
  }
}

/** A token between the children of a node, and where in that text it stands. */
interface Piece {
  readonly text: string;
  readonly index: number;
}

/** What most files have between their nodes, `, ` and ` = ` and `) => `, by its text: so many short ones are kept. */
const pieces = new Map<string, readonly Piece[]>();
const MOST_PIECES = 2000;
const SHORT = 8;

function piecesOf(text: string): readonly Piece[] {
  const known = text.length > SHORT ? undefined : pieces.get(text);
  if (known) return known;
  const found = Array.from(text.matchAll(BETWEEN), ({ 0: piece, index }) => ({ text: piece, index })).filter(
    piece => !/^(?:\s|\/[/*])/.test(piece.text),
  );
  if (text.length <= SHORT && pieces.size < MOST_PIECES) pieces.set(text, found);
  return found;
}

const tight = (isTightBefore: boolean, isTightAfter: boolean): Spacing => ({ ...PLAIN, isTightBefore, isTightAfter });

function spacing(text: string, owner: TSESTree.Node, last: Token | undefined): Spacing {
  if (text === '(' || text === '[') return spacingOfOpening(text, owner, last);
  return SPACING.get(text) ?? spacingByOwner(text, owner);
}

/** The spacing of tokens that is the same whatever node they stand in. */
const SPACING: ReadonlyMap<string, Spacing> = new Map([
  ...[')', ']'].map(text => [text, { ...VALUE, isTightBefore: true }] as const),
  ...[',', ';'].map(text => [text, tight(true, false)] as const),
  ...['.', '?.', '++', '--'].map(text => [text, tight(true, true)] as const),
  ...['~', '...', '@'].map(text => [text, tight(false, true)] as const),
  ...['=', '=>'].map(text => [text, { ...PLAIN, isSpaced: true }] as const),
]);

/** `call(`, `if (`, `member[`, `= [`. */
function spacingOfOpening(text: string, owner: TSESTree.Node, last: Token | undefined): Spacing {
  const isArray = text === '[' && (owner.type === 'ArrayExpression' || owner.type === 'ArrayPattern');
  return tight(last?.spacing.isCallee === true && !isArray, true);
}

/** The spacing of words, and of tokens that stand for several things. */
function spacingByOwner(text: string, owner: TSESTree.Node): Spacing {
  if (text === '!')
    return owner.type === 'TSNonNullExpression' ? { ...VALUE, isTightBefore: true } : tight(false, true);
  if (/^(?:[\w$#\\]|[^\u0000-\u007f])/.test(text))
    return { ...PLAIN, isCallee: owner.type === 'Identifier' || !KEYWORD.test(text) };
  if (OPERATION.test(owner.type)) return { ...PLAIN, isSpaced: true };
  if (text === ':' || text === '?') return tight(true, text === '?');
  if (owner.type === 'UnaryExpression') return tight(false, true);
  if (owner.type.startsWith('TSTypeParameter'))
    return text === '<' ? tight(true, true) : { ...VALUE, isTightBefore: true };
  return text === '*' ? tight(true, false) : PLAIN;
}

function isApart(last: Token, token: Token): boolean {
  if (last.spacing.isSpaced || token.spacing.isSpaced) return true;
  return !last.spacing.isTightAfter && !token.spacing.isTightBefore && !(last.text === '{' && token.text === '}');
}

/** `[a, b,]` is `[a, b]`, while `[a, , ]` has a hole. */
function withoutTrailingCommas(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter(
    ({ text }, i) =>
      text !== ',' || !/^[)\]}]$/.test(tokens[i + 1]?.text ?? '') || /^[,[]$/.test(tokens[i - 1]?.text ?? ''),
  );
}
