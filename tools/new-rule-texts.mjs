/** The texts `new.mjs` writes for a new rule: one that works, is small, and passes every test, to be made another step by step. */

/** How a rule's name begins, and what its description says then. */
export const DESCRIPTIONS = {
  no: 'Disallow 503 Service Unavailable responses without content',
  require: 'Require 503 Service Unavailable responses to have content',
  prefer: 'Prefer content in 503 Service Unavailable responses',
  restrict: 'Enforce content in 503 Service Unavailable responses',
  consistent: 'Enforce content in 503 Service Unavailable responses',
};

/** src/rules/NAME.ts */
export function ruleText(name) {
  return `import { feasibleOutcomes } from '../facts/outcomes/feasible-outcomes.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  name: '${name}',
  description: '${DESCRIPTIONS[name.split('-', 1)[0]]}',
  type: 'suggestion',
  preset: 'all',
  entries: [503],
  messages: {
    empty:
      'Say in the content what happens meanwhile: {{status}} asks the client to come back, and nothing tells people more.',
  },
  response(response, { model, report }) {
    const outcome = feasibleOutcomes(response, [], model).find(({ code }) => code === 503);
    if (!outcome) return 'its status is not 503 Service Unavailable, or not known';
    if (response.body.presence !== 'none') return 'it has content, or may have';
    report({ node: outcome.node, messageId: 'empty', data: { status: label(503) } });
    return undefined;
  },
});
`;
}

/** tests/rules/NAME.test.ts */
export function testText(name) {
  return `import rule from '../../src/rules/${name}.ts';
import { controller, express, fastify } from '../header-cases.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase } from '../rule-tester.ts';

/** A report at the status. */
const empty = (name: string, code: string): InvalidCase => ({
  name,
  code,
  errors: [{ messageId: 'empty', data: { status: '503 Service Unavailable' }, ...placeOf(code, '503') }],
});

testRule('${name}', rule, {
  express: {
    valid: [
      { name: 'content', code: express(\`res.status(503).json({ message: 'Back at noon' })\`) },
      { name: 'the word that sendStatus sends', code: express(\`res.sendStatus(503)\`) },
      { name: 'another status', code: express(\`res.status(204).end()\`) },
      { name: 'a status that is not known', code: express(\`res.status(health.status).end()\`) },
    ],
    invalid: [
      empty('end', express(\`res.status(503).end()\`)),
      empty('a status set apart', express(\`res.statusCode = 503; res.end()\`)),
      { ...empty('in TypeScript', controller('express', 'res.status(503).end();')), ts: true },
    ],
  },
  fastify: {
    valid: [
      { name: 'content', code: fastify(\`return reply.code(503).send({ message: 'Back at noon' })\`) },
      { name: 'a status that is not known', code: fastify(\`return reply.code(health.status).send()\`) },
    ],
    invalid: [
      empty('send', fastify(\`return reply.code(503).send()\`)),
      { ...empty('in TypeScript', controller('fastify', 'return reply.code(503).send();')), ts: true },
    ],
  },
});
`;
}

/** docs/rules/NAME.md, whose header \`npm run update\` fills. */
export function pageText(name) {
  const express = body => `const app = require('express')();\n\napp.get('/report', (req, res) => {\n  ${body}\n});`;
  const fastify = body =>
    `const fastify = require('fastify')();\n\nfastify.get('/report', async (request, reply) => {\n  ${body}\n});`;
  const block = (mark, code) => `\`\`\`js ${mark}\n${code}\n\`\`\``;
  return `# \`status-code/${name}\`

<!-- begin generated header -->

<!-- end generated header -->

## Why

Who gets 503 Service Unavailable is to come back later. Without content, a browser shows an empty page, and people do not know whether to wait a minute or a day.

## Examples

### Express

${block('✗', express('res.status(503).end();'))}

${block('✓', express(`res.status(503).json({ message: 'The report is being made anew, until noon' });`))}

### Fastify

${block('✗', fastify('return reply.code(503).send();'))}

${block('✓', fastify(`return reply.code(503).send({ message: 'The report is being made anew, until noon' });`))}

## What stays silent

- A status that is not known: \`res.status(health.status).end()\`.
- \`res.sendStatus(503)\`, which sends the name of the status as its content.

## How to fix

Send content that says what happens and until when.
`;
}
