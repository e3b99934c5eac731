import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import * as tsParser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import plugin from '../src/index.ts';
import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, type WireRequest, type WireResponse } from './wire/harness.ts';
import {
  loadFramework,
  serveExpress,
  serveFastify,
  silentLogger,
  type ExpressApp,
  type FastifyApp,
  type RunningServer,
  type Target,
} from './wire/server.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '../examples');
const require = createRequire(import.meta.url);

/** A mistake of a faulty server: the request that shows it, and what comes back from it and from its corrected twin. */
interface Mistake {
  readonly rule: string;
  readonly request: WireRequest;
  readonly faulty: Expected;
  readonly fixed: Expected;
  /** What version 4 of the framework makes of the mistake, where that differs. */
  readonly faulty4?: Expected;
}

type Expected = Partial<Pick<WireResponse, 'status' | 'hang'>> & {
  location?: string | null;
  text?: string;
  log?: string;
};

const as = (token: string): { headers: Record<string, string> } => ({
  headers: { Authorization: `Bearer ${token}-token` },
});

// What both error handlers send, without a status.
const SORRY = '{"error":"Something went wrong, please try again later"}';

const SHOP: readonly Mistake[] = [
  {
    rule: 'prefer-403-for-denied-permission',
    request: { method: 'DELETE', path: '/users/1', ...as('bob') },
    faulty: { status: 401 },
    fixed: { status: 403 },
  },
  {
    rule: 'no-body-with-bodyless-status',
    request: { method: 'DELETE', path: '/users/2', ...as('ada') },
    faulty: { status: 204, text: '' },
    fixed: { status: 204, text: '' },
  },
  {
    rule: 'prefer-422-for-invalid-content',
    request: { method: 'POST', path: '/users', json: { email: 'eve@example.com', password: 'short' } },
    faulty: { status: 400 },
    fixed: { status: 422 },
  },
  {
    rule: 'prefer-422-for-invalid-content',
    request: { method: 'POST', path: '/orders', json: { productId: 'chair', quantity: 1 }, ...as('bob') },
    faulty: { status: 200 },
    fixed: { status: 422 },
  },
  {
    rule: 'require-location-with-201',
    request: { method: 'POST', path: '/users', json: { email: 'eve@example.com', password: 'a long enough one' } },
    faulty: { status: 201, location: null },
    fixed: { status: 201, location: '/users/100' },
  },
  {
    rule: 'no-status-as-body',
    request: { path: '/users/999', ...as('bob') },
    faulty: { status: 200, text: '404' },
    faulty4: { status: 404 },
    fixed: { status: 404, text: 'Not Found' },
  },
  {
    rule: 'no-second-response',
    request: { path: '/products/sofa' },
    faulty: { status: 404, log: 'ERR_HTTP_HEADERS_SENT' },
    fixed: { status: 404, log: '' },
  },
  {
    rule: 'no-invalid-status',
    request: { method: 'PATCH', path: '/products/sofa', json: { stock: 1 }, ...as('ada') },
    faulty: { status: 200, text: SORRY },
    faulty4: { status: 404 },
    fixed: { status: 404 },
  },
  {
    rule: 'no-contradictory-body',
    request: { path: '/orders/999', ...as('bob') },
    faulty: { status: 200, text: '{"statusCode":404,"message":"There is no such order"}' },
    fixed: { status: 404 },
  },
  {
    rule: 'no-unsent-status',
    request: { method: 'POST', path: '/orders/1/cancel', ...as('bob') },
    faulty: { hang: true },
    fixed: { status: 409 },
  },
  {
    rule: 'no-status-after-response',
    request: { method: 'POST', path: '/orders/1/refund', ...as('bob') },
    faulty: { status: 200 },
    fixed: { status: 202 },
  },
  {
    rule: 'require-location-with-redirect',
    request: { path: '/orders/1/invoice', ...as('bob') },
    faulty: { status: 302, location: null },
    fixed: { status: 302, location: 'https://invoices.example.com/1.pdf' },
  },
  {
    rule: 'no-success-for-failure',
    request: { method: 'POST', path: '/orders/1/pay', ...as('bob') },
    faulty: { status: 200 },
    fixed: { status: 502 },
  },
  {
    rule: 'no-ignored-redirect-status',
    request: { path: '/catalogue' },
    faulty: { status: 302, location: '/products' },
    fixed: { status: 301, location: '/products' },
  },
  {
    rule: 'require-status-in-error-handler',
    request: { method: 'POST', path: '/users', headers: { 'Content-Type': 'application/json' }, body: '{"email":' },
    faulty: { status: 200 },
    fixed: { status: 400 },
  },
];

