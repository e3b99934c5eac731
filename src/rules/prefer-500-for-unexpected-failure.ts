import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

/** Options of the rule beside `accept`. */
interface Own {
  readonly strict: boolean;
}

export default defineCauseRule<Own>({
  name: 'prefer-500-for-unexpected-failure',
  causes: ['unexpected'],
  description: 'Prefer 500 Internal Server Error where anything may have gone wrong',
  preset: 'warn',
  entries: [500, 400],
  sources: [rfc(9110, '15.6.1')],
  meaning: "the failure may be the server's own",
  wrong: { 400: '"your request is wrong"', 404: '"there is nothing at this address"' },
  own: {
    schema: {
      strict: {
        type: 'boolean',
        description:
          'Whether to judge a catch that also follows the saving of a model, whose own validation may have failed, errors without a status of their own, and statuses that are rarely sent.',
      },
    },
    defaults: { strict: false },
    strict: { strict: true },
    adjust: (row, { isModelSave }, { strict }) =>
      isModelSave && !strict ? 'the validation of a model that is saved may have failed' : row,
  },
});
