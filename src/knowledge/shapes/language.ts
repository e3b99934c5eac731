import { folded, spelled } from './vocabulary.ts';

/** Methods of loggers. */
export const LOGS = spelled('log', 'info', 'warn', 'error', 'debug', 'trace');

/** What loggers are called. */
export const LOGGER = spelled('log', 'logger', 'console', 'winston', 'pino');

/** Methods of texts and lists that give a part of one, which may be nothing. */
export const GIVES_PART = spelled(
  'replace',
  'replaceAll',
  'slice',
  'substring',
  'substr',
  'at',
  'pop',
  'shift',
  'filter',
  'match',
  'basename',
);

/** Methods that give all of a value in another form. */
export const GIVES_FORM = spelled('trim', 'toLowerCase', 'toUpperCase', 'toString', 'join');

/** Methods of texts and lists of a part of the request that give that part, or some of it. */
export const KEEPS_VALUE = spelled(
  'trim',
  'toLowerCase',
  'toUpperCase',
  'toString',
  'split',
  'replace',
  'slice',
  'substring',
  'substr',
  'at',
  'pop',
  'shift',
  'join',
  'toFixed',
  'concat',
  'map',
  'filter',
  'startsWith',
  'match',
  'valueOf',
  'toObject',
  'toJSON',
  'toHexString',
);

/** Functions that make a number, a text or an id of a value. */
export const CASTS = spelled(
  'Number',
  'parseInt',
  'parseFloat',
  'String',
  'Boolean',
  'BigInt',
  '{de,en}codeURI{,Component}',
  'toObjectId',
);

/** Those of them that make a plain value. */
export const CASTS_PLAINLY = spelled('Number', 'String', 'parseInt', 'parseFloat');
export const CASTS_TO_NUMBER = spelled('Number', 'parseInt', 'parseFloat');

/** Classes that hold the value they are made of. */
export const HOLDS_VALUE = spelled('Date', 'Number', 'String', 'ObjectId', 'URL');

/** Functions that give back the one value they are given, in another form or only where it is right: `toObjectId(req.params.id)`, `requireUserId(req.user?.id)`. */
export const HANDS_BACK = spelled(
  '{to,as,parse,extract,require,ensure,normalise,normalize,sanitize,coerce}{,_}{,+}{Id,ID,String,Number,Int,Integer,ObjectId}',
  '{to,as,parse,extract,require,ensure,normalise,normalize,sanitize,coerce}{,_}{,+}{Param,Query,Uuid,UUID,BigInt,Value}',
);

/** Classes of the language whose methods compute. */
export const COMPUTING_CLASS = spelled('RegExp', 'Date', 'URL', 'URLSearchParams', 'Intl');

/** Classes that are tables in memory. */
export const TABLE_CLASS = spelled('Map', 'WeakMap', 'Set', 'WeakSet');

/** Classes of errors. */
export const ERROR_CLASS = spelled('*Error*', '*Exception');

/** The plain classes of errors, which say nothing of what went wrong. */
export const PLAIN_ERROR = spelled('Error', 'TypeError', 'RangeError', 'AggregateError');

/** Searches through a list with a function. */
export const SEARCHES = spelled('find{,Index,Last,LastIndex}');

/** Methods that change a list, a set or a map. */
export const CHANGES_LIST = spelled('push', 'unshift', 'pop', 'shift', 'splice');
export const CHANGES_TABLE = spelled('set', 'add', 'delete');
export const ADDS_TO_LIST = spelled('push', 'unshift', 'splice', 'set');

/** Methods that read the content of an answer that is there: fetch, node-fetch, undici. */
export const READS_ANSWER = spelled('json', 'text', 'arrayBuffer', 'blob', 'buffer', 'formData');

/** Members of an answer that say how it went. */
export const SAYS_HOW_IT_WENT = spelled('ok', 'status', 'statusCode', 'isSuccess');

/** Methods that hand a promise's value or failure on, and those by which events do. */
export const OF_PROMISE = spelled('catch', 'then', 'finally');
export const OF_EVENTS = spelled('on', 'once');

/** Events of a connection that ends. */
export const ENDS_CONNECTION = spelled('close', 'abort', 'aborted');

/** Codes and classes of what was ended by hand. */
export const ABORTS = folded('*abort*');

/** Calls that answer or go on, and fail by themselves as little as any. */
export const ANSWERS = spelled(
  'json',
  'text',
  'send',
  'status',
  'next',
  'render',
  'redirect',
  'sendFile',
  'then',
  'catch',
  'finally',
);

/** Functions of the language that parse text, and throw where it is none. */
export const PARSES_TEXT = spelled('JSON.parse', 'decodeURIComponent');

/** Tests of the type of a value. */
export const TESTS_TYPE = spelled('isNaN', 'isInteger', 'isFinite', 'isSafeInteger', 'isArray');

/** Tests of how a text begins or ends. */
export const TESTS_END = spelled('startsWith', 'endsWith');

/** Searches that give a place. */
export const GIVES_PLACE = spelled('indexOf', 'search');

/** Methods that cut a text by its length. */
export const SLICES = spelled('slice', 'substring', 'substr');

/** Objects of a module of CommonJS that hold what it gives. */
export const MODULE_OBJECT = spelled('module', 'exports');

/** Modules of node. */
export const NODE_HTTP = spelled('{,node:}http{,s}');
export const NODE_CRYPTO = spelled('{,node:}crypto');
export const NODE_UTIL = spelled('{,node:}util');

/** Functions of node's http that ask another server. */
export const ASKS_SERVER = spelled('get', 'request');

/** Reads of a clock, by themselves and in libraries: `now`, `moment()`. */
export const NOW = folded('now');
export const DATE_FUNCTION = spelled('moment', 'dayjs');

/** Beginnings of functions of date libraries that give no date. */
export const GIVES_NO_DATE = spelled('is*', 'are*', 'compare*', 'equal{,s}');

/** Functions that say whether two dates are the same. */
export const SAME_DATE = spelled('isEqual', 'isSame');

/** Texts for nothing. */
export const SAYS_NOTHING = spelled('{,null,undefined,NaN}');

/** What a setting says that is on. */
export const SAYS_ON = folded('true', '1', 'on', 'yes', 'enabled', 'active');

/** Functions that read a setting. */
export const READS_SETTING = spelled('get', 'has', 'isEnabled', 'enabled', 'isOn');
