import type { Failure, PackageModel } from '../package-model.ts';

const THROWS: readonly Failure[] = [{ by: 'throws', as: 'schema-refused' }];
const SAYS_FALSE: readonly Failure[] = [{ by: 'value', when: 'false', as: 'schema-refused' }];
const SAYS_ERROR: readonly Failure[] = [{ by: 'value', when: 'error', as: 'schema-refused' }];

/** What yup's calls mean. */
export const yup: PackageModel = {
  package: ['yup'],
  setup: "import * as yup from 'yup';\nconst schema = yup.object({ name: yup.string() });",
  calls: [
    { path: '**.{validate,validateSync}', gives: 'checked', of: '0', fails: THROWS, example: 'await schema.%(body);' },
    {
      path: '**.{isValid,isValidSync}',
      gives: 'schema-verdict',
      of: '0',
      fails: SAYS_FALSE,
      example: 'schema.%(body);',
    },
    { path: '**.cast', gives: 'checked', of: '0', fails: THROWS, example: 'schema.cast(body);' },
  ],
  errors: { ValidationError: { as: 'schema-refused' } },
  otherwise: 'pure',
  source: ['index.d.ts', 'README.md'],
};

/** What ajv's calls mean: what it compiles checks. */
export const ajv: PackageModel = {
  package: ['ajv', 'ajv/dist/2019', 'ajv/dist/2020', 'ajv/dist/jtd', '@fastify/ajv-compiler'],
  setup: "import Ajv from 'ajv';\nconst ajv = new Ajv();\nconst isRight = ajv.compile(schema);",
  types: { 'Ajv()': ['()', '{Ajv2019,Ajv2020}()', 'Ajv().addFormat()', 'Ajv().addSchema()', 'Ajv().addKeyword()'] },
  calls: [
    { path: 'Ajv().{compile,compileAsync,getSchema}', gives: 'handle', example: 'ajv.%(schema);' },
    {
      path: 'Ajv().{compile,compileAsync,getSchema}()',
      gives: 'schema-verdict',
      of: '0',
      fails: SAYS_FALSE,
      example: 'ajv.%(schema)(body);\nisRight(body);',
    },
    {
      path: 'Ajv().{validate,validateSchema}',
      gives: 'schema-verdict',
      of: '1',
      fails: SAYS_FALSE,
      example: 'ajv.%(schema, body);',
    },
    { path: 'Ajv().errorsText', gives: 'schema-errors', example: 'ajv.errorsText(isRight.errors);' },
  ],
  errors: { ValidationError: { as: 'schema-refused' } },
  otherwise: 'pure',
  source: ['dist/core.d.ts', 'dist/runtime/validation_error.d.ts'],
};

/** What class-validator's calls mean. */
export const classValidator: PackageModel = {
  package: ['class-validator'],
  setup: "import * as classValidator from 'class-validator';\nconst validator = new classValidator.Validator();",
  calls: [
    {
      path: '{,Validator().}{validate,validateSync}',
      gives: 'schema-errors',
      of: '0',
      fails: [{ by: 'value', when: 'error', as: 'schema-refused' }],
      example: 'await classValidator.%1%2(box);\nawait validator.%2(box);',
    },
    {
      path: '{,Validator().}validateOrReject',
      gives: 'nothing',
      of: '0',
      fails: [{ by: 'rejects', as: 'schema-refused' }],
      example: 'await classValidator.validateOrReject(box);\nawait validator.validateOrReject(box);',
    },
    {
      path: '{isEmail,isURL,isPhoneNumber,isDateString,isISO8601,isStrongPassword,isAlpha,isAlphanumeric,isNumberString}',
      gives: 'format-verdict',
      of: '0',
      fails: [{ by: 'value', when: 'false', as: 'field-invalid' }],
      example: 'classValidator.%(text);',
    },
    {
      path: '{isUUID,isMongoId}',
      gives: 'id-verdict',
      of: '0',
      fails: [{ by: 'value', when: 'false', as: { body: 'field-invalid', else: 'id-malformed' } }],
      example: 'classValidator.%(id);',
    },
    { path: '{isDefined,isEmpty,isNotEmpty}', gives: 'absence', of: '0', example: 'classValidator.%(value);' },
  ],
  errors: { ValidationError: { as: 'schema-refused' } },
  otherwise: 'pure',
  source: ['types/index.d.ts', 'types/decorator/decorators.d.ts'],
};

