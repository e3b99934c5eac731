import type { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { rules } from '../../src/rules/index.ts';
import { ReadyLinter } from '../ready-linter.ts';

const linter = new ReadyLinter();

const handler = {
  express: (on: string, body: string): string =>
    `import express from 'express';\nconst app = express();\napp.${on}, async (req, res) => {\n${body}\nres.json({ done: true });\n});`,
  fastify: (on: string, body: string): string =>
    `import Fastify from 'fastify';\nconst app = Fastify();\napp.${on}, async (req, reply) => {\n${body}\nreturn { done: true };\n});`,
} as const;

/** The rules of causes that report a piece of code with the options of a preset. */
function reports(code: string, preset: 'recommended' | 'strict'): string[] {
  const own = Object.fromEntries(
    Object.entries(plugin.configs?.[preset]?.['rules' as never] ?? {}).filter(([name]) =>
      name.startsWith('status-code/prefer-'),
    ),
  );
  return linter
    .verify(code, [{ plugins: { 'status-code': plugin }, rules: own as Linter.RulesRecord }])
    .map(({ ruleId, line, message }) => (ruleId ? `${ruleId.replace('status-code/', '')} ${line}` : message));
}

const CASES: readonly (readonly [cause: string, on: string, body: string, rule: string])[] = [
  ['no caller', "get('/me'", "if (!req.user) throw new Error('Log in');", 'prefer-401-for-missing-credentials'],
  [
    'a lacking role',
    "get('/admin'",
    "if (req.user.role !== 'admin') throw new Error('No');",
    'prefer-403-for-denied-permission',
  ],
  [
    'a missing field',
    "post('/users'",
    "if (!req.body.name) throw new Error('Name?');",
    'prefer-400-for-malformed-request',
  ],
  [
    'a value out of range',
    "post('/orders'",
    "if (req.body.quantity < 1) throw new RangeError('Too few');",
    'prefer-422-for-invalid-content',
  ],
  [
    'a missing record',
    "get('/posts/:id'",
    "const post = await Post.findById(req.params.id);\nif (!post) throw new Error('No post');",
    'prefer-404-for-missing-resource',
  ],
  [
    'a refused method',
    "all('/posts'",
    "if (req.method !== 'GET') throw new Error('GET only');",
    'prefer-405-for-unsupported-method',
  ],
  [
    'a duplicate',
    "post('/users'",
    "const user = await User.findOne({ email: req.body.email });\nif (user) throw new Error('Taken');\nawait User.create(req.body);",
    'prefer-409-for-conflict',
  ],
  [
    'a limit',
    "get('/search'",
    "const count = await redis.incr(req.ip);\nawait redis.expire(req.ip, 60);\nif (count > 60) throw new Error('Slow down');",
    'prefer-429-for-rate-limit',
  ],
  [
    'another server',
    "get('/weather'",
    "try {\nawait (await fetch('https://weather.example/')).json();\n} catch (err) {\nthrow new Error('No weather');\n}",
    'prefer-502-for-upstream-failure',
  ],
  [
    'another server that is slow',
    "get('/weather'",
    "try {\nawait fetch('https://weather.example/');\n} catch (err) {\nif (err.name === 'TimeoutError') throw new Error('Too slow');\nthrow err;\n}",
    'prefer-504-for-upstream-timeout',
  ],
];

describe.each(['express', 'fastify'] as const)('a plain error thrown in a handler of %s', framework => {
  it.each(CASES)('is judged for %s in strict alone', (_, on, body, rule) => {
    const code = handler[framework](on, body);
    const named = (preset: 'recommended' | 'strict'): (string | undefined)[] =>
      reports(code, preset).map(one => one.split(' ')[0]);
    expect(named('recommended')).not.toContain(rule);
    expect(named('strict')).toContain(rule);
  });

  it('is right for an unexpected failure, and an error handler sends 500', () => {
    const code = handler[framework](
      "get('/posts'",
      "try {\nawait Post.find();\n} catch (err) {\nthrow new Error('No posts');\n}",
    );
    expect(reports(code, 'strict')).toEqual([]);
  });
});

it('is judged where it is given to next()', () => {
  const code =
    "import express from 'express';\nconst app = express();\napp.get('/me', (req, res, next) => {\nif (!req.user) return next(new Error('Log in'));\nres.json(req.user);\n});";
  expect(reports(code, 'recommended')).toEqual([]);
  expect(reports(code, 'strict')).toEqual(['prefer-401-for-missing-credentials 4']);
});

it('is left alone in a service, where it may be anything', () => {
  expect(
    reports(
      "export async function load(req) {\nif (!req.user) throw new Error('Log in');\nreturn req.user;\n}",
      'strict',
    ),
  ).toEqual([]);
});

it('the option is on in strict, and off by default, for every rule about a failure', () => {
  for (const { definition } of Object.values(rules))
    if (/^prefer-[45]/.test(definition.name) && definition.schema?.['strict'])
      expect([definition.name, definition.defaults, definition.strictOptions]).toEqual([
        definition.name,
        expect.objectContaining({ strict: false }),
        expect.objectContaining({ strict: true }),
      ]);
});