const NEW_BOOKING = { roomId: 'attic', start: '2031-01-01T09:00', end: '2031-01-01T10:00' };
const BOOKING: readonly Mistake[] = [
  {
    rule: 'prefer-403-for-denied-permission',
    request: { method: 'DELETE', path: '/rooms/attic', ...as('linus') },
    faulty: { status: 401 },
    fixed: { status: 403 },
  },
  {
    rule: 'no-body-with-bodyless-status',
    request: { method: 'DELETE', path: '/rooms/attic', ...as('grace') },
    faulty: { status: 204, text: '' },
    fixed: { status: 204, text: '' },
  },
  {
    rule: 'prefer-422-for-invalid-content',
    request: { method: 'POST', path: '/bookings', json: { ...NEW_BOOKING, end: '2030-12-31T10:00' }, ...as('linus') },
    faulty: { status: 400 },
    fixed: { status: 422 },
  },
  {
    rule: 'require-location-with-201',
    request: { method: 'POST', path: '/bookings', json: NEW_BOOKING, ...as('linus') },
    faulty: { status: 201, location: null },
    fixed: { status: 201, location: '/bookings/100' },
  },
  {
    rule: 'no-success-for-failure',
    request: {
      method: 'POST',
      path: '/bookings',
      json: { ...NEW_BOOKING, start: '2030-05-01T09:30', end: '2030-05-01T11:00' },
      ...as('linus'),
    },
    faulty: { status: 200 },
    fixed: { status: 409 },
  },
  {
    rule: 'no-status-as-body',
    request: { path: '/rooms/cellar/plan' },
    faulty: { status: 200, text: '404' },
    fixed: { status: 404 },
  },
  {
    rule: 'no-second-response',
    request: { path: '/rooms/cellar' },
    faulty: { status: 404, log: 'FST_ERR_REP_ALREADY_SENT' },
    fixed: { status: 404, log: '' },
  },
  {
    rule: 'no-invalid-status',
    request: { method: 'POST', path: '/bookings/1/calendar', ...as('linus') },
    faulty: { status: 200, text: SORRY },
    fixed: { status: 502 },
  },
  {
    rule: 'no-contradictory-body',
    request: { path: '/bookings/999', ...as('linus') },
    faulty: { status: 200 },
    fixed: { status: 404 },
  },
  {
    rule: 'no-unsent-status',
    request: { method: 'DELETE', path: '/bookings/2', ...as('linus') },
    faulty: { hang: true },
    fixed: { status: 409 },
  },
  {
    rule: 'no-status-after-response',
    request: { method: 'POST', path: '/bookings/1/confirm', ...as('linus') },
    faulty: { status: 200 },
    fixed: { status: 202 },
  },
  {
    rule: 'require-location-with-redirect',
    request: { path: '/floor-plan' },
    faulty: { status: 303, location: null },
    fixed: { status: 303, location: '/rooms' },
  },
  {
    rule: 'no-ignored-redirect-status',
    request: { path: '/bookings' },
    faulty: { status: 401, location: 'https://login.example.com/?next=/bookings' },
    fixed: { status: 302, location: 'https://login.example.com/?next=/bookings' },
  },
  {
    rule: 'require-status-in-error-handler',
    request: { method: 'POST', path: '/bookings', json: { roomId: 'attic' }, ...as('linus') },
    faulty: { status: 200 },
    fixed: { status: 400 },
  },
];

