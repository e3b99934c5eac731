import type { FailureAs, Failure, PackageModel } from '../package-model.ts';

const WRONG: readonly Failure[] = [
  { by: 'value', when: 'false', as: { param: 'id-malformed', else: 'field-invalid' } },
];
const NULL: readonly Failure[] = [{ by: 'value', when: 'null', as: { param: 'id-malformed', else: 'field-invalid' } }];
const ID: FailureAs = { body: 'field-invalid', else: 'id-malformed' };

/** What validator's calls mean: most say whether a text has a form. */
export const validator: PackageModel = {
  package: ['validator'],
  setup: "import validator from 'validator';",
  calls: [
    {
      path: '{isUUID,isMongoId,isInt}',
      gives: 'id-verdict',
      of: '0',
      fails: [{ by: 'value', when: 'false', as: ID }],
      example: 'validator.%(id);',
    },
    { path: 'isEmpty', gives: 'absence', of: '0', example: 'validator.isEmpty(text);' },
    {
      path: '{trim,ltrim,rtrim,escape,unescape,normalizeEmail,stripLow,blacklist,whitelist,toInt,toFloat,toDate,toBoolean,toString}',
      gives: 'same',
      of: '0',
      example: 'validator.%(text);',
    },
    {
      path: '{*,}',
      gives: 'format-verdict',
      of: '0',
      fails: WRONG,
      example: 'validator.isEmail(text);\nvalidator(text);',
    },
  ],
  otherwise: 'pure',
  source: ['index.js', 'lib/'],
};

/** What uuid's calls mean. */
export const uuid: PackageModel = {
  package: ['uuid', 'uuidv4'],
  setup: "import * as uuid from 'uuid';",
  calls: [
    {
      path: '{validate,isUuid}',
      gives: 'id-verdict',
      of: '0',
      fails: [{ by: 'value', when: 'false', as: ID }],
      example: 'uuid.%(id);',
    },
    { path: '{v1,v3,v4,v5,v6,v7,uuid,stringify,}', gives: 'made', example: 'uuid.%();' },
    { path: '{parse,version}', gives: 'same', of: '0', fails: [{ by: 'throws', as: ID }], example: 'uuid.%(id);' },
  ],
  otherwise: 'pure',
  source: ['dist/index.d.ts'],
};

