import * as tsParser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { entries } from '../../src/reference/entries.ts';
import { ReadyLinter } from '../ready-linter.ts';
import { EXAMPLE_HANDLERS, type ExampleHandler } from './example-handlers.ts';

const linter = new ReadyLinter();

const PARSERS = [
  ['espree', {}],
  ['@typescript-eslint/parser', { parser: tsParser }],
] as const;
const FRAMEWORKS = ['express', 'fastify'] as const;

/** What a preset says of code: the rules that speak, and where the code cannot be read, why. */
function lint(code: string, preset: 'recommended' | 'strict', languageOptions: Linter.LanguageOptions): string[] {
  const { configs } = plugin as { configs: Record<string, Linter.Config> };
  return linter
    .verify(code, [{ ...configs[preset], languageOptions }], { filename: 'app.js' })
    .map(({ ruleId, message }) => ruleId?.replace('status-code/', '') ?? message);
}

/** The code with the one text replaced, which must stand in it once. */
function changed(code: string, [from, to]: readonly [string, string]): string {
  expect(code.split(from), `'${from}' stands once in the code`).toHaveLength(2);
  return code.replace(from, () => to);
}

it('there is a handler for each Example of the reference, which it quotes', () => {
  expect(EXAMPLE_HANDLERS.map(({ status, example }) => ({ status, example }))).toEqual(
    entries.map(({ status, example }) => ({ status, example })),
  );
});

describe.each(EXAMPLE_HANDLERS.map(one => [`${one.status}: ${one.example}`, one] as const))(
  '%s',
  (_title, { example, request, code, wrong }: ExampleHandler) => {
    it('is asked for what its Example asks for', () => {
      const [, method, path, header] = /^([A-Z]+) (\/\S*)(?: with ([A-Z][\w-]+): )?/.exec(example) ?? [];
      if (method === undefined) return;
      expect(request).toMatchObject({ path });
      expect(request.method ?? 'GET').toBe(method);
      if (header !== undefined) expect(example).toContain(`${header}: ${request.headers?.[header] ?? ''}`);
    });

    describe.each(FRAMEWORKS)('in %s', framework => {
      it.each(PARSERS)('is right by every rule of `recommended` and `strict` (%s)', (_parser, languageOptions) => {
        expect(lint(code[framework], 'recommended', languageOptions)).toEqual([]);
        expect(lint(code[framework], 'strict', languageOptions)).toEqual([]);
      });

      it.each(
        wrong.flatMap(({ by, change }) =>
          PARSERS.map(([parser, options]) => [change[framework][1], by, parser, change[framework], options] as const),
        ),
      )('is wrong in `strict` with `%s`, by %s alone (%s)', (_to, by, _parser, change, languageOptions) => {
        expect(lint(changed(code[framework], change), 'strict', languageOptions)).toEqual([by]);
      });
    });
  },
);
