import { Random } from '../flow/random-function.ts';
import type { GeneratedProgram } from './generate.ts';
import { parseText } from './parsers.ts';

/** Strews comments between the tokens of a program, each with a text of its own; the program as it was where they change what it is. */
export function scatterComments(program: GeneratedProgram): GeneratedProgram {
  const random = new Random(program.seed + 7919);
  for (let i = 0; i < 5; i++) random.below(2);
  const rarity = random.pick([0, 0, 3, 8, 20, 40]);
  // In the text of an element a comment is text.
  if (rarity === 0 || program.language === 'jsx' || program.language === 'tsx' || program.code.startsWith('\uFEFF'))
    return program;
  const { tokens = [] } = parseText(program.code, program.language);
  let code = '';
  let at = 0;
  tokens.forEach(({ range: [start] }, index) => {
    code += program.code.slice(at, start);
    at = start;
    if (random.below(rarity) === 0) code += random.below(4) === 0 ? `// line ${index}\n` : `/* ${index} */`;
  });
  code += program.code.slice(at);
  try {
    parseText(code, program.language);
    return { ...program, code };
  } catch {
    return program;
  }
}
