import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-422-for-invalid-content',
  causes: ['invalid'],
  description: 'Prefer 422 Unprocessable Entity where a well-formed body has unacceptable values',
  preset: 'warn',
  entries: [422, 400],
  sources: [rfc(9110, '15.5.21')],
  meaning: 'the request was understood and its values were not acceptable',
  right: 'exactly that',
  wrong: { 400: '"I could not understand this request"' },
});
