import { describe, expect, it } from 'vitest';

import { judge } from '../../src/causes/judge.ts';
import { findOwner, findStatusOwner, judgeInOrder } from '../../src/causes/precedence.ts';
import { outcomesWithout } from '../../src/causes/outcomes-without.ts';
import { readCause } from '../../src/causes/read-cause.ts';
import { findContradictions } from '../../src/facts/content/body-claims.ts';
import { findWrongNotModified } from '../../src/facts/headers/not-modified.ts';
import { statusInVain } from '../../src/facts/in-vain/status-in-vain.ts';
import { lacksStatus } from '../../src/facts/setting/missing-status.ts';
import { findInapplicable, findUnfitMethod, isUnregistered } from '../../src/facts/setting/unfit-status.ts';
import { EXPRESS, FASTIFY, express, fastify, present, readCode } from '../read-code.ts';

/*
 * Places 2 to 5 exclude one another by their statuses: one that is not registered has no entry that names methods, and none is both 304 and reserved.
 * What is set in vain (1) has no feasible outcome, so that of the others only the cause (7) would speak of it, too.
 */

/** Who could speak of the first status of a file, each asked alone, by the place in the order; and who does, with and without the content. */
function speakers(code: string) {
  const model = readCode(code);
  const response = present(model.responses.find(({ status }) => status.outcomes.length > 0));
  const outcome = present(response.status.outcomes[0]);
  const cause = readCause(response, model, outcome)?.cause;
  const terms = { causes: cause ? [cause] : [], accept: [] };
  const could: Readonly<Record<number, boolean>> = {
    1: statusInVain(response, model) !== null,
    2: findUnfitMethod(response, outcome, model) !== null,
    3: isUnregistered(response, outcome, model),
    4: findInapplicable(response, outcome, model) !== null,
    5: findWrongNotModified(response, outcome, model) !== null,
    6: lacksStatus(response, outcome, model),
    7: judge(response, outcome, model, terms).is === 'wrong',
    8: findContradictions(response, model).some(one => one.outcome === outcome),
  };
  return {
    could: Object.keys(could)
      .filter(place => could[Number(place)])
      .join(' '),
    owner: findOwner(response, outcome, model),
    statusOwner: findStatusOwner(response, outcome, model),
    inOrder: judgeInOrder(response, outcome, model, terms),
    model,
    response,
  };
}

const POST = { on: 'POST /things' };
const NO_NAME = 'if (!req.body.name)';
const DUPLICATE =
  "app.use((err, req, res, next) => { if (err.code === 'P2002') return res.json({ success: false, error: 'x' }); next(err); });";