/** Starts an example server on the framework it is built with. */
async function start(folder: string, target: Target): Promise<RunningServer> {
  const framework = loadFramework(target);
  const log: string[] = [];
  if (target.framework === 'express') {
    const { build } = require(path.join(EXAMPLES, folder, 'app.js')) as {
      build: (express: unknown, log: { error: (error: unknown) => void }) => ExpressApp;
    };
    return serveExpress(build(framework, { error: () => undefined }), log);
  }
  const { build } = (await import(pathToFileURL(path.join(EXAMPLES, folder, 'app.ts')).href)) as {
    build: (fastify: unknown, options: object) => FastifyApp;
  };
  return serveFastify(build(framework, { logger: silentLogger(log) }), log);
}

describe.each([
  ...EXPRESS_VERSIONS.map(version => ({ framework: 'express', version, mistakes: SHOP }) as const),
  ...FASTIFY_VERSIONS.map(version => ({ framework: 'fastify', version, mistakes: BOOKING }) as const),
])('on $framework $version', ({ framework, version, mistakes }) => {
  it.each(mistakes)(
    '$rule: $request.method $request.path',
    { timeout: 60_000 },
    async ({ request, faulty, faulty4, fixed }) => {
      expect(await answer(`${framework}-server`, { framework, version }, request)).toMatchObject(
        version === 4 && faulty4 ? faulty4 : faulty,
      );
      expect(await answer(`${framework}-server-fixed`, { framework, version }, request)).toMatchObject(fixed);
    },
  );
});

/** What an example server answers to one request, with the code of the first error it has logged. */
async function answer(folder: string, target: Target, request: WireRequest): Promise<Expected> {
  const server = await start(folder, target);
  try {
    const { status, hang, headers, body } = await server.send(request);
    const log = /[A-Z]+_[A-Z_]+/.exec(server.log.join(' '))?.[0] ?? '';
    return { status, hang, location: headers['location']?.[0] ?? null, text: body.toString(), log };
  } finally {
    await server.close();
  }
}

describe('the linted examples', () => {
  const expected = JSON.parse(readFileSync(path.join(EXAMPLES, 'expected.json'), 'utf8')) as {
    file: string;
    line: number;
    rule: string;
  }[];
  const names = (folder: string): string[] =>
    expected
      .filter(({ file }) => file.startsWith(`${folder}/`))
      .map(({ rule }) => rule.replace('status-code/', ''))
      .sort();

  it('have the expected findings under `recommended`, and no others', async () => {
    expect(await lint(['express-server', 'fastify-server'], plugin.configs.recommended)).toEqual(expected);
  });

  it('have each mistake of the wire among those findings', () => {
    expect(names('express-server')).toEqual(SHOP.map(({ rule }) => rule).sort());
    expect(names('fastify-server')).toEqual(BOOKING.map(({ rule }) => rule).sort());
  });

  it('are clean under `all` once corrected', async () => {
    expect(await lint(['express-server-fixed', 'fastify-server-fixed'], plugin.configs.all)).toEqual([]);
  });

  it('differ from their corrected twins in the lines of the mistakes alone', () => {
    for (const folder of ['express-server', 'fastify-server']) {
      const files = readdirSync(path.join(EXAMPLES, folder));
      expect(readdirSync(path.join(EXAMPLES, `${folder}-fixed`))).toEqual(files);
      const linesOf = (name: string, file: string): string[] =>
        readFileSync(path.join(EXAMPLES, name, file), 'utf8').split('\n');
      const changed = files
        .filter(file => /\.[jt]s$/.test(file))
        .flatMap(file => linesOf(folder, file).filter(line => !linesOf(`${folder}-fixed`, file).includes(line)));
      expect(changed.length).toBeLessThan(2 * names(folder).length);
    }
  });
});

async function lint(folders: string[], preset: Linter.Config): Promise<{ file: string; line: number; rule: string }[]> {
  const languages: Linter.Config[] = [
    { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
    { files: ['**/*.ts'], languageOptions: { parser: tsParser } },
  ];
  const eslint = new ESLint({ cwd: EXAMPLES, overrideConfigFile: true, overrideConfig: [...languages, preset] });
  const results = await eslint.lintFiles(folders);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, message }) => ({
      file: path.relative(EXAMPLES, filePath).replaceAll(path.sep, '/'),
      line,
      rule: ruleId ?? message,
    })),
  );
}
