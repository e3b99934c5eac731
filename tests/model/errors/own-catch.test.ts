import { expect, it } from 'vitest';

import { endsInOwnCatch, findOwnCatch } from '../../../src/model/errors/own-catch.ts';
import { present } from '../../read-code.ts';
import { inSight } from '../definitions/sight.ts';

it.each([
  ['try { throw a; } catch (e) { log(e); }', true, true],
  ['try { throw a; } catch (e) { throw e; }', true, false],
  ['try { throw a; } finally { work(); }', false, false],
  ['try { work(); } catch (e) { throw a; }', false, false],
  ['throw a;', false, false],
  ['try { work(() => { throw a; }); } catch (e) { log(e); }', false, false],
])('%s is caught: %s, and ends there: %s', (body, isCaught, ends) => {
  const file = inSight({ main: `function f() { ${body} }` }).fileOf('main');
  const thrown = present(
    file.throws.find(one => file.text(one) === (body.includes('throw a') ? 'throw a;' : 'throw e;')),
  );
  expect(findOwnCatch(thrown) !== null).toBe(isCaught);
  expect(endsInOwnCatch(thrown, file)).toBe(ends);
});
