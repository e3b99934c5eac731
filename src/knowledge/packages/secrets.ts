import type { Failure, PackageModel } from '../package-model.ts';

const WRONG: readonly Failure[] = [{ by: 'value', when: 'false', as: 'secret-invalid' }];
const CODE: readonly Failure[] = [{ by: 'value', when: 'false', as: 'password-wrong' }];

/** What the checks of one-time codes and of signatures mean. */
export const secrets: readonly PackageModel[] = [
  {
    package: ['speakeasy', '@levminer/speakeasy', 'node-2fa', 'otplib', 'otpauth', 'notp', 'totp-generator'],
    setup: "import otp from 'speakeasy';",
    calls: [
      {
        path: '{totp,hotp}.{verify,validate}',
        gives: 'secret-verdict',
        of: '0',
        fails: CODE,
        example: 'otp.%1.%2({ token, secret });',
      },
      {
        path: '{totp,hotp}.verifyDelta',
        gives: 'secret-verdict',
        of: '0',
        fails: [{ by: 'value', when: 'null', as: 'password-wrong' }],
        example: 'otp.%.verifyDelta({ token, secret });',
      },
      {
        path: 'authenticator.{verify,check}',
        gives: 'secret-verdict',
        of: '0',
        fails: CODE,
        example: 'otp.authenticator.%(token, secret);',
      },
      {
        path: '{verifyToken,verify,verifySync}',
        gives: 'secret-verdict',
        of: '1',
        fails: [{ by: 'value', when: 'null', as: 'password-wrong' }],
        example: 'otp.%(secret, token);',
      },
      {
        path: '{TOTP,HOTP}().validate',
        gives: 'secret-verdict',
        of: '0',
        fails: [{ by: 'value', when: 'null', as: 'password-wrong' }],
        example: 'new otp.%(options).validate({ token });',
      },
      {
        path: '{generateSecret,generateToken,totp,authenticator.generateSecret,authenticator.generate,authenticator.keyuri,otpauthURL}',
        gives: 'made',
        example: 'otp.%();',
      },
    ],
    otherwise: 'pure',
    source: ['speakeasy: index.js', 'otplib: README.md', 'node-2fa: src/index.ts', 'otpauth: types/totp.d.ts'],
  },
  {
    package: [
      'svix',
      'standardwebhooks',
      '@octokit/webhooks',
      '@octokit/webhooks-methods',
      'verify-github-webhook',
      'standard-webhooks',
    ],
    setup: "import svix from 'svix';\nconst hook = new svix.Webhook(secret);",
    calls: [
      {
        path: 'Webhook().verify',
        gives: 'checked',
        of: '0',
        fails: [{ by: 'throws', as: 'secret-invalid' }],
        example: 'const event = hook.verify(body, headers);',
      },
      {
        path: '{Webhooks().verify,verify}',
        gives: 'secret-verdict',
        of: '0',
        fails: WRONG,
        example:
          'await new svix.Webhooks({ secret }).verify(body, signature);\nawait svix.verify(secret, body, signature);',
      },
    ],
    errors: { WebhookVerificationError: { as: 'secret-invalid' } },
    otherwise: 'nothing',
    source: ['dist/webhook.d.ts', '@octokit/webhooks: README.md'],
  },
  {
    package: ['recaptcha2', 'express-recaptcha', 'hcaptcha', 'svg-captcha', 'turnstile-captcha'],
    setup: "import captcha from 'hcaptcha';",
    calls: [
      {
        path: '{verify,validate}',
        gives: { success: 'secret-verdict' },
        of: '1',
        fails: WRONG,
        example: 'await captcha.%(secret, token);',
      },
    ],
    otherwise: 'upstream',
    source: ['hcaptcha: README.md', 'recaptcha2: index.js'],
  },
  {
    package: ['cookie-signature', 'jws', 'csrf', 'keygrip', 'tsscmp', 'secure-compare', 'safe-compare'],
    setup: "import secret from 'cookie-signature';",
    calls: [
      {
        path: 'unsign',
        gives: 'same',
        of: '0',
        fails: [{ by: 'value', when: 'false', as: { credential: 'credential-invalid', else: 'secret-invalid' } }],
        example: 'secret.unsign(text, key);',
      },
      { path: 'verify', gives: 'secret-verdict', fails: WRONG, example: 'secret.verify(text, key);' },
      { path: '', gives: 'secret-verdict', of: ['0', '1'], fails: WRONG, example: 'secret(given, known);' },
    ],
    otherwise: 'pure',
    source: ['cookie-signature: index.js', 'tsscmp: lib/index.js'],
  },
];

