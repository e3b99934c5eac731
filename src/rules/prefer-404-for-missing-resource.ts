import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-404-for-missing-resource',
  causes: ['not-found'],
  description: 'Prefer 404 Not Found where the resource the URL names does not exist',
  preset: 'error',
  entries: [404],
  sources: [rfc(9110, '15.5.5')],
  meaning: 'what the request asks for does not exist',
  wrong: { 400: '"I could not understand this request"' },
});