/** What class-transformer's calls mean: the same value as an instance of a class. */
export const classTransformer: PackageModel = {
  package: ['class-transformer'],
  setup: "import * as transforming from 'class-transformer';",
  calls: [
    {
      path: '{plainToInstance,plainToClass,plainToClassFromExist}',
      gives: 'same',
      of: '1',
      example: 'transforming.%(Box, body);',
    },
    {
      path: '{instanceToPlain,classToPlain,instanceToInstance,serialize}',
      gives: 'same',
      of: '0',
      example: 'transforming.%(box);',
    },
  ],
  otherwise: 'pure',
  source: ['types/index.d.ts'],
};

/** What TypeBox' calls mean. */
export const typebox: PackageModel = {
  package: ['@sinclair/typebox', '@sinclair/typebox/value', '@sinclair/typebox/compiler', 'typebox'],
  setup:
    "import { Value } from '@sinclair/typebox/value';\nimport { TypeCompiler } from '@sinclair/typebox/compiler';\nconst compiled = TypeCompiler.Compile(schema);",
  types: { 'Compiled()': ['TypeCompiler.Compile()', 'Compile()', 'TypeCheck()'] },
  calls: [
    { path: 'Value.Check', gives: 'schema-verdict', of: '1', fails: SAYS_FALSE, example: 'Value.Check(schema, body);' },
    {
      path: 'Value.{Parse,Decode,Assert}',
      gives: 'checked',
      of: '1',
      fails: THROWS,
      example: 'Value.%(schema, body);',
    },
    { path: 'Value.{Errors}', gives: 'schema-errors', of: '1', example: 'Value.%(schema, body);' },
    { path: 'Value.{Cast,Clean,Convert,Default,Encode}', gives: 'same', of: '1', example: 'Value.%(schema, body);' },
    { path: 'Compiled().Check', gives: 'schema-verdict', of: '0', fails: SAYS_FALSE, example: 'compiled.Check(body);' },
    { path: 'Compiled().{Decode,Parse}', gives: 'checked', of: '0', fails: THROWS, example: 'compiled.%(body);' },
    { path: 'Compiled().Errors', gives: 'schema-errors', of: '0', example: 'compiled.Errors(body);' },
  ],
  errors: { TransformDecodeCheckError: { as: 'schema-refused' }, AssertError: { as: 'schema-refused' } },
  otherwise: 'pure',
  source: ['build/cjs/value/index.d.ts', 'build/cjs/compiler/compiler.d.ts'],
};

/** What superstruct's calls mean: the value comes first. */
export const superstruct: PackageModel = {
  package: ['superstruct'],
  setup: "import * as superstruct from 'superstruct';",
  calls: [
    { path: 'is', gives: 'schema-verdict', of: '0', fails: SAYS_FALSE, example: 'superstruct.is(body, Box);' },
    { path: '{assert,create,mask}', gives: 'checked', of: '0', fails: THROWS, example: 'superstruct.%(body, Box);' },
    {
      path: 'validate',
      gives: { '0': 'schema-errors', '1': 'checked' },
      of: '0',
      fails: SAYS_ERROR,
      example: 'const [error] = superstruct.validate(body, Box);',
    },
  ],
  errors: { StructError: { as: 'schema-refused' } },
  otherwise: 'pure',
  source: ['dist/struct.d.ts', 'dist/error.d.ts'],
};

