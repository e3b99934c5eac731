import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';

import * as callers from '../../src/knowledge/shapes/callers.ts';
import * as credentials from '../../src/knowledge/shapes/credentials.ts';
import * as errors from '../../src/knowledge/shapes/errors.ts';
import * as language from '../../src/knowledge/shapes/language.ts';
import * as limits from '../../src/knowledge/shapes/limits.ts';
import * as lookups from '../../src/knowledge/shapes/lookups.ts';
import * as passwords from '../../src/knowledge/shapes/passwords.ts';
import * as paths from '../../src/knowledge/shapes/paths.ts';
import * as permissions from '../../src/knowledge/shapes/permissions.ts';
import * as purposes from '../../src/knowledge/shapes/purposes.ts';
import * as rareStatuses from '../../src/knowledge/shapes/rare-statuses.ts';
import * as records from '../../src/knowledge/shapes/records.ts';
import * as redirects from '../../src/knowledge/shapes/redirects.ts';
import * as requests from '../../src/knowledge/shapes/requests.ts';
import * as servers from '../../src/knowledge/shapes/servers.ts';
import * as sql from '../../src/knowledge/shapes/sql.ts';
import * as validation from '../../src/knowledge/shapes/validation.ts';
import * as writes from '../../src/knowledge/shapes/writes.ts';
import type { Vocabulary } from '../../src/knowledge/shapes/vocabulary.ts';
import { parsePlain } from '../plain-parse.ts';

const SRC = path.resolve(import.meta.dirname, '../../src');

/** The regular expressions of `knowledge/shapes`, those of its notation included: texts, paths and queries say the same in too many ways for a list. May only fall. */
const MOST_PATTERNS = 38;

const SHAPES: Readonly<Record<string, unknown>> = {
  ...callers,
  ...credentials,
  ...errors,
  ...language,
  ...limits,
  ...lookups,
  ...passwords,
  ...paths,
  ...permissions,
  ...purposes,
  ...rareStatuses,
  ...records,
  ...redirects,
  ...requests,
  ...servers,
  ...sql,
  ...validation,
  ...writes,
};

