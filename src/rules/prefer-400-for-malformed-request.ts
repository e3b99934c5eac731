import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-400-for-malformed-request',
  causes: ['malformed'],
  description: 'Prefer 400 Bad Request where the request itself is malformed',
  preset: 'error',
  entries: [400],
  sources: [rfc(9110, '15.5.1')],
  meaning: 'the request is incomplete or cannot be read',
  wrong: { 401: '"I do not know who you are"' },
});
