import rule from '../../src/rules/no-unregistered-status.ts';
import { unregistered } from '../../src/reference/unregistered.ts';
import { label } from '../../src/reference/statuses.ts';
import { controller, express, fastify } from '../header-cases.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase } from '../rule-tester.ts';

/** A report at a status, whose suggestion, where there is one, replaces it in place. */
function known(
  code: number,
  source: string,
  name = `${code} is known to mean something`,
  right = unregistered.get(code)?.registered ?? null,
): InvalidCase {
  const found = unregistered.get(code);
  if (!found) throw new RangeError(`Nothing is known of ${code}.`);
  const suggestions =
    right === null
      ? []
      : [{ messageId: 'send', data: { status: label(right) }, output: source.replace(String(code), String(right)) }];
  return {
    name,
    code: source,
    errors: [
      {
        messageId: 'known',
        data: {
          code,
          use: found.use,
          general: code < 500 ? (code < 300 ? '200 OK' : '400 Bad Request') : '500 Internal Server Error',
        },
        ...placeOf(source, String(code)),
        suggestions,
      },
    ],
  };
}
const unknown = (
  code: number,
  source: string,
  general = '400 Bad Request',
  name = `${code} is nobody's`,
): InvalidCase => ({
  name,
  code: source,
  errors: [{ messageId: 'unregistered', data: { code, general }, ...placeOf(source, String(code)) }],
});

const CALLED = express(`if (gone) return refuse(res); res.end()`).replace(
  'const app',
  'const refuse = response => response.status(499).end(); const app',
);
const typed = controller('express', 'res.status(440).json({ message: "Log in again" });');
const typedReply = controller('fastify', 'return reply.code(498).send();');

testRule('no-unregistered-status', rule, {
  express: {
    valid: [
      { name: 'a registered status', code: express(`res.status(451).end()`) },
      { name: '418, which is registered as unused', code: express(`res.status(418).end()`) },
      { name: 'a status of the draft that extends the registry', code: express(`res.status(226).end()`) },
      { name: 'no status at all, of which no-invalid-status speaks', code: express(`res.status(999).end()`) },
      { name: 'a number that is data', code: express(`res.json({ code: 419 })`) },
      {
        name: 'a status of another server',
        code: express(
          `const found = await fetch(url); if (found.status === 520) return res.status(520).end(); res.end()`,
        ),
      },
      { name: 'a status that is not known', code: express(`res.status(found.status).end()`) },
      {
        name: 'one of several that a function in between decides',
        code: express(`throw toError(found.status)`).replace(
          'const app',
          'class AppError extends Error { constructor(status) { super(); this.status = status; } } const toError = status => { switch (status) { case 419: return new AppError(419); default: return new AppError(502); } }; const app',
        ),
      },
      { name: 'what the options allow', options: [{ allow: [419] }], code: express(`res.status(419).end()`) },
    ],
    invalid: [
      ...[...unregistered.keys()].map(code => known(code, express(`res.status(${code}).end()`))),
      unknown(432, express(`res.status(432).json({})`)),
      unknown(555, express(`res.sendStatus(555)`), '500 Internal Server Error'),
      unknown(299, express(`res.writeHead(299); res.end()`), '200 OK'),
      unknown(399, express(`res.statusCode = 399; res.end()`), '300 Multiple Choices'),
      known(
        419,
        express(`if (!req.headers.authorization) return res.status(419).end(); res.end()`),
        'a cause that has a status of its own',
        401,
      ),
      known(420, express(`throw new ApiError(420, 'Slow down')`), 'a thrown error'),
      {
        name: 'a constant',
        code: express(`const status = 498; res.status(status).end()`),
        errors: [
          {
            messageId: 'known',
            ...placeOf(express(`const status = 498; res.status(status).end()`), 'status', 'res.status('),
            suggestions: [
              {
                messageId: 'send',
                data: { status: '401 Unauthorized' },
                output: express(`const status = 498; res.status(401).end()`),
              },
            ],
          },
        ],
      },
      {
        name: 'a fallback',
        code: express(`res.status(isLate ? 599 : 500).end()`),
        errors: [
          {
            messageId: 'known',
            suggestions: [
              {
                messageId: 'send',
                data: { status: '504 Gateway Timeout' },
                output: express(`res.status(isLate ? 504 : 500).end()`),
              },
            ],
          },
        ],
      },
      {
        name: 'one status that two responses go out with',
        code: express(`res.status(432); if (html) return res.send('No.'); res.json({})`),
        errors: [{ messageId: 'unregistered' }],
      },
      {
        name: 'a helper, where the status is written and not where it is called',
        code: CALLED,
        errors: [{ messageId: 'known', ...placeOf(CALLED, '499') }],
      },
      {
        name: 'another than the options allow',
        options: [{ allow: [420] }],
        code: express(`res.status(432).end()`),
        errors: [{ messageId: 'unregistered' }],
      },
      { ...known(440, typed, 'in TypeScript'), ts: true },
    ],
  },
  fastify: {
    valid: [
      { name: 'a registered status', code: fastify(`return reply.code(511).send()`) },
      {
        name: 'a status of another server',
        code: fastify(
          `switch (found.statusCode) { case 522: return reply.code(522).send(); default: return found.body; }`,
        ),
      },
      { name: 'what the options allow', options: [{ allow: [499] }], code: fastify(`return reply.code(499).send()`) },
    ],
    invalid: [
      known(444, fastify(`return reply.code(444).send()`)),
      known(419, fastify(`reply.status(419); return { message: 'Reload the page' }`), 'a returned value'),
      unknown(470, fastify(`return reply.code(470).send()`)),
      { ...known(498, typedReply, 'in TypeScript'), ts: true },
    ],
  },
});
