import type { PackageModel } from '../package-model.ts';

/** What zod's calls mean: schemas are built by chains, of which the last word checks. */
export const zod: PackageModel = {
  package: ['zod', 'zod-openapi', '@hono/zod-openapi'],
  setup: "import whole, { z } from 'zod';\nconst schema = z.object({ name: z.string() }).strict();",
  calls: [
    {
      path: '{,z.}{safeParse,safeParseAsync}',
      gives: { success: 'schema-verdict', data: 'checked', error: 'schema-errors' },
      of: '1',
      fails: [{ by: 'value', when: 'error', as: 'schema-refused' }],
      example: 'const { success } = whole.%1%2(schema, body);',
    },
    {
      path: '{,z.}{parse,parseAsync}',
      gives: 'checked',
      of: '1',
      fails: [{ by: 'throws', as: 'schema-refused' }],
      example: 'const data = whole.%1%2(schema, body);',
    },
    {
      path: '**.{safeParse,safeParseAsync,spa}',
      gives: { success: 'schema-verdict', data: 'checked', error: 'schema-errors' },
      of: '0',
      fails: [{ by: 'value', when: 'error', as: 'schema-refused' }],
      example: 'const { success, data } = schema.%(body);',
    },
    {
      path: '**.{parse,parseAsync}',
      gives: 'checked',
      of: '0',
      fails: [{ by: 'throws', as: 'schema-refused' }],
      example: 'const data = schema.%(body);',
    },
    {
      path: '{,z.}{prettifyError,treeifyError,flattenError,formatError}',
      gives: 'schema-errors',
      of: '0',
      example: 'whole.%1%2(error);',
    },
  ],
  errors: {
    ZodError: { as: 'schema-refused' },
    $ZodError: { as: 'schema-refused' },
    ZodRealError: { as: 'schema-refused' },
  },
  otherwise: 'pure',
  source: ['v4/classic/schemas.d.ts', 'v4/classic/parse.d.ts', 'v4/core/errors.d.ts'],
};

/** What the calls of zod-validation-error mean. */
export const zodValidationError: PackageModel = {
  package: ['zod-validation-error'],
  setup: "import * as zodErrors from 'zod-validation-error';",
  calls: [
    { path: '{fromZodError,fromError,toValidationError}', gives: 'error', of: '0', example: 'zodErrors.%(error);' },
  ],
  errors: { ValidationError: { as: 'schema-refused' } },
  otherwise: 'pure',
  source: ['dist/index.d.ts'],
};