/** What valibot's calls mean: the schema comes first. */
export const valibot: PackageModel = {
  package: ['valibot'],
  setup: "import * as v from 'valibot';\nconst check = v.parser(schema);",
  calls: [
    { path: '{parse,parseAsync}', gives: 'checked', of: '1', fails: THROWS, example: 'v.%(schema, body);' },
    {
      path: '{safeParse,safeParseAsync}',
      gives: { success: 'schema-verdict', output: 'checked', issues: 'schema-errors' },
      of: '1',
      fails: SAYS_ERROR,
      example: 'const { success } = v.%(schema, body);',
    },
    { path: 'is', gives: 'schema-verdict', of: '1', fails: SAYS_FALSE, example: 'v.is(schema, body);' },
    { path: 'assert', gives: 'nothing', of: '1', fails: THROWS, example: 'v.assert(schema, body);' },
    { path: '{parser}()', gives: 'checked', of: '0', fails: THROWS, example: 'check(body);' },
  ],
  errors: { ValiError: { as: 'schema-refused' } },
  otherwise: 'pure',
  source: ['dist/index.d.ts'],
};

/** What jsonschema's calls mean. */
export const jsonschema: PackageModel = {
  package: ['jsonschema'],
  setup: "import { Validator, validate } from 'jsonschema';\nconst checker = new Validator();",
  calls: [
    {
      path: '{,Validator().}validate',
      gives: { valid: 'schema-verdict', errors: 'schema-errors', instance: 'checked' },
      of: '0',
      fails: SAYS_ERROR,
      example: 'const { valid } = validate(body, schema);\nchecker.validate(body, schema);',
    },
  ],
  errors: { ValidationError: { as: 'schema-refused' }, ValidatorResultError: { as: 'schema-refused' } },
  otherwise: 'pure',
  source: ['lib/validator.js', 'lib/helpers.js'],
};

/** What the calls of further libraries for schemas mean. */
export const otherSchemas: readonly PackageModel[] = [
  {
    package: ['fastest-validator'],
    setup: "import Validator from 'fastest-validator';\nconst v = new Validator();\nconst check = v.compile(schema);",
    calls: [
      { path: '().compile()', gives: 'schema-errors', of: '0', example: 'const errors = check(body);' },
      { path: '().validate', gives: 'schema-errors', of: '0', example: 'const errors = v.validate(body, schema);' },
    ],
    otherwise: 'pure',
    source: ['lib/validator.js', 'https://github.com/icebob/fastest-validator#usage'],
  },
  {
    package: ['validatorjs'],
    setup: "import Validator from 'validatorjs';\nconst check = new Validator(body, rules);",
    calls: [
      { path: '().passes', gives: 'schema-verdict', of: 'chain().0', fails: SAYS_FALSE, example: 'check.passes();' },
      {
        path: '().fails',
        gives: 'schema-verdict',
        of: 'chain().0',
        fails: [{ by: 'value', when: 'true', as: 'schema-refused' }],
        example: 'check.fails();',
      },
    ],
    otherwise: 'pure',
    source: ['src/validator.js'],
  },
  {
    package: ['runtypes'],
    setup: "import { Object, String } from 'runtypes';\nconst Box = Object({ name: String });",
    calls: [
      { path: '**.{check,assert,parse}', gives: 'checked', of: '0', fails: THROWS, example: 'Box.%(body);' },
      { path: '**.guard', gives: 'schema-verdict', of: '0', fails: SAYS_FALSE, example: 'Box.guard(body);' },
    ],
    errors: { ValidationError: { as: 'schema-refused' } },
    otherwise: 'pure',
    source: ['https://github.com/runtypes/runtypes#readme'],
  },
  {
    package: ['io-ts'],
    setup: "import * as t from 'io-ts';\nconst Box = t.type({ name: t.string });",
    calls: [
      {
        path: '**.decode',
        gives: { left: 'schema-errors', right: 'checked' },
        of: '0',
        fails: SAYS_ERROR,
        example: 'Box.decode(body);',
      },
      { path: '**.is', gives: 'schema-verdict', of: '0', fails: SAYS_FALSE, example: 'Box.is(body);' },
    ],
    otherwise: 'pure',
    source: ['lib/index.d.ts'],
  },
  {
    package: ['arktype', 'effect', '@effect/schema', 'typia', '@standard-schema/spec'],
    setup: '',
    calls: [],
    otherwise: 'unknown',
    source: ['their documentation'],
  },
];
