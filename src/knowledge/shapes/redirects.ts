import { folded, spelled } from './vocabulary.ts';

/** Reads of the caller's language that are no part of the address. */
export const LANGUAGE = folded('*accept-language*', '*acceptslanguage*');
export const LANGUAGE_OF_REQUEST = folded('locale', 'language{,s}', 'lang', 'i18n', 'getlocale');
export const LANGUAGE_COOKIE = folded('*lang*', '*locale*');
export const COOKIES = spelled('cookies', 'signedCookies');

/** What holds the path of the address. */
export const PATH_OF_REQUEST = spelled('path', 'originalUrl', 'url');
export const ADDRESS_OF_REQUEST = spelled('originalUrl', 'url', 'path', 'baseUrl');
export const HOST = spelled('{,x-forwarded-}host', 'hostname');
export const HOST_NAME = folded('host', 'hostname');

/** Methods that make another form of a text, still of the same address. */
export const CUTS_TEXT = spelled(
  'slice',
  'substring',
  'substr',
  'replace',
  'replaceAll',
  'concat',
  'trim',
  'toLowerCase',
  'split',
  'join',
);

/** What a guard asks that only leads to the same address in another form: the scheme, the host, the path, the method, the environment. */
export const ASKS_ADDRESS = folded(
  '*secure*',
  '*proto*',
  '*encrypted*',
  '*host*',
  '*subdomain*',
  '*www*',
  'env',
  '*production*',
  '*path*',
  '*url*',
  '*slash*',
  '*ssl*',
  '*http*',
  '*method*',
);

/** What a handler does to the session of its caller, before it redirects: methods of the request, and those that set cookies. */
export const LOGS_IN_OR_OUT = spelled('log{in,In,out,Out}', 'flash');
export const SETS_COOKIE = spelled('cookie', 'setCookie', 'clearCookie');
