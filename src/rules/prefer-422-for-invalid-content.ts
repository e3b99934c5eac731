import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

interface Own {
  readonly validators: boolean;
  readonly prefer: 400 | 422;
}

export default defineCauseRule<Own>({
  name: 'prefer-422-for-invalid-content',
  causes: ['invalid'],
  description: 'Prefer 422 Unprocessable Entity where a well-formed body has unacceptable values',
  preset: 'warn',
  entries: [422, 400],
  sources: [rfc(9110, '15.5.21')],
  meaning: 'the body was read, and a value in it refused',
  wrong: { 400: '"I could not understand this request"' },
  instead: {
    400: {
      meaning: 'there is a mistake in a value of the body',
      wrong: { 422: '"I understood this, and refuse its values"' },
    },
  },
  own: {
    schema: {
      validators: {
        type: 'boolean',
        description: 'Whether the verdicts of validation libraries count, or only checks written in the handler.',
      },
      prefer: {
        type: 'integer',
        enum: [400, 422],
        description: 'The status to ask for; 400 for an API that has settled on it.',
      },
    },
    defaults: { validators: true, prefer: 422 },
    adjust(row, { by }, { validators, prefer }) {
      if (!validators && by !== 'guard') return 'the options leave the verdicts of validation libraries alone';
      if (prefer === 422) return row;
      return { ...row, right: 400 };
    },
  },
});
