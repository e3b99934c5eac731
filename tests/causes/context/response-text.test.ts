import { expect, it } from 'vitest';

import { textOf } from '../../../src/causes/context/response-text.ts';
import { ask } from '../reading.ts';

it.each([
  ["res.status(400).send('No');", 'No'],
  ["res.status(400).json({ error: 'No' });", "{error:'No'}"],
  ["const body = { error: 'No' }; res.status(400).json(body);", "{error:'No'}"],
  ['res.status(400).send(Messages.USER_NOT_FOUND);', 'user not found'],
  ['res.status(400).send(message);', null],
  ['res.status(400).end();', null],
  ["throw new HttpError(400, 'No');", 'No'],
  ["next(createError(404, 'Gone'));", 'Gone'],
])('%s', (body, text) => {
  const { response, file } = ask(body);
  expect(textOf(response, file)?.replace(/\s/g, '').replaceAll('"', "'") ?? null).toBe(
    text?.replace(/\s/g, '') ?? null,
  );
});
