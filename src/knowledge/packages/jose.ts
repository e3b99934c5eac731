import type { ErrorModel, Failure, PackageModel } from '../package-model.ts';

const REFUSED = { credential: 'credential-invalid', else: 'secret-invalid' } as const;
const FAILS: readonly Failure[] = [{ by: 'rejects', as: REFUSED }];
const OF_TOKEN: ErrorModel = { as: REFUSED, extends: 'JOSEError' };
const CODE: ErrorModel = { as: REFUSED, in: 'code' };

/** What jose's calls mean. */
export const jose: PackageModel = {
  package: ['jose'],
  setup: "import * as jose from 'jose';",
  calls: [
    {
      path: '{jwtVerify,jwtDecrypt}',
      gives: { payload: 'claims' },
      of: '0',
      fails: FAILS,
      example: 'const { payload } = await jose.%(token, key);',
    },
    {
      path: '{compactVerify,flattenedVerify,generalVerify}',
      gives: { payload: 'claims' },
      of: '0',
      fails: FAILS,
      example: 'await jose.%(token, key);',
    },
    {
      path: 'decodeJwt',
      gives: 'claims',
      of: '0',
      fails: [{ by: 'throws', as: REFUSED }],
      example: 'const claims = jose.decodeJwt(token);',
    },
    { path: 'decodeProtectedHeader', gives: 'nothing', example: 'jose.decodeProtectedHeader(token);' },
    {
      path: '{SignJWT,EncryptJWT}().**.{sign,encrypt}',
      gives: 'token',
      does: ['issues-token'],
      example: "const token = await new jose.%1({ sub }).setSubject('x').%2(key);",
    },
    { path: '{createRemoteJWKSet,importJWK,importSPKI,importPKCS8}', gives: 'handle', example: 'jose.%(source);' },
  ],
  errors: {
    JOSEError: { as: REFUSED },
    JWTExpired: OF_TOKEN,
    JWTInvalid: OF_TOKEN,
    JWTClaimValidationFailed: OF_TOKEN,
    JWSInvalid: OF_TOKEN,
    JWSSignatureVerificationFailed: OF_TOKEN,
    JWEInvalid: OF_TOKEN,
    JWEDecryptionFailed: OF_TOKEN,
    JWKSNoMatchingKey: OF_TOKEN,
    JWKSTimeout: { as: 'upstream-timed-out', extends: 'JOSEError' },
    ERR_JWT_EXPIRED: CODE,
    ERR_JWT_INVALID: CODE,
    ERR_JWT_CLAIM_VALIDATION_FAILED: CODE,
    ERR_JWS_INVALID: CODE,
    ERR_JWS_SIGNATURE_VERIFICATION_FAILED: CODE,
    ERR_JWE_DECRYPTION_FAILED: CODE,
    ERR_JWKS_TIMEOUT: { as: 'upstream-timed-out', in: 'code' },
  },
  otherwise: 'unknown',
  source: ['dist/types/jwt/verify.d.ts', 'dist/types/util/errors.d.ts'],
};
