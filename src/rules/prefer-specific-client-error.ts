import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-specific-client-error',
  causes: [
    'unsupported-media',
    'not-acceptable',
    'too-large',
    'precondition-failed',
    'precondition-required',
    'unsatisfiable-range',
  ],
  description:
    'Prefer the 4xx that says what an API has found wrong with a request: its media type, its size, its range, its precondition',
  preset: 'strict',
  entries: [400],
  sources: [
    rfc(9110, '15.5.7'),
    rfc(9110, '15.5.13'),
    rfc(9110, '15.5.14'),
    rfc(9110, '15.5.16'),
    rfc(9110, '15.5.17'),
    rfc(6585, '3'),
  ],
  meaning: 'there is a status for just that',
  wrong: { 400: '"I could not understand this request"', 403: '"you may not do this"' },
});
