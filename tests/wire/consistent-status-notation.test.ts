import { describe, expect, it } from 'vitest';

import { ALL_TARGETS, findWireDifferences, handlerExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

describe.each(ALL_TARGETS)('$framework $version', WIRE_SUITE, target => {
  it('redirects the same with 302 and without a status', async () => {
    const object = target.framework === 'express' ? 'res' : 'reply';
    const forms = target.framework === 'express' ? [`${object}.redirect(302, '/x')`] : [`${object}.redirect('/x', 302)`, ...(target.version === 4 ? [`${object}.redirect(302, '/x')`] : [])];
    for (const form of forms) expect(await findWireDifferences(handlerExample(target.framework, form), handlerExample(target.framework, `${object}.redirect('/x')`), target)).toEqual([]);
  });
});
