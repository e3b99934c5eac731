import { describe, expect, it } from 'vitest';

import { findContradictions } from '../../../src/facts/content/body-claims.ts';
import { present } from '../../read-code.ts';
import { makeProject } from '../read-project.ts';

type Files = Readonly<Record<string, string>>;

const EXPRESS = (call: string): string =>
  `import express from 'express';\nimport { fail } from './answers.js';\nconst app = express();\napp.get('/boats', (req, res) => {\n  ${call}\n});`;

/** The statuses that the content of the last response names though another is sent. */
function claims(files: Files): readonly number[] {
  const model = present(makeProject(files).read('src/app.js', files['src/app.js'] ?? ''));
  return findContradictions(present(model.responses.at(-1)), model).map(({ claim }) => claim.code);
}

const express = (definition: string, call = "fail(res, { code: 401, title: 'x' });"): Files => ({
  'src/app.js': EXPRESS(call),
  'src/answers.js': definition,
});

describe('an object that a responder is given', () => {
  it.each<[string, Files]>([
    [
      'is logged, and the words are its own',
      express('export function fail(res, problem) { log(problem); res.status(500).json({ error: "Server error" }); }'),
    ],
    [
      'is asked for a message alone',
      express('export function fail(res, problem) { res.status(500).json({ error: problem.title }); }'),
    ],
    [
      'goes to a second responder by its message',
      express(
        'export function fail(res, problem) { if (problem.kind === "size") return answer(res, 413, "Too large"); answer(res, 500, "Server error", problem.title); }\nfunction answer(res, status, text, details) { res.status(status).json({ code: status, text, details }); }',
      ),
    ],
    [
      'is told to Fastify',
      {
        'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }',
        'src/app.js':
          "import Fastify from 'fastify';\nimport { fail } from './answers.js';\nconst app = Fastify();\napp.get('/boats', (request, reply) => {\n  fail({ code: 401, title: 'x' }, reply);\n});",
        'src/answers.js':
          'export const fail = (problem, reply) => { reply.log.error(problem); reply.code(500).send({ title: problem.title }); };',
      },
    ],
  ])('says nothing of the content where it %s', (_, files) => {
    expect(claims(files)).toEqual([]);
  });

  it.each<[string, Files]>([
    ['is the content', express('export function fail(res, problem) { res.status(500).json(problem); }')],
    ['is spread', express('export function fail(res, problem) { res.status(500).json({ ok: false, ...problem }); }')],
    [
      'is wrapped',
      express(
        'export function fail(res, problem) { const content = { error: problem }; res.status(500).json(content); }',
      ),
    ],
    [
      'is written down part by part',
      express(
        'export function fail(res, problem) { res.status(500).json({ code: problem.code, title: problem.title }); }',
      ),
    ],
  ])('names a status where it %s', (_, files) => {
    expect(claims(files)).toEqual([401]);
  });
});
