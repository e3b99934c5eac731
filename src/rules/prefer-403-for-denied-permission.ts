import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-403-for-denied-permission',
  causes: ['forbidden'],
  description: 'Prefer 403 Forbidden where a known caller lacks permission',
  preset: 'error',
  entries: [403, 401],
  sources: [rfc(9110, '15.5.4'), rfc(9110, '15.5.2')],
  meaning: 'the caller is known',
  wrong: { 401: '"who are you?"' },
});
