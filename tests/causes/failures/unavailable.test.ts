import { expect, it } from 'vitest';

import { findCatchPlace } from '../../../src/causes/failures/catch-place.ts';
import { readUnavailable } from '../../../src/causes/failures/unavailable.ts';
import type { Route } from '../../read-code.ts';
import { ask, sayEvidence } from '../reading.ts';

function read(body: string, route: Route = {}): string {
  const { response, file, provenances, conditions } = ask(body, { on: 'GET /x', ...route });
  return sayEvidence(
    readUnavailable(response, { file, provenances, conditions, place: findCatchPlace(response.node) }),
  );
}

it.each([
  ['if (maintenance) return res.status(400).end();', 'unavailable'],
  ['if (settings.maintenanceMode === true) return res.status(400).end();', 'unavailable'],
  ['if (settings.maintenanceMode === false) return res.status(400).end();', 'nothing'],
  ["if (process.env.MAINTENANCE_MODE === 'on') return res.status(400).end();", 'unavailable'],
  ["if (flags.get('maintenance')) return res.status(400).end();", 'unavailable'],
  ['if (toobusy()) return res.status(400).end();', 'unavailable'],
  ['if (isShuttingDown) return res.status(400).end();', 'unavailable'],
  ['if (!maintenance) return res.status(400).end();', 'nothing'],
  ['if (maintenance) return work(); res.status(400).end();', 'nothing'],
  ['if (busy) return res.status(400).end();', 'nothing'],
])('%s: %s', (body, said) => {
  expect(read(body)).toBe(said);
});

const FAILS = 'unavailable -200,201,202,203,204,500,502,504';
const CHECK = (answer: string): string => `try { await db.ping(); } catch (err) { ${answer} }`;
it.each([
  ['/health', CHECK('res.status(500).end();'), FAILS],
  ['/x', CHECK('res.status(500).end();'), 'nothing'],
  ['/health', CHECK("res.json({ status: 'ok' });"), 'nothing'],
  ['/health', "res.status(500).json({ status: 'down' });", FAILS],
  ['/health', 'res.status(500).json({ healthy: false });', FAILS],
  ['/health', "res.json({ status: 'degraded' });", 'nothing'],
  ['/healthy/friends', CHECK('res.status(500).end();'), 'nothing'],
])('%s with %s: %s', (path, body, said) => {
  expect(read(body, { on: `GET ${path}` })).toBe(said);
});
