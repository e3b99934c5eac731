import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-405-for-unsupported-method',
  causes: ['method'],
  description: 'Prefer 405 Method Not Allowed where the method is not supported',
  preset: 'error',
  entries: [405],
  sources: [rfc(9110, '15.5.6')],
  meaning: 'the resource exists, and not for this method',
  wrong: { 404: '"there is nothing at this address"' },
});
