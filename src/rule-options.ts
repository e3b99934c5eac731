import type { Linter } from 'eslint';

/** The rules of this plugin, each with its options; a name or an option that is none does not type-check. Generated: `npm run update`. */
export interface RuleOptions {
  /** Enforce one notation of statuses: numbers, or the constants of a library. */
  'status-code/consistent-status-notation'?: Linter.RuleEntry<[options?: {
      /** The notation: `numeric`, or `named` for the constants of the library that a file imports. Default: `"numeric"`. */
      prefer?: 'numeric' | 'named';
    }]>;
  /** Disallow 201 Created in responses of handlers that create nothing. */
  'status-code/no-201-without-creation'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
    }]>;
  /** Disallow 404 Not Found for a list that is empty. */
  'status-code/no-404-for-empty-collection'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
    }]>;
  /** Disallow content in responses whose status forbids it. */
  'status-code/no-body-with-bodyless-status'?: Linter.RuleEntry<[]>;
  /** Disallow content that names another status than the one sent. */
  'status-code/no-contradictory-body'?: Linter.RuleEntry<[]>;
  /** Disallow a failure status for content that reports a success. */
  'status-code/no-failure-status-for-success'?: Linter.RuleEntry<[]>;
  /** Disallow statuses that `redirect` ignores, takes for the address, or sends without a client following them. */
  'status-code/no-ignored-redirect-status'?: Linter.RuleEntry<[]>;
  /** Disallow statuses that no handler of an origin server has a use for. */
  'status-code/no-inapplicable-status'?: Linter.RuleEntry<[]>;
  /** Disallow values that are no status of a response. */
  'status-code/no-invalid-status'?: Linter.RuleEntry<[]>;
  /** Disallow parameters of handlers in places where the framework gives something else. */
  'status-code/no-misplaced-parameter'?: Linter.RuleEntry<[]>;
  /** Disallow error handlers that answer what body parsers refuse with a fixed 500 Internal Server Error. */
  'status-code/no-parser-error-as-500'?: Linter.RuleEntry<[]>;
  /** Disallow a second response on the same path. */
  'status-code/no-second-response'?: Linter.RuleEntry<[options?: {
      /** Whether to report an `end()` without content after a send, which does nothing. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Disallow setting a status or a header after the response has been sent. */
  'status-code/no-status-after-response'?: Linter.RuleEntry<[]>;
  /** Disallow a status in the place of the content. */
  'status-code/no-status-as-body'?: Linter.RuleEntry<[]>;
  /** Disallow setting a status that the error which is sent replaces by its own. */
  'status-code/no-status-overridden-by-error'?: Linter.RuleEntry<[]>;
  /** Disallow statuses that never answer the method of the request. */
  'status-code/no-status-unfit-for-method'?: Linter.RuleEntry<[]>;
  /** Disallow a success status for content that reports a failure. */
  'status-code/no-success-for-failure'?: Linter.RuleEntry<[options?: {
      /** Whether to judge rendered views as well: the template of an error in a catch, and a form that is shown again with its errors. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Disallow ways through a handler that end without an answer. */
  'status-code/no-unanswered-request'?: Linter.RuleEntry<[]>;
  /** Disallow 304 Not Modified in responses to requests without a condition. */
  'status-code/no-unconditional-304'?: Linter.RuleEntry<[]>;
  /** Disallow statuses that are not registered with IANA. */
  'status-code/no-unregistered-status'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate although they are not registered. Default: `[]`. */
      allow?: readonly number[];
    }]>;
  /** Disallow setting a status without sending a response. */
  'status-code/no-unsent-status'?: Linter.RuleEntry<[]>;
  /** Prefer 201 Created where a POST has created a record. */
  'status-code/prefer-201-for-created-resource'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
    }]>;
  /** Prefer 204 No Content where a DELETE, PUT or PATCH succeeds and nothing is sent back. */
  'status-code/prefer-204-for-empty-success'?: Linter.RuleEntry<[]>;
  /** Prefer 301 Moved Permanently where only the scheme, the host or a trailing slash changes. */
  'status-code/prefer-301-for-permanent-move'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
    }]>;
  /** Prefer 302 Found where a redirect may lead elsewhere next time. */
  'status-code/prefer-302-for-temporary-redirect'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
    }]>;
  /** Prefer 303 See Other after a POST, PUT, PATCH or DELETE that has done its work. */
  'status-code/prefer-303-after-post'?: Linter.RuleEntry<[]>;
  /** Prefer 400 Bad Request where the request itself is malformed. */
  'status-code/prefer-400-for-malformed-request'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Prefer 401 Unauthorized where credentials are missing or invalid. */
  'status-code/prefer-401-for-missing-credentials'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
      /** Whether 404 Not Found for an unknown account at login is reported, too. Default: `false`. */
      unknownAccount?: boolean;
    }]>;
  /** Prefer 403 Forbidden where a known caller lacks permission. */
  'status-code/prefer-403-for-denied-permission'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Prefer 404 Not Found where the resource the URL names does not exist. */
  'status-code/prefer-404-for-missing-resource'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Prefer 405 Method Not Allowed where the method is not supported. */
  'status-code/prefer-405-for-unsupported-method'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Prefer 409 Conflict where the request would duplicate what is stored. */
  'status-code/prefer-409-for-conflict'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[422]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Prefer 422 Unprocessable Entity where a well-formed body has unacceptable values. */
  'status-code/prefer-422-for-invalid-content'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
      /** Whether the verdicts of validation libraries count, or only checks written in the handler. Default: `true`. */
      validators?: boolean;
      /** The status to ask for; 400 for an API that has settled on it. Default: `422`. */
      prefer?: 400 | 422;
    }]>;
  /** Prefer 429 Too Many Requests where a client has sent too many requests. */
  'status-code/prefer-429-for-rate-limit'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Prefer 500 Internal Server Error where anything may have gone wrong. */
  'status-code/prefer-500-for-unexpected-failure'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
      /** Whether to judge a catch that also follows the saving of a model, whose own validation may have failed, errors without a status of their own, and statuses that are rarely sent. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Prefer 502 Bad Gateway where another server failed. */
  'status-code/prefer-502-for-upstream-failure'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[500]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Prefer 503 Service Unavailable where the server cannot serve for now. */
  'status-code/prefer-503-for-unavailable-service'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Prefer 504 Gateway Timeout where another server did not answer in time. */
  'status-code/prefer-504-for-upstream-timeout'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[500]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Prefer the 4xx that says what an API has found wrong with a request: its media type, its size, its range, its precondition. */
  'status-code/prefer-specific-client-error'?: Linter.RuleEntry<[options?: {
      /** Statuses to tolerate for this cause. Default: `[]`. */
      accept?: readonly number[];
      /** Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Require an Allow header in 405 Method Not Allowed responses. */
  'status-code/require-allow-with-405'?: Linter.RuleEntry<[]>;
  /** Require 206 Partial Content to answer a Range, and to say which part it carries. */
  'status-code/require-content-range-with-206'?: Linter.RuleEntry<[options?: {
      /** Whether a 416 Range Not Satisfiable must say how long the content is. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Require routes of Fastify that declare their responses to declare each status they send. */
  'status-code/require-declared-status'?: Linter.RuleEntry<[options?: {
      /** Whether to report errors that are not declared, and successes where only errors are, too. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Require a Location header in 201 Created responses to POST. */
  'status-code/require-location-with-201'?: Linter.RuleEntry<[]>;
  /** Require a Location header in redirects. */
  'status-code/require-location-with-redirect'?: Linter.RuleEntry<[]>;
  /** Require a Retry-After header in 429 Too Many Requests and 503 Service Unavailable responses. */
  'status-code/require-retry-after'?: Linter.RuleEntry<[]>;
  /** Require async functions of Fastify to return or await the reply they send. */
  'status-code/require-returned-reply'?: Linter.RuleEntry<[options?: {
      /** Whether to report a send that is the last thing done and over at once, too. Default: `false`. */
      strict?: boolean;
    }]>;
  /** Require error handlers and not-found handlers to set a status. */
  'status-code/require-status-in-error-handler'?: Linter.RuleEntry<[]>;
  /** Require 202 Accepted responses to say where the work can be followed. */
  'status-code/require-status-monitor-with-202'?: Linter.RuleEntry<[]>;
  /** Require a WWW-Authenticate header in 401 Unauthorized responses. */
  'status-code/require-www-authenticate-with-401'?: Linter.RuleEntry<[]>;
  /** Enforce a list of allowed statuses for each method. */
  'status-code/restrict-status'?: Linter.RuleEntry<[options?: {
      /** The allowed statuses by method in capitals, `*` for every method. Default: `{}`. */
      allow?: Readonly<Record<string, readonly number[]>>;
    }]>;
}
