import tseslint from 'typescript-eslint';

let program = null;

/** Gives the lint a program of TypeScript that is made already, with the types that have been found in it. */
export function shareProgram(made) {
  program = made;
}

/** The parser of typescript-eslint, which makes a program of its own where none is shared. */
export const parser = {
  meta: tseslint.parser.meta,
  parseForESLint: (code, options) =>
    tseslint.parser.parseForESLint(code, program === null ? options : { ...options, programs: [program] }),
};
