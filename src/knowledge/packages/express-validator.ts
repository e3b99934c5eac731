import type { PackageModel } from '../package-model.ts';

/** What express-validator's calls mean: its middleware only notes what is wrong, and the handler asks for it. */
export const expressValidator: PackageModel = {
  package: ['express-validator', 'express-validator/check'],
  setup: "import * as validating from 'express-validator';\nconst errors = validating.validationResult(req);",
  types: { validationResult: ['validationResult.withDefaults()', 'ExpressValidator().validationResult'] },
  calls: [
    { path: 'validationResult', gives: 'schema-errors', of: 'route', example: 'validating.validationResult(req);' },
    {
      path: 'validationResult().isEmpty',
      gives: 'schema-verdict',
      of: 'route',
      fails: [{ by: 'value', when: 'false', as: 'schema-refused' }],
      example: 'if (!errors.isEmpty()) refuse();',
    },
    {
      path: 'validationResult().{array,mapped,formatWith}',
      gives: 'schema-errors',
      of: 'route',
      example: 'errors.%();',
    },
    {
      path: 'validationResult().throw',
      gives: 'nothing',
      of: 'route',
      fails: [{ by: 'throws', as: 'schema-refused' }],
      example: 'errors.throw();',
    },
    {
      path: 'body',
      gives: 'middleware',
      middleware: { checks: ['body'], notes: true },
      example: "validating.body('name');",
    },
    {
      path: 'param',
      gives: 'middleware',
      middleware: { checks: ['param'], notes: true },
      example: "validating.param('id');",
    },
    {
      path: 'query',
      gives: 'middleware',
      middleware: { checks: ['query'], notes: true },
      example: "validating.query('page');",
    },
    {
      path: 'header',
      gives: 'middleware',
      middleware: { checks: ['header'], notes: true },
      example: "validating.header('x');",
    },
    {
      path: 'cookie',
      gives: 'middleware',
      middleware: { checks: ['cookie'], notes: true },
      example: "validating.cookie('x');",
    },
    {
      path: '{check,oneOf,checkSchema,checkExact,buildCheckFunction}',
      gives: 'middleware',
      middleware: { checks: ['request'], notes: true },
      example: 'validating.%(given);',
    },
    {
      path: '{body,check,param,query,header,cookie,checkSchema,oneOf}().**.run',
      gives: 'schema-errors',
      of: '0',
      example: "await validating.%('name').trim().run(req);",
    },
    { path: 'matchedData', gives: 'checked', of: '0', example: 'const data = validating.matchedData(req);' },
  ],
  otherwise: 'pure',
  source: ['lib/validation-result.d.ts', 'lib/middlewares/', 'lib/matched-data.d.ts', 'lib/chain/context-runner.d.ts'],
};
