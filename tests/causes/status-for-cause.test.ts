import { expect, it } from 'vitest';

import { statusForCause } from '../../src/causes/status-for-cause.ts';
import { present } from '../read-code.ts';
import { ask } from './reading.ts';

it.each([
  ['if (!req.body.name) return res.status(404).end();', 404, 400],
  ['if (!req.body.name) return res.status(404).end();', 422, 422],
  ['if (thing) return res.status(404).end();', 404, 404],
])('%s with %s: %s', (body, code, right) => {
  const { response, model } = ask(body);
  expect(statusForCause(response, present(response.status.outcomes[0]), code, model)).toBe(right);
});
