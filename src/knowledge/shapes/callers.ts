import { anyCase, either, except, folded, spelled, texts, type Vocabulary } from './vocabulary.ts';

/** Who the caller is: `req.user`, `request.auth`, `session.userId`, `res.locals.currentUser`. */
export const PRINCIPAL = spelled(
  'user',
  'auth',
  'authUser',
  'account',
  'current{User,_user}',
  'curr{,ent}User',
  'curUser',
  'authenticated{User,_user}',
  'loggedInUser',
  'logged_in_user',
  'loggedUser',
  'user{Id,_id,ID}',
  'account{Id,_id}',
  'current{UserId,_user_id}',
  'uid',
  'principal',
  'identity',
  'me',
  'admin',
  'member',
  'owner',
  'decoded',
  'jwt{,Payload}',
  'tokenPayload',
  'claims',
  'userData',
  'userInfo',
  'authData',
  'customer',
  'isAuthenticated',
  'isLoggedIn',
  'logged{in,In}',
  'passport',
  'userRole',
  'role{,s}',
  'apiUser',
  'session_user',
  'sub',
);

/** What a session keeps of the caller, besides: `session.adminUser`, `session.loginName`. */
export const KEPT_IN_SESSION = folded('*user*', '*account*', '*login*');

/** Fields of the body in which middleware keeps the caller: as likely as that the client sends them. */
export const KEPT_CALLER = spelled('user', 'currentUser', 'authUser', 'loggedInUser', 'decoded', 'decodedToken');

/** What the caller goes by where it is a record of its own, not what a library keeps beside it: `req.auth.userId` of Clerk is there for everybody. */
export const CALLED_ACCOUNT = folded('*user*', '*account*', '*customer*', '*member*', '*admin*');

/** Words of expressions that read the caller: `userId`, `caller`, `req.…`, `authId`. */
export const NAMES_CALLER = folded('*user*', '*caller*', 'req', '*auth*');

/** Attributes of a caller without which there is none. */
export const CALLER_ATTRIBUTE = spelled('id', '_id', 'sub', 'iss', 'userId', 'uid', 'user', 'email');

/** Those of them that are an id. */
export const CALLER_ID = spelled('id', '_id', 'sub', 'iss', 'userId', 'uid');

/** Claims of a token that say who the caller is. Source: RFC 7519, 4.1. */
export const CALLER_CLAIM = folded('_id', 'sub', 'uid', 'user', 'user_id', 'email', 'username');

/** Claims that say whose a token is. Source: RFC 7519, section 4.1.2, and the names that people give it. */
export const WHOSE_TOKEN = spelled('sub', 'id', '_id', 'uid', 'userId', 'user_id', 'user');

/** Fields that hold what identifies something, or somebody. */
export const IDENTIFIES = either(folded('*id', 'sub'), anyCase('*_sub'));

/** Fields that hold an id. */
export const ID_FIELD = spelled('id', '_id', '*Id');

/** The field that holds a record's own id. */
export const OWN_ID_FIELD = spelled('{,_}{id,uuid,uid}');

/** What an id of an account is called. */
export const ACCOUNT_ID = folded('_id', '{user,account,member}_id');

/** What holds the claims of a verified token. */
export const CLAIMS = spelled('claims', 'jwtClaims', 'idTokenClaims', 'tokenPayload', 'jwtPayload');

/** Ways in which a caller can have come in, a session, a key, by the last two names of a path. */
export const SORT_OF_LOGIN = folded('*auth*.{type,kind,method,strategy,provider}');

/** Methods of a request that say who calls. Source: passport. */
export const ASKS_WHO_CALLS = spelled('isAuthenticated', 'isUnauthenticated', 'isLoggedIn');

/** The library of strategies by which callers log in. */
export const PASSPORT = folded('*passport*');

/** Methods of a request that verify a credential and throw where it is wrong. Source: @fastify/jwt. */
export const VERIFIES_REQUEST = spelled('jwtVerify', 'authenticate');

/** Flags that say whether somebody is known. */
export const SAYS_KNOWN = spelled('isAuthenticated', 'authenticated', 'isLoggedIn', 'loggedIn');

/** Flags that say that a caller may, or that its credential was verified. */
export const SAYS_AUTHORIZED = spelled('isAuthorized', 'authorized');

/** Names of errors, constants and methods that say 401. */
export const SAYS_UNAUTHENTICATED = folded('*un_authori{s,z}ed*', '*un_authenticated*', '*not_authenticated*');

/** What middleware is called that does something, and what it must not be called for that to be believed. */
export interface Called {
  readonly names: Vocabulary;
  readonly unless: Vocabulary;
}

/** Names and texts that say `auth`, but for authors and what they authorize. */
export const SAYS_AUTH = texts(/auth(?!or)/i);

/** `auth` and what begins with it, but for authors. */
const AUTH = either(except(folded('*auth*'), folded('*author*')), folded('*authori{s,z}*'));

/** No middleware that lets only known callers pass: what is optional, what sets a library up, and routers of the paths at which callers log in. */
const LETS_ALL_PASS = folded('*optional*', '*maybe*', '*initialize*', '*route{,r}{,s}');

/** Middleware and hooks that let only known callers pass: no authors, nothing optional. */
export const AUTHENTICATION: Called = {
  names: either(
    AUTH,
    folded(
      '*protect*',
      '*jwt*',
      '*verifytoken*',
      '*require{user,login}*',
      '*loggedin*',
      '*ensurelogin*',
      '*guard*',
      '*passport*',
      '*session*',
      '*bearer*',
    ),
  ),
  unless: LETS_ALL_PASS,
};

/** The same for all routes after it, where `app.use(session())` and `app.use('/auth', authRouter)` stand too. */
export const AUTHENTICATION_FOR_ALL: Called = {
  names: folded(
    '*{require,ensure,is,check,verify,validate,need}_{auth,login,logged,user,token,jwt}*',
    '*authenticate*',
    '*authmiddleware*',
    '*protect*',
    '*jwtverify*',
  ),
  unless: either(LETS_ALL_PASS, folded('*session*')),
};

/** What middleware that matches only tells of the caller where there is one, or asks something else: `session()`, `loadAuth`, `authLimiter`. */
export const TELLS_ONLY = either(
  spelled('*session*', '*{L,l}imit*', '*{T,t}hrottle*', '*{S,s}chema*', '*{C,c}srf*', '*{C,c}ors'),
  spelled('{load,fetch,prefetch,attach,set,get,extract,parse,decode,populate,inject}{+,_*}'),
);

/** What places are called where callers prove themselves. */
export const OF_AUTHENTICATION = either(
  SAYS_AUTH,
  folded('*login*', '*sign_in*', '*protect*', '*guard*', '*verify*', '*session*'),
);
