import { defineCauseRule } from '../cause-rule.ts';
import { IN } from '../knowledge/contexts.ts';
import { rfc } from '../reference/source.ts';

interface Own {
  readonly unknownAccount: boolean;
}

export default defineCauseRule<Own>({
  name: 'prefer-401-for-missing-credentials',
  causes: ['unauthenticated'],
  description: 'Prefer 401 Unauthorized where credentials are missing or invalid',
  preset: 'error',
  entries: [401, 403],
  sources: [rfc(9110, '15.5.2')],
  meaning: 'the caller is not known',
  wrong: { 403: '"I know who you are, and you may not do this"' },
  own: {
    schema: {
      unknownAccount: {
        type: 'boolean',
        description: 'Whether 404 Not Found for an unknown account at login is reported, too.',
      },
    },
    defaults: { unknownAccount: false },
    adjust: (row, { by }, { unknownAccount }) =>
      unknownAccount && by === 'login-lookup' ? { ...row, refused: IN.unknownAccountAtLogin.accepts } : row,
  },
});
