import rule from '../../src/rules/no-inapplicable-status.ts';
import { registry } from '../../src/reference/registry.ts';
import { citation } from '../../src/reference/source.ts';
import { label } from '../../src/reference/statuses.ts';
import { controller, express, fastify } from '../header-cases.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase } from '../rule-tester.ts';

const MEANT: Readonly<Record<number, number>> = { 203: 200, 407: 401, 508: 500, 510: 500, 511: 401 };
const CODES = [203, 305, 306, 407, 418, 421, 425, 508, 510, 511] as const;

/** A report at a status, whose suggestion, where there is one, replaces it in place. */
function wrong(code: (typeof CODES)[number], source: string, name: string = label(code)): InvalidCase {
  const entry = registry.find(one => one.code === code);
  const right = MEANT[code];
  const suggestions =
    right === undefined
      ? []
      : [{ messageId: 'send', data: { status: label(right) }, output: source.replace(String(code), String(right)) }];
  return {
    name,
    code: source,
    errors: [
      {
        messageId: 'inapplicable',
        data: { status: label(code), purpose: entry?.inapplicable ?? '', source: entry ? citation(entry.source) : '' },
        ...placeOf(source, String(code)),
        suggestions,
      },
    ],
  };
}

const typed = controller('express', 'res.status(203).json({});');
const typedReply = controller('fastify', 'return reply.code(407).send();');

testRule('no-inapplicable-status', rule, {
  express: {
    valid: [
      { name: 'a status for handlers', code: express(`res.status(200).json({})`) },
      { name: '402, which payment APIs use', code: express(`res.status(402).json({})`) },
      {
        name: 'a status of another server',
        code: express(
          `const found = await fetch(url); if (found.status === 203) return res.status(203).end(); res.end()`,
        ),
      },
      { name: 'a status that is passed on', code: express(`res.status(found.status).end()`) },
      { name: 'a number that is data', code: express(`res.json({ code: 418 })`) },
      { name: 'a status that is set in vain', code: express(`res.json({}).status(418)`) },
    ],
    invalid: [
      ...CODES.map(code => wrong(code, express(`res.status(${code}).end()`))),
      wrong(418, express(`res.sendStatus(418)`), 'sendStatus'),
      wrong(
        407,
        express(`if (!req.headers.authorization) return res.status(407).end(); res.end()`),
        'a cause that has a status of its own',
      ),
      wrong(418, express(`throw new ApiError(418, 'No coffee')`), 'a thrown error'),
      { ...wrong(203, typed, 'in TypeScript'), ts: true },
    ],
  },
  fastify: {
    valid: [
      { name: 'a status for handlers', code: fastify(`return reply.code(409).send()`) },
      {
        name: 'a status of another server',
        code: fastify(`if (found.statusCode === 511) return reply.code(511).send(); return found`),
      },
    ],
    invalid: [
      ...CODES.map(code => wrong(code, fastify(`return reply.code(${code}).send()`))),
      {
        name: 'an error of @fastify/sensible',
        code: fastify(`return reply.imateapot()`),
        errors: [{ messageId: 'inapplicable', ...placeOf(fastify(`return reply.imateapot()`), 'imateapot') }],
      },
      { ...wrong(407, typedReply, 'in TypeScript'), ts: true },
    ],
  },
});
