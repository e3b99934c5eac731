import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findStatusLibrary } from '../../src/reference/status-names.ts';
import { rules } from '../../src/rules/index.ts';
import {
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  startExample,
  type Target,
  type WireRequest,
  type WireResponse,
} from './harness.ts';
import { makeConstants, makeSensible, makeStub, StubError, WORLDS, type World } from './page-stubs.ts';
import { loadFramework } from './server.ts';
import { examplesOf, namesOf, requestsOf, WIRE_RULES, type PageExample } from './pages.ts';

const MOST_AT_ONCE = 24;
const CALLER = `{ id: '8', role: 'user' }`;
const require = createRequire(import.meta.url);

/** Why the pages of the other rules claim nothing about the wire that a framework could make untrue: what they say is what a status means. */
const SAYS_WHAT_A_STATUS_MEANS = 'its status goes out as it is written; the page says what it means';
const WITHOUT_CLAIMS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.values(rules)
      .map(({ definition: { name } }) => name)
      .filter(name => /^(?:prefer-(?:201|400|401|404|405|409|422|500|502|504)|no-(?:201|404))-/.test(name))
      .map(name => [name, SAYS_WHAT_A_STATUS_MEANS]),
  ),
  'no-success-for-failure': SAYS_WHAT_A_STATUS_MEANS,
  'restrict-status': "a list of the team's own",
  'no-failure-status-for-success': SAYS_WHAT_A_STATUS_MEANS,
};

/** The errors that nobody has caught, which would have ended the process, by the name of the run they come from. */
const uncaught = new Map<string, string>();
const currentRun = new AsyncLocalStorage<string>();
const EVENTS = ['unhandledRejection', 'uncaughtException'] as const;
const kept = new Map<string, NodeJS.UnhandledRejectionListener[]>();
const record = (error: unknown): void => {
  const { stack = '', message = '', code } = Object(error) as { stack?: string; message?: string; code?: string };
  const run = /page-run-\d+/.exec(stack)?.[0] ?? currentRun.getStore();
  if (run) uncaught.set(run, code ?? message);
};

beforeAll(() => {
  for (const event of EVENTS) {
    kept.set(event, process.listeners(event as 'unhandledRejection'));
    process.removeAllListeners(event);
    process.on(event, record);
  }
});
afterAll(() => {
  for (const event of EVENTS) {
    process.removeAllListeners(event);
    for (const listener of kept.get(event) ?? []) process.on(event, listener as () => void);
  }
});

/** A plugin of which an example needs nothing but that it is there. */
const OTHER_PLUGIN = (_instance: unknown, _options: unknown, done: () => void): void => done();

let runs = 0;

