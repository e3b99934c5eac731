import { folded, spelled } from './vocabulary.ts';

/** Fields and variables that hold a password or what is kept of one. */
export const OF_PASSWORD = folded('*pass*', '*pwd*', '*hash*', '*secret*', 'pin');

/** What a password goes by. */
export const PASSWORD = spelled('pass', 'passwd', 'password', 'pwd', '*Password');

/** Words that say password. */
export const SAYS_PASSWORD = folded('*passw*', 'pass', 'pwd');

/** Arguments of a login that are a password. */
export const LOGIN_PASSWORD = folded('*passw*', 'pwd');

/** Words of credentials that are a password. */
export const PASSWORD_CREDENTIAL = folded('*passw*', '*credential*');

/** Headers and fields that hold a password. */
export const PASSWORD_HEADER = folded('*passw*');

/** Arguments that are a password or its hash. */
export const PASSWORD_ARGUMENT = folded('*pass', '*password', '*passwd', '*hash');

/** Fields of an account that hold its password. */
export const PASSWORD_FIELD = folded('password*', 'hash*', 'hashed_password');

/** Attributes that hold a password or its hash. */
export const PASSWORD_ATTRIBUTE = folded('*password*', '*hash*');

/** What an account keeps of its password. */
export const SECRET_KEPT = folded('*passw*', 'pass', 'pwd', '*hash', '*digest');

/** A password that is entered twice, or changed for another. */
export const ANOTHER_PASSWORD = folded(
  '*confirm*',
  '*repeat*',
  '*again*',
  '*retype*',
  '*re_pass*',
  '*old*',
  '*new*',
  '*2',
);

/** A password that a caller has already. */
export const CURRENT_PASSWORD = folded('{current,old,existing,previous}_pass*');

/** Fields of the body by which a caller proves itself: compared with a constant, `password !== 'x'`, they log it in. */
export const PROVES = folded('pass', 'passwd', 'password', 'pwd', 'user_name', 'login', 'pin', '*key');

/** What an account goes by. */
export const USERNAME = folded('user', 'user_name', 'login', 'email', 'account');

/** Results that say whether a password is right. */
export const SAYS_PASSWORD_RIGHT = folded(
  'ismatch',
  'ispasswordvalid',
  'isvalidpassword',
  'passwordmatch*',
  'ispasswordcorrect',
  'passwordisvalid',
  'validpassword',
  'iscorrectpassword',
  'matchpassword',
);

/** Calls that compare or check a password, which many other things go by: versions, globs and checksums. */
export const SAYS_NO_PASSWORD = spelled('compare', 'compareSync', 'isMatch', 'authenticate');

/** Calls that check a caller with what they are given. */
export const CHECKS_CALLER = folded('check*', 'authenticate*', 'log_in*', 'sign_in*', 'attempt*', 'auth*');

/** Calls whose callback is given an exception first and then who has logged in: passport's. */
export const LOGS_IN_BY_CALLBACK = folded('authenticate', 'log_in', 'sign_in');

/** What logging in gives besides an error. */
export const LOGIN_RESULT = spelled(
  'user',
  'account',
  'data',
  '*{t,T}oken',
  'session',
  'success',
  'ok',
  'valid',
  'isValid',
  'isMatch',
  'match{,es}',
);

/** Where a caller who is known is asked for its password once more. */
export const ASKS_AGAIN = folded(
  '*password*',
  '*reset*',
  '*change*',
  '*verify*',
  '*profile*',
  '*account*',
  '*delete*',
  '*remove*',
  '*disable*',
);

/** Paths that change a password. */
export const CHANGES_PASSWORD = folded('*reset*', '*change*', '*forgot*');

/** Functions that change a password. */
export const CHANGES_OLD_PASSWORD = folded('*old*', '*current*', '*change*', '*reset*');

/** Paths of passwords. */
export const PASSWORD_PATH = folded('*password*');
