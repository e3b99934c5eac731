import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-504-for-upstream-timeout',
  causes: ['upstream-timeout'],
  description: 'Prefer 504 Gateway Timeout where another server did not answer in time',
  preset: 'warn',
  entries: [504],
  sources: [rfc(9110, '15.6.5')],
  meaning: 'another server did not answer in time',
  wrong: { 408: '"your request took too long to arrive"' },
});
