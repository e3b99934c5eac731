import { spelled, texts } from './vocabulary.ts';

/** Paths that match whatever no route has matched, in the syntaxes of path-to-regexp and find-my-way: `*`, `/*`, `(.*)`, `/*splat`, `/{*splat}`. */
export const WILDCARD = texts(/^(?:\/|\^)?(?:\/|\\\/)?(?:\*\w*|\(\.\*\)\*?|\{\/?\*\w*\}|\.\*)\$?$/);

/** Endpoints of which OAuth says what they answer. Source: RFC 6749, 5.2: an invalid client or grant is answered 400. */
export const OAUTH_PATH = texts(/(?:oauth2?|oidc|connect)\/(?:\w+\/)*(?:token|revoke|introspect)\b/i);
export const TOKEN_PATH = spelled('*/token{,s}');
