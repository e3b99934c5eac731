import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-409-for-conflict',
  causes: ['conflict'],
  description: 'Prefer 409 Conflict where the request would duplicate what is stored',
  preset: 'error',
  entries: [409],
  sources: [rfc(9110, '15.5.10')],
  meaning: 'the request conflicts with what is stored',
  wrong: { 400: '"I could not understand this request"' },
});
