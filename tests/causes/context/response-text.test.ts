import { expect, it } from 'vitest';

import { textOf } from '../../../src/causes/context/response-text.ts';
import { ask } from '../reading.ts';

it.each([
  ["res.status(400).send('No');", 'No'],
  ["res.status(400).json({ error: 'No' });", 'error\nNo'],
  ["const body = { error: 'No' }; res.status(400).json(body);", 'error\nNo'],
  ['res.status(400).json({ error: `No ${name}`, /* why */ code: 7 });', 'error\nNo \nname\n\ncode\n7'],
  ['res.status(400).send(Messages.USER_NOT_FOUND);', 'user not found'],
  ['res.status(400).send(message);', null],
  ['res.status(400).end();', null],
  ["throw new HttpError(400, 'No');", 'No'],
  ["next(createError(404, 'Gone'));", 'Gone'],
])('%s', (body, text) => {
  const { response, file } = ask(body);
  expect(textOf(response, file)).toBe(text);
});
