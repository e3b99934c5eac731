import { either, folded, spelled, texts } from './vocabulary.ts';

/** Members and names that say whether a value is right, or wrong. */
export const SAYS_VALID = spelled('isValid', 'valid', 'ok', 'success');
export const SAYS_WRONG = folded('*error*', '*issue*', '*invalid*');
export const SAYS_RIGHT = folded('*isvalid*', '*valid', '*validate*');
export const SAYS_ERRORS = spelled('error*', 'issues*', 'details*', 'isEmpty*', 'fails*', 'failed*');

/** What a schema's result says of its verdict, beside the data. */
export const SAYS_VERDICT = folded(
  '*error*',
  '*issue*',
  '*success*',
  '*valid*',
  'ok',
  'details',
  'message{,s}',
  'warning',
  'fail{,s}',
  'failed',
  'passes',
  'length',
  '{0,1,2,3,4,5,6,7,8,9}',
);

/** Methods of schemas that give the data beside the verdict, and where that stands. */
export const GIVES_DATA = spelled('safeParse', 'safeParseAsync', 'validate', 'safeDecode');
export const DATA = spelled('data', 'value', 'output');

/** Methods of a verdict that give it in another form. Source: express-validator. */
export const FORM_OF_VERDICT = spelled('array', 'mapped', 'formatWith', 'flatten', 'format');

/** Methods of schemas that other things have, too: tokens are validated and rights are checked. */
export const MAY_BE_VERDICT = spelled(
  'is',
  '{c,C}heck',
  'decode',
  'assert',
  'attempt',
  'isValid',
  'validate{,Sync,Async}',
);

/** What schemas and validators are called. */
export const SCHEMA = either(
  folded('*schema*', '*valid*', '*joi*', '*zod*', '*yup*', '*ajv*', '*dto*', '*struct*', '*compiled*'),
  folded('value'),
);

/** Objects whose `parse` and `validate` is no schema's. */
export const PARSES_OTHER = spelled(
  'JSON',
  'Date',
  'path',
  'url',
  'qs',
  'querystring',
  'marked',
  'URL',
  'csv',
  'yaml',
  'semver',
  'ms',
);

/** Calls that check a whole value, rather than parse a text. */
export const CHECKS_WHOLE = folded('*parse*', '*validate*', '*assert*');

/** Calls of that name which ask for the form of one value. */
export const CHECKS_FORM = folded('*valid*');
export const CHECKS_ONE = spelled('valid{,ate}');

/** Calls that say by their names that they parse, check or convert something. */
export const NARROW = spelled(
  '{parse,decode,decrypt,validate,verify,check,ensure,assert,resize,convert,compile,transform,sanitize,normalise,normalize}*',
  '{extract,unzip,inflate,gunzip}*',
);

/** Libraries of ids. */
export const OF_IDS = folded('*objectid*', '*uuid*', '*mongoose*');

/** Constructors of schemas that let pass but the values of an enumeration: TypeBox, zod. */
export const ENUMERATES = spelled('{E,e}num', 'nativeEnum', '{L,l}iteral');
/** Methods of zod's schemas that say how large or long a value is, and those that say its form. Source: zod, string and number schemas. */
export const CONSTRAINS_RANGE = spelled('min', 'max', 'length', 'positive', 'negative', 'nonnegative', '{g,l}t{,e}');
export const CONSTRAINS_FORM = spelled('email', 'url', 'uuid', 'regex', 'datetime', 'int', 'multipleOf');

export const MAY_ENUMERATE = spelled('Optional', 'Unsafe');

/** Functions of classes that check what they are given and make a pair of it: what is wrong, and what is right. */
export const MAKES_DTO = spelled('*D{T,t}{O,o}.{create,update,from*,validate,parse}');

/** Where validators say which of their rules a value broke: joi's and zod's `details[0].type`, `issues[0].code`, ajv's `errors[0].keyword`, mongoose's `errors.name.kind`. */
export const BROKEN_RULES = spelled('errors', 'details', 'issues', 'validation');
export const BROKEN_RULE = spelled('keyword', 'type', 'code', 'kind', 'validatorKey', 'received');

/** What of them means that a field was missing or of another type. */
export const MISSING_OR_TYPE = spelled(
  'required',
  '*.required',
  '*.base',
  'invalid_type',
  'type',
  'is_null',
  'undefined',
);

/** Methods that ask which part celebrate has refused. */
export const ASKS_FOR_PART = spelled('has', 'get');

/** Flags of a body that are there where they are false. */
export const FLAG = spelled('{is,has,can,should,allow}{+,_*}');

/** What a function that checks values of the body gives where one is wrong. */
export const FAULT = folded('err', 'error{,s}', 'message{,s}', 'issues', 'reason', 'problem{,s}');

/** Patterns that ask for nothing but a number, of whatever length: `/^\d+$/`. */
export const DIGITS_ONLY = texts(/^\^[-+]?\??(?:\\d|\[0-9\]|\[\\d\])[+*]\$$/);
