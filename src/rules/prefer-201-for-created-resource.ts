import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-201-for-created-resource',
  causes: ['success-created'],
  description: 'Prefer 201 Created where a POST has created a record',
  preset: 'warn',
  entries: [201, 200],
  sources: [rfc(9110, '15.3.2')],
  meaning: 'a record was created',
  wrong: { 200: 'no more than "it worked"' },
});