/** What each list knows, and near misses that it must not take for it. */
const EXAMPLES: Readonly<Record<string, { readonly is: readonly string[]; readonly isNot: readonly string[] }>> = {
  PRINCIPAL: { is: ['user', 'currentUser', 'userId', 'claims'], isNot: ['users', 'userName', 'User', 'theme'] },
  CREDENTIAL: {
    is: ['authorization', 'access_token', 'X-API-Key', 'sid', 'session_id'],
    isNot: ['tokens', 'sessions', 'authorizations', 'side'],
  },
  BESIDE_CREDENTIAL: {
    is: ['auth_state', 'oauth-nonce', 'authCallback', 'tokenExpiry', 'session_url'],
    isNot: ['auth_token', 'statement', 'session'],
  },
  OTHER_TOKEN: { is: ['resetToken', 'csrf', 'otp', 'inviteToken'], isNot: ['accessToken', 'session', 'bearer'] },
  OTHER_VERIFY: {
    is: ['verifyWebhook', 'totp', 'constructEvent', 'crypto.verify'],
    isNot: ['jwt.verify', 'verifyToken', 'cryptography'],
  },
  OTHER_TOKEN_PLACE: {
    is: ['resetPassword', '/verify-email', 'forgot', 'unsubscribe'],
    isNot: ['verify', 'login', 'present'],
  },
  PERMISSION: {
    is: ['role', 'user_role', 'isAdmin', 'scopes', 'canEdit'],
    isNot: ['roleName', 'administrator', 'scoped', 'can'],
  },
  PERMISSION_CHECK: {
    is: ['canEdit', 'hasPermission', 'isOwner', 'checkAccess', 'userHasAccess'],
    isNot: ['candidate', 'hasItems', 'isOpen', 'canary'],
  },
  OWNER: { is: ['ownerId', 'post_author', 'createdBy', 'userId'], isNot: ['ownership', 'authors', 'userName', 'id'] },
  ACCOUNT_STATE: { is: ['passwordChangedAt', 'status', 'balance', 'mfaEnabled'], isNot: ['role', 'colour', 'owner'] },
  SHUT_OUT: { is: ['blocked', 'isBanned', 'suspended', 'accountLocked'], isNot: ['enabled', 'role', 'clock'] },
  LET_IN: { is: ['emailVerified', 'isActive', 'enabled', 'approved'], isNot: ['activeId', 'activeVersion', 'role'] },
  SECOND_FACTOR: { is: ['mfa', 'twoFactorEnabled', 'is2fa', 'otp'], isNot: ['factor', 'verified'] },
  RELATION: { is: ['Like', 'followers', 'bookmarks', 'enrollment'], isNot: ['User', 'account', 'post'] },
  RECORD_STATE: {
    is: ['isPaid', 'status', 'cancelledAt', 'published'],
    isNot: ['colour', 'issue', 'hash', 'isbn', 'unpaidBills'],
  },
  LOGIN: {
    is: ['login', 'signIn', 'userLogin', 'loginWithGoogle', 'authenticate'],
    isNot: ['loginHistory', 'logout', 'signup', 'authorize'],
  },
  LOGIN_PATH: {
    is: ['/login', '/api/sign-in', '/sessions/', '/token'],
    isNot: ['/logins', '/login/history', '/authors'],
  },
  CREATE: {
    is: ['createUser', 'register', 'sign_up', 'addItem'],
    isNot: ['createMetrics', 'addEvents', 'recreate', 'getUser'],
  },
  REGISTER_PATH: {
    is: ['/register', '/users/new', '/sign-up', '/createUser'],
    isNot: ['/registered/users', '/news', '/address/1'],
  },
  UPDATE: { is: ['updateUser', 'editPost', 'patch', 'toggleIt'], isNot: ['createUser', 'upgrade', 'getSettings'] },
  ACTION: { is: ['login', 'search', 'unlike', 'upload', 'webhook'], isNot: ['user', 'searches', 'order', 'likely'] },
  REFUSAL: { is: ['reject', 'cancel', 'unfollow'], isNot: ['rejected', 'accept', 'follow'] },
  LOGOUT: { is: ['logout', 'signOut', '/log-out', 'userLogout'], isNot: ['login', 'layout', '/logouts/1'] },
  MAKES: { is: ['create', 'signup', 'new'], isNot: ['creates', 'news', 'make'] },
  LOOKUP: {
    is: ['findById', 'getUser', 'query', 'exists', 'findAndCountAll'],
    isNot: ['finder', 'together', 'updateOne', 'enlist'],
  },
  EXISTENCE_CHECK: {
    is: ['isEmailTaken', 'checkUserExists', 'userExists', 'existsByName'],
    isNot: ['isTaken2', 'existing', 'isEmail', 'check'],
  },
  LOOKS_UP_CREDENTIAL: {
    is: ['getSession', 'findApiKey', 'decodeToken', 'consumeToken'],
    isNot: ['getUser', 'createToken', 'token'],
  },
  LIST_LOOKUP: { is: ['find', 'findMany', 'listUsers', 'getAllUsers'], isNot: ['findOne', 'getUser', 'finds'] },
  WRITE: {
    is: ['createUser', 'save', 'updateOne', 'deleteMany', 'addItem'],
    isNot: ['address', 'findOne', 'additional', 'preserve'],
  },
  MADE_IN_MEMORY: {
    is: ['EventFactory.create', 'Object.create', 'UserDto.create', 'razorpay.orders.create'],
    isNot: ['User.create', 'Event.create', 'Factory.make'],
  },
  LIMIT_NAME: { is: ['count', 'hits', 'remaining', 'attempts'], isNot: ['counted', 'account', 'size'] },
  LIMIT_CHECK: {
    is: ['isRateLimited', 'tooManyRequests', 'throttled', 'overLimit'],
    isNot: ['rateLimiter', 'limit', 'isLimitedEdition'],
  },
  QUOTA: {
    is: [
      'planLimit',
      'quota',
      'cart',
      'seats',
      'user.plan',
      'PLAN_LIMITS',
      'maxSeats',
      'freeTier',
      'subscription_hits',
    ],
    isNot: [
      'count',
      'requests',
      'start',
      'planetLimit',
      'explanations',
      'PLANETS',
      'frontier',
      'loadBalancer',
      'cartesian',
    ],
  },
  LOCKOUT: { is: ['failedLogins', 'attempts', 'passwordTries', 'pin'], isNot: ['pinned', 'requests', 'hits'] },
  OFF_DUTY: {
    is: ['maintenance', 'isMaintenanceMode', 'shuttingDown', 'overloaded'],
    isNot: ['overload_count', 'maintainer', 'draining_rate'],
  },
  OVERLOAD_CHECK: { is: ['toobusy', 'isUnderPressure'], isNot: ['busy', 'isOverloadedBy'] },
  HEALTH: { is: ['health', 'readyz', 'live'], isNot: ['healthy', 'lively', 'already'] },
  MAKES_DTO: {
    is: ['UserDto.create', 'UserDTO.fromBody', 'CreateDto.validate'],
    isNot: ['User.create', 'UserDto.save', 'dto.created'],
  },
  HANDS_BACK: {
    is: ['toObjectId', 'requireUserId', 'parseQuery', 'sanitizeString'],
    isNot: ['toObject', 'userId', 'TokenId', 'parse'],
  },
  KEPT_CALLER: { is: ['user', 'currentUser', 'decodedToken'], isNot: ['users', 'userName'] },
  COUNTS: {
    is: ['getLikeCount', 'findTotal', 'calculateAverage', 'loadStats'],
    isNot: ['getCountry', 'likeCount', 'getUser'],
  },
  STORE: {
    is: ['redis', 'db', 'prismaClient', 'pool'],
    isNot: ['mydb', 'carpool', 'dbs'],
  },
  EXISTS: {
    is: ['Email already taken', 'Duplicate', 'It exists', 'already been used'],
    isNot: ['already closed', 'gone'],
  },
  MISSING: {
    is: ['does not exist', "isn't found", 'No such user', 'no longer in use'],
    isNot: ['exists', 'found', 'no user'],
  },
};

