import type { OwnError } from './framework.ts';

/** Fastify's own errors that requests cause, by code: what they say and the status they go out with; that of the others is 500. Source: fastify lib/errors.js and lib/validation.js, 4.29 and 5.12. */
export const fastifyErrors: ReadonlyMap<string, OwnError> = new Map<string, OwnError>([
  ['FST_ERR_NOT_FOUND', { as: 'record-missing', status: 404 }],
  ['FST_ERR_VALIDATION', { as: 'schema-refused', status: 400 }],
  ['FST_ERR_BAD_URL', { as: 'text-unparsable', status: 400 }],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', { as: 'text-unparsable', status: 400 }],
  ['FST_ERR_CTP_INVALID_JSON_BODY', { as: 'text-unparsable', status: 400 }],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', { as: 'text-unparsable', status: 400 }],
  ['FST_ERR_CTP_BODY_TOO_LARGE', { as: 'content-too-large', status: 413 }],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', { as: 'media-unsupported', status: 415 }],
  ['FST_ERR_MAX_PARAM_LENGTH', { as: 'unknown', status: 414 }],
  ['FST_ERR_HANDLER_TIMEOUT', { as: 'unknown', status: 503 }],
]);
