/** The statuses of Fastify's own errors that requests cause, by code; those of the others are 500. Source: fastify lib/errors.js and lib/validation.js, 4.29 and 5.12. */
export const fastifyErrors: ReadonlyMap<string, number> = new Map([
  ['FST_ERR_NOT_FOUND', 404],
  ['FST_ERR_VALIDATION', 400],
  ['FST_ERR_BAD_URL', 400],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 400],
  ['FST_ERR_CTP_INVALID_JSON_BODY', 400],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', 400],
  ['FST_ERR_CTP_BODY_TOO_LARGE', 413],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 415],
  ['FST_ERR_MAX_PARAM_LENGTH', 414],
  ['FST_ERR_HANDLER_TIMEOUT', 503],
]);
