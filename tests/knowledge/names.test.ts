import { describe, expect, it } from 'vitest';

import * as names from '../../src/knowledge/names.ts';

/** What each list knows, and near misses that it must not take for it. */
const EXAMPLES: Readonly<
  Record<keyof typeof names, { readonly is: readonly string[]; readonly isNot: readonly string[] }>
> = {
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
    is: ['redis.get', 'app.db.find', 'prismaClient.user', 'pool.query'],
    isNot: ['mydb.find', 'carpool.query', 'db'],
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
  const list = names[name as keyof typeof names];

  it.each(is)('knows %s', text => {
    expect(list.test(text)).toBe(true);
  });

  it.each(isNot)('does not take %s for one', text => {
    expect(list.test(text)).toBe(false);
  });
});

it('has examples of every list', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(Object.keys(names).sort());
});
