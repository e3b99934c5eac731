import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, runExample, handlerExample } from './harness.ts';
import { describePlainStatus } from './plain-status.ts';
import { WIRE_SUITE } from './suite.ts';

for (const status of [419, 440, 498, 499, 520, 555]) describePlainStatus(status);

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  it('has nothing but the number for the text of sendStatus', async () => {
    expect(
      await runExample(handlerExample('express', 'res.sendStatus(419)'), { framework: 'express', version }),
    ).toMatchObject({ status: 419, reason: 'unknown', body: Buffer.from('419') });
  });
});
