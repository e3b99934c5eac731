import type { Failure, PackageModel } from '../package-model.ts';
import { NODE_STYLE } from './node-style.ts';

const REFUSED = { credential: 'credential-invalid', else: 'secret-invalid' } as const;
const FAILS: readonly Failure[] = [
  { by: 'throws', as: REFUSED },
  { by: 'callback', as: REFUSED },
];

/** What jsonwebtoken's calls mean. */
export const jsonwebtoken: PackageModel = {
  package: ['jsonwebtoken'],
  setup: "import jwt from 'jsonwebtoken';",
  calls: [
    {
      path: 'verify',
      gives: 'claims',
      of: '0',
      fails: FAILS,
      callback: NODE_STYLE,
      options: { complete: { gives: { payload: 'claims' } } },
      example: 'const claims = jwt.verify(token, key);',
    },
    {
      path: 'decode',
      gives: 'claims',
      of: '0',
      fails: [{ by: 'value', when: 'null', as: REFUSED }],
      options: { complete: { gives: { payload: 'claims' } } },
      example: 'const claims = jwt.decode(token);',
    },
    {
      path: 'sign',
      gives: 'token',
      does: ['issues-token'],
      callback: NODE_STYLE,
      example: 'const token = jwt.sign({ sub }, key);',
    },
  ],
  errors: {
    JsonWebTokenError: { as: REFUSED },
    TokenExpiredError: { as: REFUSED, extends: 'JsonWebTokenError' },
    NotBeforeError: { as: REFUSED, extends: 'JsonWebTokenError' },
  },
  otherwise: 'unknown',
  source: ['verify.js', 'decode.js', 'sign.js', 'lib/'],
};
