import { spelled, texts, worded } from './vocabulary.ts';

/** Conditions of a query. */
export const WHERE = worded('where');

/** Calls that run SQL. */
export const RUNS_SQL = spelled('query', 'execute', 'run', 'raw', 'none', 'one', 'oneOrNone', 'any', 'unsafe');

/** What SQL does. */
export const SQL_UPSERTS = texts(/\bon\s+conflict\b|on duplicate key|\breplace\s+into\b/i);
export const SQL_INSERTS = texts(/\binsert\s+into\b/i);
export const SQL_CHANGES = texts(/^\W*(?:update|delete)\b/i);
export const SQL_READS = texts(/^\W*(?:select|with)\b/i);
