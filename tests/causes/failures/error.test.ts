import { expect, it } from 'vitest';

import {
  constantName,
  readErrorKind,
  readErrorMapper,
  readErrorNamed,
  readErrorProperty,
  readErrorValue,
  readInstance,
} from '../../../src/causes/failures/error.ts';
import { present } from '../../read-code.ts';
import { ask, askFile, say, sayEvidence } from '../reading.ts';

const caught = (test: string, tried = 'await work();', route = {}) =>
  ask(`try { ${tried} } catch (err) { if (${test}) return res.status(400).end(); }`, route);

/** What an error is whose `code` or `name` is this. */
function kind(value: string, tried?: string, attribute = 'code', route = {}): string {
  const { of, node, context } = caught('err.code', tried, route);
  const error = of('err.code');
  if (error.is !== 'error') throw new Error(error.is);
  return say(readErrorKind(value, { ...error, attribute }, node('err.code'), 'x', context));
}

it.each([
  ['11000', 'conflict! by error-code'],
  ['P2002', 'conflict! by error-code'],
  ['SequelizeUniqueConstraintError', 'conflict! by error-code'],
  ['VersionError', 'conflict by error-code'],
  ['P2025', 'weak not-found! by error-code'],
  ['ENOENT', 'weak not-found by error-code'],
  ['JsonWebTokenError', 'unauthenticated by error-code'],
  ['ZodError', 'weak invalid by error-code'],
  ['ValidationError', 'invalid by error-code'],
  ['SyntaxError', 'malformed -422 by error-code'],
  ['CastError', 'malformed! +404 by error-code'],
  ['ETIMEDOUT', 'upstream-timeout +500-408 by error-code'],
  ['P2024', 'upstream-timeout +500-408 by error-code'],
  ['ECONNREFUSED', 'weak upstream-error by error-code'],
  ['LIMIT_FILE_SIZE', 'too-large by error-code'],
  ['P1001', 'unavailable by error-code'],
  ['MongoError', 'neutral'],
  ['USER_NOT_FOUND', 'weak not-found by error-code'],
  ['EMAIL_TAKEN', 'conflict by error-code'],
  ['INVALID_CREDENTIALS', 'unauthenticated by error-code'],
  ['OTHER', 'mixed'],
])('the code %s: %s', (value, said) => {
  expect(kind(value)).toBe(said.replace('+500-408', '+500 -408'));
});

it.each([
  ['a record of the path', 'P2025', 'await User.update({ id: req.params.id });', 'not-found! by error-code'],
  ['a timeout of another server', 'ETIMEDOUT', "await fetch('http://a');", 'upstream-timeout -408 by error-code'],
  ['a refusal of another server', 'ECONNREFUSED', "await fetch('http://a');", 'upstream-error by error-code'],
  ['a refusal of a database', 'ECONNREFUSED', 'await User.find({});', 'unavailable by error-code'],
  ['a schema of the body', 'ZodError', 'schema.parse(req.body);', 'invalid by error-code'],
  ['a schema of the query', 'ZodError', 'schema.parse(req.query);', 'malformed by error-code'],
])('%s', (_, value, tried, said) => {
  expect(kind(value, tried)).toBe(said);
});

it('reads a name of the project by what says it alone', () => {
  expect(kind('EMAIL_TAKEN', undefined, 'status')).toBe('mixed');
  expect(kind('duplicate key', undefined, 'message')).toBe('conflict by error-code');
});

it.each([
  ['response', 'weak upstream-error'],
  ['isAxiosError', 'weak upstream-error'],
  ['errors', 'weak invalid'],
  ['keyValue', 'neutral'],
  ['meta.target', 'neutral'],
  ['colour', 'mixed'],
])('the property %s: %s', (attribute, said) => {
  const { node, context } = caught('err.code');
  expect(say(readErrorProperty(attribute, node('err.code'), 'x', context))).toBe(said);
});

it.each([
  ["err.code === 'P2002'", 'equals', 'conflict! by error-code'],
  ["err.code === 'P2002'", 'differs', 'neutral'],
  ['err.status === 400', 'equals', 'neutral'],
  ['err.code === ErrorCodes.DUPLICATE', 'equals', 'conflict by error-code'],
  ['err.code === something', 'equals', 'mixed'],
  ["err.validationContext === 'body'", 'equals', 'invalid -409 by validator'],
  ["err.validationContext === 'body'", 'differs', 'malformed +404 by validator'],
] as const)('%s (%s): %s', (test, relation, said) => {
  const { guard, provenances, context } = caught(test);
  if (guard.test.type !== 'BinaryExpression') throw new Error(guard.test.type);
  const error = provenances.of(guard.test.left);
  if (error.is !== 'error') throw new Error(error.is);
  const { left, right } = guard.test;
  expect(say(readErrorValue(error, relation, [left, right], guard.test, context))).toBe(said);
});

it.each([
  ['err instanceof UniqueConstraintError', true, 'conflict! by error-code'],
  ['err instanceof UniqueConstraintError', false, 'neutral'],
  ['err instanceof Error', true, 'neutral'],
  ['other instanceof UniqueConstraintError', true, 'mixed'],
  ['err instanceof UserNotFoundError', true, 'weak not-found by error-code'],
])('%s that is %s: %s', (test, holds, said) => {
  const { guard, context } = caught(test);
  if (guard.test.type !== 'BinaryExpression') throw new Error(guard.test.type);
  expect(say(readInstance(guard.test, holds, context))).toBe(said);
});

it.each([
  ['P2002', 'code', 'conflict! by error-code'],
  ['ZodError', 'name', 'weak invalid by error-code'],
  ['P2002', 'kind', 'nothing'],
  ['ENOENT', 'code', 'nothing'],
])('by %s alone, as a %s: %s', (value, attribute, said) => {
  const { node, context } = caught('err.code');
  expect(say(readErrorNamed(value, attribute, node('err.code'), 'x', context))).toBe(said);
});

it.each([
  ['ErrorCodes.NOT_FOUND', 'NOT_FOUND'],
  ['USER_GONE', 'USER_GONE'],
  ['Codes.NotFound', 'NotFound'],
  ['code', null],
  ['err.code', null],
])('the constant %s: %s', (text, name) => {
  const { node } = ask(`use(${text}); res.end();`);
  expect(constantName(node(text))).toBe(name);
});

it.each([
  ['handleDuplicateFieldsDB', 'err', 'That is taken', 'conflict by error-code'],
  ['handleJWTError', '', 'Please log in again', 'unauthenticated by error-code'],
  ['handleDuplicateFieldsDB', '', 'That is taken', 'nothing'],
  ['handleDuplicateFieldsDB', 'err, more', 'That is taken', 'nothing'],
  ['handleDuplicateFieldsDB', 'err', 'No', 'nothing'],
  ['handleIt', 'err', 'That is taken', 'nothing'],
])('the mapper %s(%s) that says "%s"', (name, parameters, text, said) => {
  const { response, file } = askFile(
    `import createError from 'http-errors'; const ${name} = (${parameters}) => { throw createError(400, '${text}'); };`,
  );
  expect(present(response.fn).type).toBe('ArrowFunctionExpression');
  expect(sayEvidence(readErrorMapper(response, file))).toBe(said);
});