describe.each(Object.entries(EXAMPLES))('%s', (name, { is, isNot }) => {
  const list = SHAPES[name] as Vocabulary;

  it.each(is)('knows %s', text => {
    expect(list.has(text)).toBe(true);
  });

  it.each(isNot)('does not take %s for one', text => {
    expect(list.has(text)).toBe(false);
  });
});

describe('what other things are called', () => {
  it.each<readonly [string, unknown, readonly string[], readonly string[]]>([
    [
      'authentication',
      callers.AUTHENTICATION.names,
      ['requireAuth', 'authorize', 'verifyToken'],
      ['authors', 'loadPost'],
    ],
    ['what is none', callers.AUTHENTICATION.unless, ['optionalAuth', 'authRouter', 'auth_routes'], ['requireAuth']],
    ['an error', errors.NAMES_ERROR, ['e', 'err', '_error', 'dbErr', 'err2'], ['user', 'errors', 'event']],
    ['payment', rareStatuses.SPOKEN_OF[402], ['payment', 'plan'], ['payload', 'user']],
    [
      'a conflict',
      errors.OWN_ERRORS[1]?.[1],
      ['EMAIL_TAKEN', 'USER_ALREADY_EXISTS', 'DuplicateError'],
      ['TAKEN_EMAIL'],
    ],
    ['a missing page', errors.OWN_ERRORS[0]?.[1], ['USER_NOT_FOUND', 'UserNotFoundError'], ['RouteNotFound', 'FOUND']],
    ['a use case', { has: (name: string) => writes.USE_CASE_ENDS.includes(name) }, ['UseCase'], ['usecase']],
  ])('%s', (_, list, is, isNot) => {
    expect(is.filter(name => !(list as Vocabulary).has(name))).toEqual([]);
    expect(isNot.filter(name => (list as Vocabulary).has(name))).toEqual([]);
  });
});

/** The trees of the files of a room, by their paths. */
function treesIn(room: string): readonly { readonly file: string; readonly nodes: readonly TSESTree.Node[] }[] {
  return readdirSync(path.join(SRC, room), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => ({
      file: `${room}/${name.replaceAll(path.sep, '/')}`,
      nodes: nodesIn(parsePlain(readFileSync(path.join(SRC, room, name), 'utf8'), { isTyped: true }).body),
    }));
}

function nodesIn(tree: unknown): readonly TSESTree.Node[] {
  if (Array.isArray(tree)) return tree.flatMap(nodesIn);
  if (typeof tree !== 'object' || tree === null) return [];
  const inside = Object.values(tree).flatMap(nodesIn);
  return 'type' in tree && 'range' in tree ? [tree as TSESTree.Node, ...inside] : inside;
}

const isRegExp = (node: TSESTree.Node): boolean => node.type === 'Identifier' && node.name === 'RegExp';

/** A regular expression, written or made. */
function isPattern(node: TSESTree.Node): boolean {
  return (
    (node.type === 'Literal' && 'regex' in node) ||
    ((node.type === 'NewExpression' || node.type === 'CallExpression') && isRegExp(node.callee))
  );
}

/** What asks one, and what may hold one. */
function usesPattern(node: TSESTree.Node): boolean {
  if (isPattern(node)) return true;
  if (node.type === 'TSTypeReference') return isRegExp(node.typeName);
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    node.callee.property.type === 'Identifier' &&
    ['test', 'exec', 'match', 'matchAll', 'search'].includes(node.callee.property.name)
  );
}

it('holds whatever the causes decide by a pattern: there stands none', () => {
  const found = treesIn('causes').flatMap(({ file, nodes }) =>
    nodes.filter(usesPattern).map(({ loc }) => `${file}:${loc.start.line}`),
  );
  expect(found).toEqual([]);
});

it('knows a pattern where it sees one', () => {
  const uses = (code: string): boolean => nodesIn(parsePlain(code, { isTyped: true }).body).some(usesPattern);
  expect(['/a/', "new RegExp('a')", "RegExp('a')", 'A.test(name)', 'name.match(A)', 'let a: RegExp'].every(uses)).toBe(
    true,
  );
  expect(['A.has(name)', 'node.test', "name.replace('a', 'b')", "'/a/'"].some(uses)).toBe(false);
});

it('is made of lists, and of no more patterns than before', () => {
  const patterns = treesIn('knowledge/shapes').flatMap(({ nodes }) => nodes.filter(isPattern));
  expect(patterns.length).toBeLessThanOrEqual(MOST_PATTERNS);
});

it('has no list that nobody asks', () => {
  const asked = new Set(
    readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .flatMap(name => readFileSync(path.join(SRC, name), 'utf8').match(/\b[A-Z][A-Z_]+\b(?! =)/g) ?? []),
  );
  expect(Object.keys(SHAPES).filter(name => !asked.has(name))).toEqual([]);
});
