import type { PackageModel } from '../package-model.ts';

/** What the calls of argon2 and its kin mean: the hash comes first. */
export const argon2: PackageModel = {
  package: ['argon2', '@node-rs/argon2', 'scrypt-kdf'],
  setup: "import argon2 from 'argon2';",
  calls: [
    {
      path: '{verify,verifySync}',
      gives: 'password-verdict',
      of: ['1', '0'],
      fails: [{ by: 'value', when: 'false', as: 'password-wrong' }],
      does: ['compares-password'],
      example: 'const isRight = await argon2.%(account.hash, password);',
    },
    {
      path: '{hash,hashSync,kdf}',
      gives: 'made',
      of: '0',
      does: ['hashes-password'],
      example: 'const hash = await argon2.%(password);',
    },
    { path: 'needsRehash', gives: 'nothing', example: 'argon2.needsRehash(account.hash);' },
  ],
  otherwise: 'pure',
  source: ['argon2: argon2.d.cts', '@node-rs/argon2: index.d.ts'],
};
