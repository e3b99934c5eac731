import { SAYS_AUTH } from './callers.ts';
import { either, except, folded, spelled, texts } from './vocabulary.ts';

/** What proves who the caller is: tokens, sessions, API keys. */
export const CREDENTIAL = folded(
  'authori{s,z}ation',
  'cookie',
  'token',
  'jwt',
  'jwttoken',
  '{auth,access,bearer,id,refresh}_token',
  'bearer',
  'session',
  'session_id',
  'sid',
  'connect.sid',
  'x-{access,auth,actual,refresh}-token',
  'x-token',
  '{,x-}api_key',
  'x-session-id',
  '{auth,authorization}header',
);

/** Words of what holds a credential. */
export const OF_CREDENTIAL = folded('*token*', '*jwt*', '*bearer*', '*cookie*');

/** The same of functions and their arguments, sessions and logins included. */
export const SAYS_CREDENTIAL = either(OF_CREDENTIAL, folded('*credential*', '*session*', '*auth*'));

/** Cookies that hold a credential. */
export const CREDENTIAL_COOKIE = folded('*token*', '*sess*', '*auth*', '*jwt*');

/** What is kept beside a credential while a caller logs in: where to go afterwards, in which way, and what guards the exchange. */
export const BESIDE_CREDENTIAL = folded(
  '*{cb,callback,url,uri}',
  '*{redirect,return,return_to}',
  '*{state,nonce,method,provider,verifier,challenge,type,mode,error}',
  '*expir*',
);

/** Tokens that prove something else than who the caller is: reset, verification, invitation. */
export const OTHER_TOKEN = folded(
  '*reset*',
  '*verif*',
  '*confirm*',
  '*invit*',
  '*activat*',
  '*unsubscribe*',
  '*csrf*',
  '*xsrf*',
  '*captcha*',
  '*otp*',
  '*code*',
  '*signature*',
  '*webhook*',
  '*device*',
  '*push*',
  '*fcm*',
  '*share*',
  '*upload*',
  '*magic*',
);

/** What is verified and yet says nothing of who the caller is: signatures of webhooks, captchas, one-time codes. */
export const OTHER_VERIFY = either(
  folded('*webhook*', '*signature*', '*captcha*', '*hmac*', '*svix*', '*csrf*', '*constructevent*'),
  texts(/(?:otp|crypto)\b/i),
);

/** Functions and paths that take a token of another kind: reset, verification, invitation. */
export const OTHER_TOKEN_PLACE = folded(
  '*reset*',
  '*forgot*',
  '*invit*',
  '*activat*',
  '*unsubscri*',
  '*magic*',
  '*confirm*',
  '*verif{,y,ication}{_,/}{e_mail,account,registration,otp,code,phone,:}*',
  '*mail_verif*',
  '*webhook*',
  '*captcha*',
  '*signed*',
  '*signature*',
);

/** Names and paths of what takes a secret of the path: reset, verification, invitation, unsubscribe tokens. */
export const TAKES_SECRET = folded('*reset*', '*verif*', '*confirm*', '*activat*', '*invit*', '*unsubscrib*');

/** Parameters of paths that are secrets. */
export const SECRET_PARAMETER = folded('*token*', '*secret*', '*otp*');

/** Fields by which a record is found whose value is a secret: `findOne({ resetToken: req.params.id })`. */
export const SECRET_FIELD = folded('*token*', '*secret*', '*code*', '*otp*');

/** The same as the last name of what is read: `where(eq(invites.code, code))`. */
export const SECRET_MEMBER = folded('*token', '*secret', '*code', '*otp');

/** Conditions of SQL on a secret: `token = $1`. */
export const SECRET_IN_SQL = texts(/\w*(?:token|secret|code|otp)\w*\s*=/i);

/** Fields that are a token, a code or a secret, whose absence other statuses describe as well. */
export const TOKEN_FIELD = folded('*token*', '*code*', '*otp*', '*captcha*', '*secret*', '*signature*');

/** Fields of a request that a caller proves itself by, in the widest sense. */
export const PROOF = either(
  folded(
    '*token*',
    '*code',
    '*otp*',
    '*captcha*',
    '*secret*',
    '*signature*',
    'sig',
    'key',
    '*api_key*',
    '*hash*',
    '*hmac*',
    '*identity*',
    '*nonce*',
    '*csrf*',
    '*xsrf*',
    '*expir*',
    '*password*',
    '*passwd*',
    '*credential*',
    '*jwt*',
    '*session*',
    '*cookie*',
  ),
  SAYS_AUTH,
);

/** Tokens by which another one is got. */
export const REFRESH_TOKEN = folded('*refresh_token*');

