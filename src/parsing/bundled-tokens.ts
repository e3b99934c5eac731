import type { TSESTree } from '@typescript-eslint/utils';
import { TokenKind, type TokenList } from 'yuku-parser';

import type { SourcePositions } from './source-positions.ts';

const TYPES: ReadonlyMap<TokenKind, string> = new Map([
  [TokenKind.NumericLiteral, 'Numeric'],
  [TokenKind.HexLiteral, 'Numeric'],
  [TokenKind.OctalLiteral, 'Numeric'],
  [TokenKind.BinaryLiteral, 'Numeric'],
  [TokenKind.BigintLiteral, 'Numeric'],
  [TokenKind.StringLiteral, 'String'],
  [TokenKind.RegexLiteral, 'RegularExpression'],
  [TokenKind.NoSubstitutionTemplate, 'Template'],
  [TokenKind.TemplateHead, 'Template'],
  [TokenKind.TemplateMiddle, 'Template'],
  [TokenKind.TemplateTail, 'Template'],
  [TokenKind.True, 'Boolean'],
  [TokenKind.False, 'Boolean'],
  [TokenKind.NullLiteral, 'Null'],
  [TokenKind.PrivateIdentifier, 'PrivateIdentifier'],
  [TokenKind.JSXIdentifier, 'JSXIdentifier'],
  [TokenKind.JSXText, 'JSXText'],
] as const);

/** Makes ESLint's tokens, in the types and values typescript-estree gives, of the parser's. */
export function toEslintTokens(tokens: TokenList, marks: TokenMarks, positions: SourcePositions): TSESTree.Token[] {
  const result: TSESTree.Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const kind = tokens.kind(i);
    if (kind === TokenKind.EOF) continue;
    const range: [number, number] = [tokens.start(i), tokens.end(i)];
    const text = tokens.text(i);
    const type = marks.jsxStrings.has(range[0])
      ? 'JSXText'
      : (TYPES.get(kind) ?? wordOrPunctuator(tokens, i, marks.names.has(range[0])));
    const token = {
      type,
      value: type === 'PrivateIdentifier' ? text.slice(1) : text,
      range,
      loc: positions.locOf(range),
      ...(type === 'RegularExpression' && { regex: splitRegex(text) }),
    };
    result.push(token as unknown as TSESTree.Token);
  }
  return result;
}

/** A reserved word is a keyword, unless it is the name of a property. */
function wordOrPunctuator(tokens: TokenList, index: number, isName: boolean): string {
  if (!tokens.isIdentifierLike(index)) return 'Punctuator';
  return tokens.isReserved(index) && !isName ? 'Keyword' : 'Identifier';
}

function splitRegex(text: string): { pattern: string; flags: string } {
  const end = text.lastIndexOf('/');
  return { pattern: text.slice(1, end), flags: text.slice(end + 1) };
}

/** Where tokens are that only their nodes tell apart: names spelled like keywords, and strings in JSX attributes. */
export interface TokenMarks {
  readonly names: ReadonlySet<number>;
  readonly jsxStrings: ReadonlySet<number>;
}
