import type { Rule } from 'eslint';
import { describe, expect, it } from 'vitest';

import type { StatusCodeRule } from '../../src/rule.ts';
import { rules } from '../../src/rules/index.ts';
import { compareDialects, Readings } from '../dialects.ts';
import { DIALECTS, type Case } from '../rule-tester.ts';

const known = rules['no-body-with-bodyless-status']!;
const JAVASCRIPT = `app.delete('/users/:id', (req, res) => { res.status(204).json({}); });`;
const TYPED = JAVASCRIPT.replace('(req, res)', '(req: Request, res: Response)');
const row = {};
const CASES: readonly Case[] = [
  { code: JAVASCRIPT, row },
  { code: TYPED, ts: true, row },
];

/** A rule that says something else of some files. */
function saying(text: (context: Rule.RuleContext) => string): StatusCodeRule {
  return Object.assign(
    {
      create: (context: Rule.RuleContext): Rule.RuleListener => ({
        Program: node => context.report({ node, message: text(context) }),
      }),
    },
    { definition: known.definition },
  );
}

const compare = (rule: StatusCodeRule, cases = CASES) => compareDialects(cases, DIALECTS, new Readings(rule));

// The tests of the rules ask this of each of their cases.
describe('what is made of a case', () => {
  it('is the same whichever parser reads it, and with types on its parameters', () => {
    expect(compare(known)).toEqual({ parsers: 1, languages: 1 });
  });

  it('differs where a rule says something else by another parser', () => {
    expect(() => compare(saying(({ filename }) => filename))).toThrow(/espree \(-\) and .*app\.js.*app\.ts/s);
  });

  it('differs where a rule says something else of what has types', () => {
    expect(() => compare(saying(({ sourceCode }) => String(sourceCode.text.includes('Request'))))).toThrow(
      /JavaScript \(-\) and TypeScript \(\+\)/,
    );
  });

  it('differs where the model does, whatever the rule says', () => {
    expect(() =>
      compare(
        saying(() => 'the same'),
        [CASES[0]!, { code: TYPED.replace('204', '205'), ts: true, row }],
      ),
    ).toThrow('205');
  });

  it('is not compared with a form that is not there', () => {
    expect(() => compare(known, CASES.slice(1))).toThrow('There is no JavaScript of');
  });
});