/** Functions that refresh a token. */
export const REFRESHES = folded('*refresh*');

/** Fields of an account's record that hold its session. */
export const SESSION_FIELD = folded('refresh_token', 'session*');

/** Lookups of what a caller proves itself with. */
export const LOOKS_UP_CREDENTIAL = spelled(
  '{find,get,load,fetch,read,check,consume,decode,exchange}*{Token,Session,Credential,ApiKey}*',
);

/** Functions that take a credential out of what they are given: `extractToken(req.headers.authorization)`. */
export const GIVES_CREDENTIAL = folded('*token*', '*bearer*', '*credential*', '*apikey*');

/** Functions of that name which give something else: whoever the credential belongs to, `getUserForToken(token)`; whether there is one, `hasToken(req)`; a right of it, `tokenScopes(req)`. */
export const GIVES_OTHER = spelled(
  '*{For,By,With,Of}*{Token,Bearer,Credential,ApiKey}*',
  '{for,by,with,of}+',
  '{is,has,can,may}+',
  '*{Has,Have,Is,Can}+',
  '*{S,s}cope*',
  '*{P,p}ermission*',
  '*{R,r}ole*',
);

/** Calls that authenticate, or compute what proves a message. */
export const AUTHENTICATES = except(folded('*authenticat*', '*hmac*'), folded('*authenticated*'));

/** Calls that verify or read a token. */
export const VERIFIES = spelled('verify*', 'jwtVerify*', 'decode*');

/** Where a function called `decode` comes from that decodes a token. */
export const OF_TOKENS = folded('*jwt*', '*jsonwebtoken*', '*jose*', '*paseto*', '*token*');

/** Packages that verify tokens, and throw where one is wrong. */
export const TOKEN_PACKAGE = spelled(
  'jsonwebtoken',
  'jose',
  '@fastify/jwt',
  'fast-jwt',
  'paseto',
  'aws-jwt-verify',
  'firebase-admin*',
  'google-auth-library',
  'express-jwt',
);

/** Packages that check passwords or credentials, whatever their functions are given. */
export const CHECKS_CREDENTIALS = folded(
  '*bcrypt*',
  '*argon2*',
  '*scrypt*',
  '*pbkdf*',
  '*passw*',
  '*passport*',
  '*jsonwebtoken*',
  '*jwt*',
  'jws',
  'jows',
  'jose',
  '*paseto*',
  '*oauth*',
  '*oidc*',
  '*openid*',
  'auth*',
  '*/auth*',
  '*firebase*',
  '*supabase*',
  '*clerk*',
  '*cognito*',
  '*google-auth*',
);

/** Members by which a function that verifies a token says whether it is right, and hands on what it claims. `active` is that of RFC 7662, section 2.2. */
export const SAYS_VERIFIED = spelled(
  'valid',
  'isValid',
  'verified',
  'success',
  'ok',
  'active',
  'authenticated',
  'isAuthenticated',
  'payload',
  'claims',
  'decoded',
  'data',
);

/** Claims that say which of several credentials this is. */
export const WHICH_CREDENTIAL = spelled('jti', 'tokenVersion', 'token_version');

/** Which kind of credential it is, or what it is for. */
export const KIND_OF_CREDENTIAL = spelled(
  'kind',
  'purpose',
  'scope',
  'audience',
  'aud',
  '{,token,token_}{type,Type,Kind}',
  'usage',
);

/** Beginnings of a header that say by which scheme the caller proves itself. */
export const SCHEME = texts(/^(?:bearer|basic|token|digest|api-?key)\b/i);

/** Functions that sign a token for whoever has logged in. */
export const SIGNS_TOKEN = spelled('jwtSign', 'signJwt', 'signToken', 'logIn');

/** Functions that sign something. */
export const SIGNS = spelled('sign{,Async,Sync}');

/** What times are called that a signed address ends at. */
export const EXPIRY = folded('*expir*', '*timestamp*');

/** What times are called that a token's `exp` is compared with. */
export const TIME = folded('*now*', '*date*', '*time*');

/** What a secret of the server's own is called, and where such are kept. */
export const OWN_SECRET = folded('*secret*', '*token*', '*key*', '*passw*');
export const KEEPS_SECRETS = folded('env', 'config', 'conf', 'settings', 'secret{,s}', 'options');

/** Packages and objects that hash and sign, rather than change a record. */
export const HASHES = folded('*hash*', '*hmac*', '*cipher*', '*sign*');

/** Functions of node's crypto that make a text or a number. */
export const HASHES_OF_CRYPTO = spelled('create{Hash,Hmac}', 'random*', 'hash', 'getHashes');
