import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-302-for-temporary-redirect',
  causes: ['redirect-temporary'],
  description: 'Prefer 302 Found where a redirect may lead elsewhere next time',
  preset: 'warn',
  entries: [302, 301],
  sources: [rfc(9110, '15.4.3')],
  meaning: 'the next request may have to go elsewhere',
  wrong: {
    301: '"never ask here again", and caches remember',
    308: '"never ask here again", and caches remember',
  },
  instead: {
    307: {
      wrong: { 308: '"never ask here again", and caches remember' },
    },
  },
  own: {
    schema: {},
    defaults: {},
    // 307 is what 302 is, for a client that keeps the method.
    adjust: (row, { by }, _options, code) =>
      code === 308 && by !== 'action' ? { ...row, right: 307, acceptable: [302, 303] } : row,
  },
});
