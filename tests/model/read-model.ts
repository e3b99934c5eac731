import type { SourceCode } from '../../src/model/definitions/file.ts';
import { getModel } from '../../src/model/get-model.ts';
import { methodOf, pathOf } from '../../src/model/handlers/handler.ts';
import type { Model } from '../../src/model/model.ts';
import { ReadyLinter } from '../ready-linter.ts';
import { TYPESCRIPT } from '../typescript.ts';

const linter = new ReadyLinter();
let model: Model | null = null;
const rule = {
  create: (context: { sourceCode: unknown; filename: string }) => ({
    Program: () => {
      model = getModel(context.sourceCode as SourceCode, context.filename);
    },
  }),
};
const plugins = { test: { rules: { model: rule } } };

/** Makes the model of a piece of code as ESLint would; throws where it does not parse. */
export function readModel(
  code: string,
  { filename = 'app.ts', sourceType = 'module' }: { filename?: string; sourceType?: 'module' | 'commonjs' } = {},
): Model | null {
  model = null;
  const messages = linter.verify(
    code,
    [
      {
        files: ['**/*.{js,ts,tsx}'],
        languageOptions: { sourceType, ...TYPESCRIPT },
        plugins,
        rules: { 'test/model': 'error' },
      },
    ],
    { filename },
  );
  const [problem] = messages;
  if (problem) throw new Error(problem.message);
  return model;
}

/** What the model says of each response of a piece of code, in one line each: how it is sent, its statuses and what handles it. */
export function summarise(code: string, options?: Parameters<typeof readModel>[1]): string[] {
  return summariseModel(readModel(code, options));
}

/** The same of a model that is made already. */
export function summariseModel(model: Model | null): string[] {
  return (model?.responses ?? []).map(({ via, status, handler, framework }) => {
    const codes = status.codes?.join('/') ?? 'unknown';
    const where = handler
      ? `${handler.role}${methodOf(handler) ? ` ${methodOf(handler) ?? ''}` : ''}${pathOf(handler) ? ` ${pathOf(handler) ?? ''}` : ''}`
      : 'no handler';
    return `${via} ${codes} ${framework.name} ${where}`;
  });
}
