import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'no-201-without-creation',
  causes: ['success-read', 'success-updated', 'success-deleted', 'success-action'],
  description: 'Disallow 201 Created in responses of handlers that create nothing',
  preset: 'warn',
  entries: [201, 200],
  sources: [rfc(9110, '15.3.2')],
  meaning: 'nothing was created',
  wrong: { 201: '"a new resource was created"' },
});
