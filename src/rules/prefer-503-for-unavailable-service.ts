import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'prefer-503-for-unavailable-service',
  causes: ['unavailable'],
  description: 'Prefer 503 Service Unavailable where the server cannot serve for now',
  preset: 'warn',
  entries: [503, 500],
  sources: [rfc(9110, '15.6.4')],
  meaning: 'the server cannot serve for now',
  wrong: {
    400: '"your request is wrong"',
    403: '"you may never do this"',
    404: '"there is nothing at this address"',
    500: '"something is broken"',
  },
});
