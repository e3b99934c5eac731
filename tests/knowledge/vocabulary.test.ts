import { expect, it } from 'vitest';

import {
  anyCase,
  either,
  except,
  folded,
  spelled,
  texts,
  worded,
  type Vocabulary,
} from '../../src/knowledge/shapes/vocabulary.ts';

it.each<[string, Vocabulary, readonly string[], readonly string[]]>([
  ['whole names', spelled('find', 'get'), ['find', 'get'], ['finds', 'Find', 'unfind', '']],
  ['what begins', spelled('create*'), ['create', 'createUser', 'created'], ['recreate', 'Create']],
  ['what ends', spelled('*Id'), ['userId', 'Id'], ['userid', 'Ids']],
  ['what holds', spelled('*Token*'), ['myTokens', 'Token'], ['token']],
  ['a further word', spelled('find+'), ['findUser'], ['find', 'finder', 'find_user']],
  [
    'one or the other',
    spelled('role{,s}', 'is{Admin,Owner*}'),
    ['role', 'roles', 'isAdmin', 'isOwnerOf'],
    ['isAdmins'],
  ],
  ['what is anything between', spelled('a*z'), ['az', 'abz'], ['a.z', 'abzb']],
  ['signs as they are', spelled('$ne', '@fastify/jwt', 'a.b'), ['$ne', '@fastify/jwt', 'a.b'], ['ne', 'axb']],
  ['any case', anyCase('{,*_}role'), ['role', 'ROLE', 'user_Role'], ['userRole', 'roles']],
  ['any notation', folded('x-api_key'), ['xApiKey', 'X-API-Key', 'x_api_key', 'xapikey'], ['x api key', 'apiKey']],
  ['no joint within a word', folded('*otp*'), ['totp', 'OTP_CODE'], ['NOT_PATH']],
  ['a word', worded('ban', 'sub*', 'no such'), ['userBan', 'ban_id', 'subscriber', 'noSuchUser'], ['bangle', 'urban']],
  ['texts', texts(/not found/i, /gone$/), ['Not found.', 'is gone'], ['gone away']],
  ['one of two', either(spelled('a'), spelled('b')), ['a', 'b'], ['c']],
  ['one and not another', except(spelled('a*'), spelled('*z')), ['ab'], ['az', 'b']],
])('%s', (_, list, is, isNot) => {
  expect(is.filter(name => !list.has(name))).toEqual([]);
  expect(isNot.filter(name => list.has(name))).toEqual([]);
});

it('has nothing in it that is no name', () => {
  for (const list of [spelled('*'), anyCase('*'), folded('*'), worded('*'), texts(/^/)]) {
    expect(list.has(null)).toBe(false);
    expect(list.has(undefined)).toBe(false);
  }
});
