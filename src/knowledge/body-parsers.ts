/** Modules whose calls make middleware that parses bodies, and whose errors carry the status to answer with. Sources: body-parser lib/read.js; express lib/express.js, which hands its functions on. */
export const BODY_PARSER_MODULES = /^(?:express|body-parser)$/;

/** What their functions parse, by name: all of them fail on a body that is too large, those for JSON on one that is malformed. Sources: body-parser index.js and lib/types/. */
export const BODY_PARSERS: ReadonlyMap<string, { readonly isForJson: boolean }> = new Map([
  ['json', { isForJson: true }],
  ['urlencoded', { isForJson: false }],
  ['raw', { isForJson: false }],
  ['text', { isForJson: false }],
]);

/** The function that body-parser is by itself, which parses JSON and forms, until version 2. Source: body-parser index.js, bodyParser. */
export const WHOLE_BODY_PARSER = 'body-parser';

/** Packages whose error handlers hand on all errors but their own. Sources: @sentry/node handlers; express-winston index.js, errorLogger; celebrate lib/celebrate.js, errors. */
export const ERRORS_HANDED_ON =
  /^(?:@sentry\/.+|express-winston|celebrate|rollbar|@bugsnag\/.+|newrelic|@honeybadger-io\/js|elastic-apm-node)$/;
