import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-301-for-permanent-move',
  causes: ['redirect-permanent'],
  description: 'Prefer 301 Moved Permanently where only the scheme, the host or a trailing slash changes',
  preset: 'strict',
  entries: [301, 302],
  sources: [rfc(9110, '15.4.2')],
  meaning: 'every later request will be sent there as well',
  wrong: {
    302: '"ask here again next time"',
    303: '"look there for what came of your request"',
    307: '"ask here again next time"',
  },
  instead: {
    308: { wrong: { 307: '"ask here again next time"' } },
  },
  own: {
    schema: {},
    defaults: {},
    // 308 is what 301 is, for a client that keeps the method.
    adjust: (row, _evidence, _options, code) => (code === 307 ? { ...row, right: 308, acceptable: [301] } : row),
  },
});
