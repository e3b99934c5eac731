import { defineCauseRule } from '../cause-rule.ts';
import { findLimiterStatuses } from '../causes/failures/limiters.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-429-for-rate-limit',
  causes: ['rate-limited'],
  description: 'Prefer 429 Too Many Requests where a client has sent too many requests',
  preset: 'warn',
  entries: [429],
  sources: [rfc(6585, '4')],
  meaning: 'the client sends more than it may in this time',
  wrong: {
    400: '"your request is wrong"',
    401: '"identify yourself"',
    403: '"you may never do this"',
    500: '"something went wrong on the server"',
  },
  declared: findLimiterStatuses,
});
