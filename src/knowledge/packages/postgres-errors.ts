import type { ErrorModel } from '../package-model.ts';

/** What PostgreSQL's codes say, in whichever package's errors. Source: https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const POSTGRES_CODES: Readonly<Record<string, ErrorModel>> = {
  '08001': { as: 'store-unavailable', in: 'code' },
  '08004': { as: 'store-unavailable', in: 'code' },
  '08006': { as: 'store-unavailable', in: 'code' },
  '22001': { as: 'field-invalid', in: 'code' },
  '22003': { as: { param: 'id-malformed', else: 'field-invalid' }, in: 'code' },
  '22P02': { as: { param: 'id-malformed', query: 'id-malformed', else: 'field-invalid' }, in: 'code' },
  '23502': { as: 'field-missing', in: 'code' },
  '23503': { as: { deleting: 'still-referred-to', else: 'reference-missing' }, in: 'code' },
  '23505': { as: 'duplicate', in: 'code' },
  '23514': { as: 'field-invalid', in: 'code' },
  '23P01': { as: 'state-conflict', in: 'code' },
  '40001': { as: 'version-conflict', in: 'code' },
  '53300': { as: 'store-unavailable', in: 'code' },
  '57014': { as: 'store-timed-out', in: 'code' },
  '57P03': { as: 'store-unavailable', in: 'code' },
};
