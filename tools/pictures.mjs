/**
 * Makes the pictures of docs/pictures, each of a real run of the built plugin over the examples. With --check nothing is written;
 * what is stale is listed, and the exit code is 1.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { editorPicture } from './pictures/editor.mjs';
import { reviewPicture } from './pictures/review.mjs';
import { routesPicture, terminalPicture } from './pictures/terminal.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PICTURES = { terminal: terminalPicture, routes: routesPicture, editor: editorPicture, review: reviewPicture };
const isCheck = process.argv.includes('--check');
const stale = [];

for (const [name, make] of Object.entries(PICTURES)) {
  const file = `docs/pictures/${name}.svg`;
  const absolute = path.join(ROOT, file);
  const drawn = await make(ROOT);
  if (existsSync(absolute) && readFileSync(absolute, 'utf8') === drawn) continue;
  stale.push(file);
  if (!isCheck) writeFileSync(absolute, drawn);
}

if (isCheck && stale.length > 0) {
  console.error(`Stale, so run \`npm run pictures\`:\n${stale.map(file => `  ${file}`).join('\n')}`);
  process.exitCode = 1;
} else {
  console.log(
    stale.length > 0 ? `Drawn:\n${stale.map(file => `  ${file}`).join('\n')}` : 'The pictures show what there is.',
  );
}