/** What goes out for each request of an example, in one world. */
async function answersOf({ code }: PageExample, target: Target, world: World): Promise<string[]> {
  const run = `page-run-${++runs}`;
  const { free, handlers } = namesOf(code);
  const createError = createRequire(require.resolve(`express${target.version}`))('http-errors') as (
    code: number,
    message?: string,
  ) => Error;
  const stub = makeStub(world);
  const parseJson = (loadFramework(target) as unknown as { json?: () => unknown }).json?.();
  const globals = {
    ...Object.fromEntries(free.map(name => [name, name.endsWith('Error') ? StubError : stub])),
    parseJson,
  };
  const specifiers = [...code.matchAll(/(?:from|require\()\s*'(?<name>[^']+)'/g)]
    .map(({ groups }) => groups?.['name'] ?? '')
    .filter(name => !['express', 'fastify'].includes(name) && !name.startsWith('node:'));
  const modules = Object.fromEntries(
    specifiers.map(name => [
      name,
      name === 'http-errors'
        ? createError
        : name.startsWith('@fastify/') && name !== '@fastify/sensible'
          ? OTHER_PLUGIN
          : name === '@fastify/sensible'
            ? makeSensible(createError)
            : findStatusLibrary(name)
              ? makeConstants(findStatusLibrary(name) ?? 'http-status-codes')
              : stub,
    ]),
  );
  const routes = /\b(?:app|router|fastify|server|scope|instance)\.\w+\(/.test(code)
    ? ''
    : handlers.map(name => `app.all('/', ${name});`).join(' ');
  const source = `${prepare(code, target, world)}\n${routes}\n//# sourceURL=${run}.js`;
  const server = await currentRun
    .run(run, () => startExample(source, { ...target, globals, modules }))
    .catch((error: unknown) => String(error));
  if (typeof server === 'string') return [`does not start: ${server.split('\n')[0] ?? ''}`];
  const answers: string[] = [];
  for (const request of requestsOf(code)) {
    uncaught.delete(run);
    server.log.length = 0;
    const response = await server.send(request);
    await new Promise(resolve => {
      setTimeout(resolve, 30);
    });
    answers.push(
      `${request.method ?? 'GET'} ${request.path ?? '/'}${request.body === undefined ? '' : ' with malformed JSON'} → ${uncaught.has(run) ? `${response.hang ? 'no answer' : describeResponse(response, request)}, and the process ends: ${uncaught.get(run) ?? ''}` : describeResponse(response, request)}${server.log.map(line => `, logged: ${line}`).join('')}`,
    );
  }
  await server.close();
  return answers;
}

/** An example with what stands around it: content that is parsed and, where there is anything, a caller who is known; a route that fails, where it has none and shows an error handler; the hooks that a plugin has put on the instance. */
function prepare(code: string, { framework }: Target, world: World): string {
  const hasRoute = /\.(?:get|post|put|patch|delete|all|route)\(/.test(code);
  const failing =
    hasRoute || !/setErrorHandler\(|\((?:err|error), req/.test(code)
      ? ''
      : `get('/', () => { throw Object.assign(new Error('The store is down'), { statusCode: 400, validation: [] }); });`;
  const around = (name: string): string =>
    [
      ...(framework === 'express' ? ['use(parseJson);'] : []),
      ...(world !== 'there'
        ? []
        : framework === 'express'
          ? [`use((req, res, next) => { req.user = ${CALLER}; next(); });`]
          : [`addHook('onRequest', async request => { request.user = ${CALLER}; });`]),
      failing,
    ]
      .filter(each => each !== '')
      .map(each => `${name}.${each}`)
      .join(' ');
  const made = /^const (?<name>\w+) = (?:express|require\('\w+'\)|[Ff]astify)\(.*\);$/m.exec(code);
  const whole = made
    ? code.replace(made[0], () => `${made[0]} ${around(made.groups?.['name'] ?? '')}`)
    : `${around('app')}\n${code}`;
  return whole.replaceAll(
    /\b(?:app|fastify)\.(?:authenticate|authorize|verifyJWT)\b/g,
    `((request, reply, done) => { request.user = ${CALLER}; done(); })`,
  );
}

function describeResponse(
  { hang, reset, complete, statusLine, headers, body }: WireResponse,
  { method }: WireRequest,
): string {
  if (hang) return 'hangs';
  if (statusLine === '') return reset ? 'closed without an answer' : 'nothing';
  const fields = ['location', 'allow', 'retry-after', 'content-range', 'www-authenticate'].flatMap(name =>
    headers[name] ? [`${name}: ${headers[name].join(', ')}`] : [],
  );
  const text = body
    .toString()
    .replaceAll(/at .*?(?=<br>|&nbsp;|$)/g, '')
    .replaceAll(/\s+/g, ' ');
  const content =
    method === 'HEAD' || text === '' ? 'no content' : text.startsWith('<!DOCTYPE') ? 'a page' : text.slice(0, 70);
  return [statusLine.replace(/^HTTP\/1.1 /, ''), ...fields, content, ...(complete ? [] : ['never whole'])].join('; ');
}

describe('the pages', () => {
  it('that claim something about the wire have a test of it, and the others a reason', () => {
    const names = Object.keys(rules);
    expect(names.filter(name => !WIRE_RULES.includes(name)).sort()).toEqual(Object.keys(WITHOUT_CLAIMS).sort());
  });

  it('show what goes out', { timeout: 300_000 }, async () => {
    const jobs = WIRE_RULES.flatMap(rule => examplesOf(rule)).flatMap(example =>
      (example.framework === 'express' ? EXPRESS_VERSIONS : FASTIFY_VERSIONS).flatMap(version =>
        WORLDS.filter(world => world !== 'failing' || /\bcatch\b/.test(example.code)).map(world => ({
          example,
          version,
          world,
        })),
      ),
    );
    const lines: string[] = [];
    const queue = jobs.map((job, index) => ({ ...job, index }));
    await Promise.all(
      Array.from({ length: MOST_AT_ONCE }, async () => {
        for (let job = queue.shift(); job; job = queue.shift()) {
          const { example, version, world, index } = job;
          const answers = await answersOf(example, { framework: example.framework, version }, world);
          // A schema that is made by functions which give nothing is none.
          if (world !== 'there' && answers[0]?.startsWith('does not start')) continue;
          lines[index] = answers.map(answer => `${example.title} (${version}, ${world}): ${answer}`).join('\n');
        }
      }),
    );
    expect(lines.filter(line => line.includes('does not start'))).toEqual([]);
    await expect(`${lines.filter(line => line !== '').join('\n')}\n`).toMatchFileSnapshot('pages.snap.txt');
  });
});
