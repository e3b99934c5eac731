import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, handlerExample, runExample } from './harness.ts';
import { describeMissingHeader } from './missing-header.ts';
import { WIRE_SUITE } from './suite.ts';

const globals = { file: fileURLToPath(import.meta.url) };

describeMissingHeader(206, 'Content-Range', 'bytes 0-1/2');
describeMissingHeader(416, 'Content-Range', 'bytes */2');

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const send = (range: Record<string, string>) =>
    runExample(handlerExample('express', 'res.sendFile(file)'), {
      framework: 'express',
      version,
      globals,
      request: { headers: range },
    });

  it('answers a Range by itself in sendFile', async () => {
    expect(await send({ Range: 'bytes=0-9' })).toMatchObject({
      status: 206,
      headers: { 'content-range': [expect.stringMatching(/^bytes 0-9\/\d+$/)], 'content-length': ['10'] },
    });
  });

  it('refuses one with the size of the file', async () => {
    expect(await send({ Range: 'bytes=999999-' })).toMatchObject({
      status: 416,
      headers: { 'content-range': [expect.stringMatching(/^bytes \*\/\d+$/)] },
    });
  });
});
