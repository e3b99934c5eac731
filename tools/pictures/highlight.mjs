import { Linter } from 'eslint';

import { COLOURS } from './svg.mjs';

const BY_TYPE = {
  String: COLOURS.cyan,
  Template: COLOURS.cyan,
  Numeric: COLOURS.blue,
  Boolean: COLOURS.blue,
  Null: COLOURS.blue,
  Keyword: COLOURS.red,
};

/** The runs of colour in each line of JavaScript, as an editor shows it, by the tokens that ESLint's own parser finds. */
export function highlight(text) {
  let sourceCode;
  const rule = { create: context => ({ Program: () => void (sourceCode = context.sourceCode) }) };
  new Linter({ configType: 'flat' }).verify(text, [
    { languageOptions: { sourceType: 'commonjs' }, plugins: { x: { rules: { rule } } }, rules: { 'x/rule': 'error' } },
  ]);
  const marks = [
    ...sourceCode.ast.tokens.map((token, i, all) => ({
      ...token,
      colour:
        BY_TYPE[token.type] ??
        (token.type === 'Identifier' && all[i + 1]?.value === '(' ? COLOURS.purple : COLOURS.text),
    })),
    ...sourceCode.getAllComments().map(comment => ({ ...comment, colour: COLOURS.dim })),
  ];
  return text.split('\n').map((line, i) =>
    marks
      // The pictures show code whose tokens each stand on one line.
      .filter(({ loc }) => loc.start.line === i + 1 && loc.end.line === i + 1)
      .map(({ loc, colour }) => ({
        text: line.slice(loc.start.column, loc.end.column),
        column: loc.start.column,
        colour,
      })),
  );
}
