import { expect, it } from 'vitest';

import { celebratedParts, chainedParts, partNamed } from '../../../src/causes/provenance/validated-parts.ts';
import { EXPRESS, lastHandler, readCode } from '../../read-code.ts';

const HEAD = `import { body, check, param, query } from 'express-validator';\n${EXPRESS}`;
const END = '(req, res) => res.end());';

it.each([
  ["app.post('/x', body('a'), ", 'body'],
  ["app.post('/x', query('a'), ", 'query'],
  ["app.post('/x', [param('a'), query('b')], ", 'param query'],
  ["app.post('/x', body('a'), query('b'), ", 'body'],
  ["app.get('/x', check('a'), ", 'query'],
  ["app.post('/x', check('a'), ", 'body'],
  ["const rules = [query('a')]; app.post('/x', ...rules, ", 'query'],
  ["const rules = [query('a')]; app.post('/x', ", 'query'],
  ["app.post('/x', ", 'body'],
  ["app.get('/x', ", 'query'],
])('the parts before %s', (start, parts) => {
  const model = readCode(`${HEAD}${start}${END}`);
  const found = chainedParts(model.file, lastHandler(model).handler);
  expect(found && [...found].sort().join(' ')).toBe(parts);
});

it.each([
  ['body', 'body'],
  ['querystring', 'query'],
  ['params', 'param'],
  ['signedCookies', 'header'],
  ['other', null],
])('%s names %s', (name, part) => {
  expect(partNamed(name)).toBe(part);
});

it.each([
  ['celebrate({ [Segments.BODY]: {} })', 'body'],
  ['celebrate({ query: {}, params: {} })', 'param query'],
  ['celebrate({ other: {} })', null],
  ['celebrate(schema)', null],
  ['other({ body: {} })', null],
])('%s checks %s', (call, parts) => {
  const { file } = readCode(
    `import { celebrate, Segments } from 'celebrate'; ${EXPRESS}app.use(${call}); app.get('/x', ${END}`,
  );
  const found = celebratedParts(file);
  expect(found && [...found].sort().join(' ')).toBe(parts);
});
