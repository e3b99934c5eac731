import type { PackageModel } from '../package-model.ts';
import { NODE_STYLE } from './node-style.ts';

/** What the calls of bcrypt and its kin mean. */
export const bcrypt: PackageModel = {
  package: ['bcrypt', 'bcryptjs', '@node-rs/bcrypt', 'bcrypt-nodejs', 'bcrypt-ts'],
  setup: "import bcrypt from 'bcrypt';",
  calls: [
    {
      path: '{compare,compareSync,verify,verifySync}',
      gives: 'password-verdict',
      of: ['0', '1'],
      fails: [{ by: 'value', when: 'false', as: 'password-wrong' }],
      does: ['compares-password'],
      callback: NODE_STYLE,
      example: 'const isRight = await bcrypt.%(password, account.hash);',
    },
    {
      path: '{hash,hashSync}',
      gives: 'made',
      of: '0',
      does: ['hashes-password'],
      callback: NODE_STYLE,
      example: 'const hash = await bcrypt.%(password, 10);',
    },
    {
      path: '{genSalt,genSaltSync,getRounds}',
      gives: 'made',
      callback: NODE_STYLE,
      example: 'const salt = await bcrypt.%(10);',
    },
  ],
  otherwise: 'pure',
  source: ['bcrypt: bcrypt.js', 'bcryptjs: index.js', '@node-rs/bcrypt: index.d.ts'],
};
