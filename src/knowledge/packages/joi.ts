import type { PackageModel } from '../package-model.ts';

/** What joi's calls mean: schemas are built by chains, of which the last word checks. */
export const joi: PackageModel = {
  package: ['joi', '@hapi/joi'],
  setup: "import Joi from 'joi';\nconst schema = Joi.object({ name: Joi.string() }).required();",
  calls: [
    {
      path: 'validate',
      gives: { error: 'schema-errors', value: 'checked' },
      of: '0',
      fails: [{ by: 'value', when: 'error', as: 'schema-refused' }],
      example: 'const { error } = Joi.validate(body, schema);',
    },
    {
      path: '**.validate',
      gives: { error: 'schema-errors', value: 'checked', warning: 'nothing' },
      of: '0',
      fails: [{ by: 'value', when: 'error', as: 'schema-refused' }],
      example: 'const { error, value } = schema.validate(body);',
    },
    {
      path: '**.validateAsync',
      gives: 'checked',
      of: '0',
      fails: [{ by: 'rejects', as: 'schema-refused' }],
      example: 'const data = await schema.validateAsync(body);',
    },
    {
      path: '{attempt,assert}',
      gives: 'checked',
      of: '0',
      fails: [{ by: 'throws', as: 'schema-refused' }],
      example: 'Joi.%(body, schema);',
    },
    { path: 'isError', gives: 'own-error', of: '0', example: 'Joi.isError(error);' },
  ],
  errors: { ValidationError: { as: 'schema-refused' }, isJoi: { as: 'schema-refused', in: 'has' } },
  otherwise: 'pure',
  source: ['lib/index.d.ts', 'lib/errors.js'],
};

/** What celebrate's calls mean: middleware that checks by joi, and the handler of its errors. */
export const celebrate: PackageModel = {
  package: ['celebrate'],
  setup: "import * as celebrating from 'celebrate';",
  calls: [
    {
      path: '{celebrate,celebrator}',
      gives: 'middleware',
      middleware: { checks: ['request'] },
      example: 'celebrating.%({ body: schema });',
    },
    { path: 'errors', gives: 'middleware', example: 'app.use(celebrating.errors());' },
    { path: 'isCelebrateError', gives: 'own-error', of: '0', example: 'celebrating.isCelebrateError(error);' },
  ],
  errors: { CelebrateError: { as: 'schema-refused', status: 400 } },
  otherwise: 'pure',
  source: ['lib/celebrate.js', 'lib/CelebrateError.js'],
};
