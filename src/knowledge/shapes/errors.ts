import type { CauseName } from '../cause-table.ts';
import { either, except, folded, spelled, texts, type Vocabulary } from './vocabulary.ts';

/** Texts that say a record is there, and must not be. */
export const EXISTS = texts(
  /duplicate|exist|unique|taken|in use|already (?:registered|used|created|added|defined|been (?:registered|used|taken))|registered already/i,
);

/** Texts that deny it. */
export const MISSING = texts(
  /(?:not|n't|never|no longer)[ _](?:exist|found|in use|taken|unique)|non.?existent|not an existing|no such/i,
);

/** Texts that call a record missing. */
export const SAYS_MISSING = texts(
  /not[ _]found|n[o']t exist|no such|unknown|no \w+ (?:found|with|exists)|could ?n[o']t find|cannot find/i,
);

/** Texts that say that something has been done before. */
export const ALREADY = texts(/\balready\b/i);

/** The code of mongo for a duplicate, in texts. */
export const DUPLICATE_CODE = folded('*e11000*');

/** What texts of failures speak of, the clearest first. "Not authorized" is none of them: real code says it of both 401 and 403. */
export const SAID: readonly (readonly [CauseName, Vocabulary])[] = [
  ['rate-limited', texts(/too many (?:requests|attempts)|rate limit/i)],
  [
    'unauthenticated',
    texts(
      /(?:invalid|wrong|incorrect|bad) (?:credentials|(?:current )?password|(?:access |refresh |auth )?token|session)/i,
      /password is (?:not correct|incorrect|wrong)|(?:token|session) (?:has |is )?(?:expired|invalid|revoked)/i,
      /not (?:logged in|authenticated)|(?:please )?log ?in (?:first|again)/i,
      /authentication (?:is )?(?:required|failed)|unauthenticated/i,
    ),
  ],
  [
    'forbidden',
    texts(
      /\bforbidden\b|access denied|not allowed to|not permitted|admins? (?:only|role|access)|\brole (?:is )?required|\bbanned\b/i,
      /(?:no|lack\w*|insufficient|enough|have|without) (?:the )?(?:permission|privilege|right)/i,
    ),
  ],
  ['not-found', texts(/not found|could ?n[o']t (?:be found|find)|(?:does|do) ?n[o']t exist|no such\b/i)],
  ['conflict', texts(/already (?:exist|registered|taken|used|in use|been)|\bduplicate\b|is taken/i)],
  ['malformed', texts(/\b(?:is|are) (?:required|missing)\b|\bmissing (?:required )?\w+|malformed|must provide/i)],
  [
    'invalid',
    texts(
      /must (?:be|have|contain|match)|too (?:long|short|large|big|small)|at least \d|limit exceeded/i,
      /(?:do|does) ?n[o']t match|not acceptable value/i,
    ),
  ],
  ['unexpected', texts(/internal (?:server )?error|something went wrong|unexpected error/i)],
];

/** What a project calls its own errors, by code or class. */
export const OWN_ERRORS: readonly (readonly [CauseName, Vocabulary])[] = [
  [
    'not-found',
    either(
      spelled('{,*_}{NOT_FOUND,NOT_EXIST{,S},DOES_NOT_EXIST,NO_SUCH_*}'),
      except(spelled('*{NotFound,NotExist{,s},DoesNotExist}{,Error,Exception}'), spelled('{Route,Page}*')),
    ),
  ],
  [
    'conflict',
    spelled(
      '{,*_}ALREADY_{EXIST{,S},TAKEN,REGISTERED,IN_USE}',
      '{,*_}{DUPLICATE{,D},DUPLICATE_{KEY,ENTRY},EXISTS,{EMAIL,USERNAME,NAME}_{TAKEN,IN_USE,EXISTS}}',
      '*Already{Exist{,s},Taken,Registered,InUse}{,Error,Exception}',
      '*Duplicate*',
    ),
  ],
  [
    'unauthenticated',
    spelled(
      '{,*_}{INVALID_CREDENTIAL{,S},WRONG_PASSWORD,INCORRECT_PASSWORD,BAD_CREDENTIALS}',
      '{Invalid,Wrong,Bad}Credential{,s}{,Error,Exception}',
    ),
  ],
];

/** Attributes of an error that say which it is. */
export const SAYS_WHICH_ERROR = folded('*code*', '*name*', '*class*', '*type*', '*kind*', '*reason*');
export const ERROR_KEY = spelled('code', 'name', 'type', 'kind', 'reason', 'errorCode', 'message');
export const NAME_OR_CODE = spelled('name', 'code');

/** What an error of an HTTP client says of the other server. */
export const OF_ANSWER = spelled('response*', 'isAxiosError*');

/** What an error of a validation says of it. */
export const OF_VALIDATION = spelled('validation', 'errors', 'details', 'issues');

/** Where Fastify says which part of the request its schema has refused. */
export const VALIDATION_CONTEXT = spelled('validationContext', '*.validationContext');

/** What a unique violation tells besides its code: which field, which value. */
export const OF_DUPLICATE = spelled(
  '{keyPattern,keyValue,meta,constraint,fields,detail,sqlMessage}',
  '{keyPattern,keyValue,meta,constraint,fields,detail,sqlMessage}.*',
);

/** The status that an error carries. */
export const STATUS = spelled('status{,Code}');

/** Errors whose origin may be any part of a request, unlike those of a model that is saved. */
export const SCHEMA_ERROR = spelled('ZodError', 'ValiError', 'StructError');

/** Names that the error of a callback goes by. */
export const NAMES_ERROR = either(folded('__{e,er,err,error}{,0,1,2,3,4,5,6,7,8,9}'), spelled('*Err', '*Error'));

/** What parameters are called that are an error. */
export const ERROR_PARAMETER = folded('__{e,err,error}');
export const ERROR_FIRST = folded('__e*');

/** Words for an error, in the names of error handlers. */
export const OF_ERRORS = folded('*err*');

/** Results that say by their names that something has failed. */
export const SAYS_FAILED = folded('err', 'error{,s}', 'failed', 'failure');

/** A function that makes one kind of error another, by what it is called and what it says: `handleDuplicateFieldsDB(err)`. */
export interface Mapper {
  readonly cause: CauseName;
  readonly name: Vocabulary;
  readonly text: Vocabulary;
}

/** Functions that make one kind of error another. */
export const MAPPERS: readonly Mapper[] = [
  {
    cause: 'conflict',
    name: folded('{handle,map,convert,from,to,on}*{duplicat,unique_{constraint,violation}}*'),
    text: texts(/duplicate|exist|unique|taken|in use|already/i),
  },
  {
    cause: 'unauthenticated',
    name: folded('{handle,map,convert,on}_{jwt,json_web_token,token_expired,expired_token}*'),
    text: texts(/token|log ?in|sign ?in|session|expired/i),
  },
];

/** Names and texts that say the method is refused. */
export const REFUSES_METHOD = texts(
  /(?:method|verb).{0,12}(?:not|un).{0,6}(?:allow|support)|unsupported.?method|^notAllowed$/i,
);