describe('the order of those who could speak of one status', () => {
  it.each<[string, string, string, string | null]>([
    // 1 before each of the others
    [
      'in vain, unfit',
      fastify('return reply.code(206).send(createError(404));', {
        ...POST,
        head: "import createError from 'http-errors';",
      }),
      '1',
      'no-status-overridden-by-error',
    ],
    [
      'in vain, missing in an error handler',
      `${EXPRESS}app.use((err, req, res, next) => { res.status = 500; res.json({ error: err.message }); });`,
      '1',
      'no-invalid-status',
    ],
    [
      'in vain, wrong for its cause',
      express(`${NO_NAME} { res.status(404).json({}); res.status(409); return; }`, POST),
      '1 7',
      'no-status-after-response',
    ],
    [
      'in vain, by its content',
      express('res.json({ statusCode: 404 }).status(404);', POST),
      '1',
      'no-status-after-response',
    ],
    // 2 to 5 before the cause and the content
    [
      'unfit, with another in its content',
      express('return res.status(206).json({ statusCode: 404 });', POST),
      '2 8',
      'no-status-unfit-for-method',
    ],
    [
      'unregistered, wrong for its cause',
      express(`${NO_NAME} return res.status(499).json({});`, POST),
      '3',
      'no-unregistered-status',
    ],
    [
      'unregistered, with another in its content',
      express('return res.status(299).json({ statusCode: 404 });', POST),
      '3 8',
      'no-unregistered-status',
    ],
    [
      'inapplicable, with another in its content',
      express('return res.status(418).json({ statusCode: 404 });', POST),
      '4 8',
      'no-inapplicable-status',
    ],
    ['a 304 nobody asked for', express('return res.status(304).end();', { on: 'GET /x' }), '5', 'no-unconditional-304'],
    // 6 before 7 and 8
    [
      'missing, with another in its content',
      `${EXPRESS}app.use((err, req, res, next) => { res.json({ statusCode: 500 }); });`,
      '6 8',
      'require-status-in-error-handler',
    ],
    ['missing, wrong for its cause', `${EXPRESS}${DUPLICATE}`, '6 7', 'require-status-in-error-handler'],
    // 7 before 8, but for a success
    [
      'wrong for its cause, with another in its content',
      express(`${NO_NAME} return res.status(404).json({ statusCode: 409 });`, POST),
      '7 8',
      'prefer-400-for-malformed-request',
    ],
    [
      'a success for a failure, with its status in the content',
      express(`${NO_NAME} return res.json({ success: false, statusCode: 400 });`, POST),
      '7 8',
      null,
    ],
    [
      'a success for a failure',
      express(`${NO_NAME} return res.json({ success: false });`, POST),
      '7',
      'prefer-400-for-malformed-request',
    ],
    [
      'with another in its content alone',
      express('return res.status(400).json({ statusCode: 404 });', POST),
      '8',
      null,
    ],
    ['nothing', express(`${NO_NAME} return res.status(400).json({});`, POST), '', null],
  ])('%s', (_, code, could, owner) => {
    const found = speakers(code);
    expect(found.could).toBe(could);
    expect(found.owner).toBe(owner);
    expect(found.statusOwner).toBe(owner ?? (could.includes('8') ? 'no-contradictory-body' : null));
    // The rule of the cause speaks where it is the owner, and nowhere else.
    expect(found.inOrder.is).toBe(owner?.startsWith('prefer-') ? 'wrong' : 'fine');
  });

  it('says who speaks instead', () => {
    const why = (code: string): string => {
      const { inOrder } = speakers(code);
      return inOrder.is === 'fine' ? inOrder.why : inOrder.row.rule;
    };
    expect(why(express(`${NO_NAME} { res.status(404).json({}); res.status(409); return; }`, POST))).toBe(
      'a status is set in vain: no-status-after-response speaks',
    );
    expect(why(express('return res.status(418).json({});', POST))).toBe(
      'whatever the cause, this status is wrong: no-inapplicable-status speaks',
    );
    expect(why(express(`${NO_NAME} return res.json({ success: false, statusCode: 400 });`, POST))).toBe(
      'its content names the status it should have: no-contradictory-body speaks',
    );
    expect(why(`${EXPRESS}${DUPLICATE}`)).toBe('the status is missing: require-status-in-error-handler speaks');
  });

  it.each([
    [
      'a status by its content',
      express('return res.status(405).json({ statusCode: 404 });', POST),
      'allow',
      'no-contradictory-body',
    ],
    [
      'a status by its cause',
      express(`${NO_NAME} return res.status(405).json({});`, POST),
      'allow',
      'prefer-400-for-malformed-request',
    ],
  ])('does not ask for what %s calls for (8 before 9)', (_, code, header, owner) => {
    const { model, response } = speakers(code);
    expect(outcomesWithout(header, response, model)).toBe(`the status is wrong: ${owner} speaks`);
  });

  it('asks for what a right status calls for', () => {
    const { model, response } = speakers(express("if (req.method !== 'POST') return res.status(405).json({});", POST));
    expect(outcomesWithout('allow', response, model)).toHaveLength(1);
  });

  it('is the same in Fastify', () => {
    const unfit = speakers(fastify('return reply.code(206).send({ statusCode: 404 });', POST));
    expect([unfit.could, unfit.owner]).toEqual(['2 8', 'no-status-unfit-for-method']);
    const missing = speakers(
      `${FASTIFY}app.setErrorHandler((error, request, reply) => { reply.send({ statusCode: 500 }); });`,
    );
    expect([missing.could, missing.owner]).toEqual(['6 8', 'require-status-in-error-handler']);
  });
});