/** What the checks of permissions mean. */
export const permissions: readonly PackageModel[] = [
  {
    package: ['@casl/ability', '@casl/mongoose', '@casl/prisma'],
    setup:
      "import casl from '@casl/ability';\nconst ability = new casl.AbilityBuilder(casl.createMongoAbility).build();",
    types: {
      'Ability()': ['{PureAbility,MongoAbility,createMongoAbility,defineAbility}()', 'AbilityBuilder().build()'],
    },
    calls: [
      {
        path: 'Ability().can',
        gives: 'permission-verdict',
        fails: [{ by: 'value', when: 'false', as: 'role-lacking' }],
        example: "ability.can('read', box);",
      },
      {
        path: 'Ability().cannot',
        gives: 'permission-verdict',
        fails: [{ by: 'value', when: 'true', as: 'role-lacking' }],
        example: "ability.cannot('read', box);",
      },
      {
        path: 'ForbiddenError.from().**.throwUnlessCan',
        gives: 'nothing',
        fails: [{ by: 'throws', as: 'role-lacking' }],
        example: "casl.ForbiddenError.from(ability).throwUnlessCan('read', box);",
      },
      {
        path: 'AbilityBuilder().{can,cannot,build}',
        gives: 'handle',
        example: 'new casl.AbilityBuilder(made).%(given);',
      },
    ],
    errors: { ForbiddenError: { as: 'role-lacking' } },
    otherwise: 'pure',
    source: ['dist/types/PureAbility.d.ts', 'dist/types/ForbiddenError.d.ts'],
  },
  {
    package: ['accesscontrol', 'role-acl', 'acl', 'easy-rbac', 'rbac'],
    setup: "import { AccessControl } from 'accesscontrol';\nconst access = new AccessControl(grants);",
    calls: [
      {
        path: 'AccessControl().can().{createAny,createOwn,readAny,readOwn,updateAny,updateOwn,deleteAny,deleteOwn}',
        gives: { granted: 'permission-verdict' },
        of: 'chain(can).0',
        fails: [{ by: 'value', when: 'false', as: 'role-lacking' }],
        example: "access.can(role).%('box').granted;",
      },
      {
        path: '*().{isAllowed,allowed,areAnyRolesAllowed}',
        gives: 'permission-verdict',
        fails: [{ by: 'value', when: 'false', as: 'role-lacking' }],
        example: 'await access.%(user, box);',
      },
      { path: 'AccessControl().{grant,deny,can,setGrants}', gives: 'handle', example: 'access.%(role);' },
    ],
    errors: { AccessControlError: { as: 'unknown' } },
    otherwise: 'unknown',
    source: ['accesscontrol: lib/core/Query.d.ts', 'acl: lib/acl.js'],
  },
  {
    package: ['casbin', 'oso', '@openfga/sdk', '@permify/permify-node', 'permissionless'],
    setup: "import rights, { newEnforcer } from 'casbin';\nconst enforcer = await newEnforcer(model);",
    types: { 'Enforcer()': ['newEnforcer()', 'newCachedEnforcer()', 'newSyncedEnforcer()'] },
    calls: [
      {
        path: 'Enforcer().{enforce,enforceSync}',
        gives: 'permission-verdict',
        fails: [{ by: 'value', when: 'false', as: 'role-lacking' }],
        example: "await enforcer.%(user, 'box', 'read');",
      },
      {
        path: 'Oso().isAllowed',
        gives: 'permission-verdict',
        fails: [{ by: 'value', when: 'false', as: 'role-lacking' }],
        example: "await new rights.Oso().isAllowed(user, 'read', box);",
      },
      {
        path: 'Oso().authorize',
        gives: 'nothing',
        fails: [{ by: 'rejects', as: 'role-lacking' }],
        example: "await new rights.Oso().authorize(user, 'read', box);",
      },
    ],
    otherwise: 'store',
    source: ['casbin: lib/cjs/coreEnforcer.d.ts', 'oso: dist/src/Enforcer.d.ts'],
  },
];