/** What the calls of packages that make or read ids, and of those that check texts, mean. */
export const formats: readonly PackageModel[] = [
  {
    package: [
      'nanoid',
      'ulid',
      'cuid',
      '@paralleldrive/cuid2',
      'shortid',
      'uniqid',
      'short-uuid',
      'hyperid',
      'crypto-random-string',
      'object-hash',
      'md5',
    ],
    setup: "import * as ids from 'nanoid';",
    calls: [
      {
        path: '{isValid,isCuid}',
        gives: 'id-verdict',
        of: '0',
        fails: [{ by: 'value', when: 'false', as: ID }],
        example: 'ids.%(id);',
      },
      { path: '{nanoid,ulid,createId,generate,customAlphabet,monotonicFactory,}', gives: 'made', example: 'ids.%();' },
    ],
    otherwise: 'pure',
    source: ['nanoid: index.d.ts', 'ulid: README.md', '@paralleldrive/cuid2: README.md', 'shortid: index.js'],
  },
  {
    package: [
      'email-validator',
      'valid-url',
      'password-validator',
      'is-url',
      'is-email',
      'cron-validator',
      'credit-card-type',
      'deep-email-validator',
    ],
    setup: "import emails from 'email-validator';",
    calls: [
      {
        path: '{validate,isValidCron,isUri,isWebUri,isHttpUri,isHttpsUri,is_uri,is_web_uri,}',
        gives: 'format-verdict',
        of: '0',
        fails: WRONG,
        example: 'emails.%(text);',
      },
    ],
    otherwise: 'pure',
    source: ['email-validator: index.js', 'valid-url: index.js', 'cron-validator: README.md'],
  },
  {
    package: ['libphonenumber-js', 'google-libphonenumber', 'awesome-phonenumber'],
    setup: "import * as phones from 'libphonenumber-js';",
    calls: [
      {
        path: '{isValidPhoneNumber,isPossiblePhoneNumber}',
        gives: 'format-verdict',
        of: '0',
        fails: WRONG,
        example: 'phones.%(text);',
      },
      { path: '{parsePhoneNumberFromString,}', gives: 'same', of: '0', fails: NULL, example: 'phones.%(text);' },
      {
        path: '{parsePhoneNumber,parsePhoneNumberWithError}',
        gives: 'same',
        of: '0',
        fails: [{ by: 'throws', as: 'field-invalid' }],
        example: 'phones.%(text);',
      },
      {
        path: '**.{isValid,isPossible}',
        gives: 'format-verdict',
        of: 'receiver',
        fails: WRONG,
        example: 'phones.parsePhoneNumberFromString(text).%();',
      },
    ],
    otherwise: 'pure',
    source: ['index.d.ts'],
  },
  {
    package: ['node-cron', 'cron', 'cron-parser'],
    setup: "import cron from 'node-cron';",
    calls: [
      { path: 'validate', gives: 'format-verdict', of: '0', fails: WRONG, example: 'cron.validate(text);' },
      {
        path: '{parseExpression,CronExpressionParser.parse,CronTime}',
        gives: 'same',
        of: '0',
        fails: [{ by: 'throws', as: 'field-invalid' }],
        example: 'cron.%(text);',
      },
      { path: '{schedule,CronJob}', gives: 'handle', example: 'cron.%(text, work);' },
    ],
    otherwise: 'nothing',
    source: ['node-cron: src/', 'cron-parser: README.md', 'cron: README.md'],
  },
  {
    package: ['semver', 'compare-versions'],
    setup: "import semver from 'semver';",
    calls: [
      {
        path: '{valid,validRange,coerce,parse,clean}',
        gives: 'same',
        of: '0',
        fails: NULL,
        example: 'semver.%(text);',
      },
      { path: 'validate', gives: 'format-verdict', of: '0', fails: WRONG, example: 'semver.validate(text);' },
    ],
    otherwise: 'pure',
    source: ['functions/valid.js', 'ranges/valid.js', 'compare-versions: lib/esm/validate.d.ts'],
  },
  {
    package: ['moment', 'moment-timezone', 'dayjs'],
    setup: "import moment from 'moment';",
    calls: [
      {
        path: '**.isValid',
        gives: 'format-verdict',
        of: 'chain().0',
        fails: WRONG,
        example: 'moment(text).isValid();\nmoment.utc(text, form).isValid();',
      },
      { path: '{,utc,unix,tz,parseZone}', gives: 'same', of: '0', example: 'moment.%(text);' },
    ],
    otherwise: 'pure',
    source: ['moment.d.ts', 'dayjs: index.d.ts'],
  },
  {
    package: ['date-fns', 'date-fns-tz'],
    setup: "import * as dates from 'date-fns';",
    calls: [
      { path: '{isValid,isMatch,isExists}', gives: 'format-verdict', of: '0', fails: WRONG, example: 'dates.%(text);' },
      { path: '{parse,parseISO,toDate}', gives: 'same', of: '0', example: 'dates.%(text);' },
    ],
    otherwise: 'pure',
    source: ['isValid.d.ts', 'isMatch.d.ts'],
  },
  {
    package: ['luxon'],
    setup: "import { DateTime } from 'luxon';",
    calls: [
      {
        path: 'DateTime.{fromISO,fromFormat,fromSQL,fromMillis,fromSeconds,fromJSDate}',
        gives: 'same',
        of: '0',
        example: 'DateTime.%(text);',
      },
    ],
    otherwise: 'pure',
    source: ['src/datetime.js'],
  },
  {
    package: ['ip', 'ipaddr.js', 'is-ip', 'ip-regex', 'net'],
    setup: "import net from 'net';",
    calls: [
      {
        path: '{isIP,isIPv4,isIPv6,isV4Format,isV6Format,isValid}',
        gives: 'format-verdict',
        of: '0',
        fails: WRONG,
        example: 'net.%(text);',
      },
    ],
    otherwise: 'pure',
    source: ['node: doc/api/net.md', 'ipaddr.js: lib/ipaddr.js', 'ip: lib/ip.js'],
  },
];
