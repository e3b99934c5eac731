import { describe, expect, it } from 'vitest';

import { readCause } from '../../src/causes/read-cause.ts';
import { makeProject } from '../model/read-project.ts';

const HELPERS = {
  'package.json': '{ "dependencies": { "express": "^5.0.0", "fastify": "^5.0.0" } }',
  'src/helpers.ts':
    'export const ofTwice = error => { const [, field] = /"(.*?)"/.exec(error.message); return { statusCode: 400, message: `${field} is taken` }; };',
};

/** The causes of the outcomes of the one response of a file that has several, by their codes. */
function causesOf(code: string): readonly string[] {
  const model = makeProject({ ...HELPERS, 'src/app.ts': code }).read('src/app.ts', code);
  const response = model?.responses.find(one => one.status.outcomes.length > 1);
  return (response?.status.outcomes ?? []).map(
    outcome =>
      `${String(outcome.code)} ${(model && response && readCause(response, model, outcome)?.cause) ?? 'unknown'}`,
  );
}

const express = (body: string): string =>
  `import express from 'express';\nimport { ofTwice } from './helpers.ts';\nconst app = express();\napp.use((error, req, res, next) => {\n${body}\nres.status(statusCode).json({ message: error.message });\n});`;
const fastify = (body: string): string =>
  `import Fastify from 'fastify';\nimport { ofTwice } from './helpers.ts';\nconst app = Fastify();\napp.setErrorHandler((error, request, reply) => {\n${body}\nreply.code(statusCode).send({ message: error.message });\n});`;

describe.each([
  ['Express', express],
  ['Fastify', fastify],
])('a status that a branch sets in a variable, in %s', (_, handler) => {
  it('goes out for what the branch asks', () => {
    expect(causesOf(handler('let statusCode = 500;\nif (error.code === 11000) statusCode = 400;'))).toEqual([
      '500 unknown',
      '400 conflict',
    ]);
  });

  it('is that of what a helper of another file returns, whatever else it may be', () => {
    expect(
      causesOf(
        handler(
          'let statusCode = 500;\nif (error.code === 11000) {\nconst told = ofTwice(error);\nstatusCode = told.statusCode;\n} else if (error instanceof AppError) {\nstatusCode = error.statusCode;\n}',
        ),
      ),
    ).toEqual(['500 unknown', '400 conflict']);
  });

  it('has no reason where it is set in any case, or in another function', () => {
    expect(
      causesOf(handler('let statusCode = 500;\nif (error.code === 11000) log(error);\nstatusCode = 400;')),
    ).toEqual(['500 unknown', '400 unknown']);
    expect(
      causesOf(
        handler('let statusCode = 500;\nconst tell = () => { if (error.code === 11000) statusCode = 400; };\ntell();'),
      ),
    ).toEqual(['500 unknown', '400 unknown']);
  });
});
