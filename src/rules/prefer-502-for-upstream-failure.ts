import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-502-for-upstream-failure',
  causes: ['upstream-error'],
  description: 'Prefer 502 Bad Gateway where another server failed',
  preset: 'warn',
  entries: [502],
  sources: [rfc(9110, '15.6.3')],
  meaning: 'another server failed',
  wrong: { 400: '"your request is wrong"' },
});
