import type { PackageModel } from '../package-model.ts';
import { NODE_STYLE } from './node-style.ts';

/** What the calls of Amazon's packages mean: all are made at another server. */
export const aws: PackageModel = {
  package: ['aws-sdk', '@aws-sdk/*'],
  setup: "import AWS from 'aws-sdk';",
  calls: [
    { path: 'config.update', gives: 'nothing', example: 'AWS.config.update(given);' },
    { path: '*', gives: 'handle', example: 'new AWS.S3(config);' },
    {
      path: '*().{send,upload,putObject,getObject,deleteObject,headObject,listObjectsV2}',
      gives: 'answer',
      of: '0',
      callback: NODE_STYLE,
      example: 'await new AWS.S3().%(command);',
    },
    {
      path: '*().{send,upload,putObject,getObject,deleteObject,headObject,listObjectsV2}().promise',
      chain: 'same',
      example: 'await new AWS.S3().%(command).promise();',
    },
    { path: '*().{getSignedUrl,getSignedUrlPromise}', gives: 'made', example: "new AWS.S3().%('getObject', given);" },
    { path: 'getSignedUrl', gives: 'made', example: 'await AWS.getSignedUrl(client, command);' },
  ],
  errors: {
    NoSuchKey: { as: 'record-missing' },
    NoSuchBucket: { as: 'misconfigured' },
    NotFound: { as: 'record-missing' },
    ResourceNotFoundException: { as: 'record-missing' },
    ConditionalCheckFailedException: { as: 'state-conflict' },
    UsernameExistsException: { as: 'duplicate' },
    NotAuthorizedException: { as: 'credential-invalid' },
    UserNotFoundException: { as: 'account-unknown' },
    UserNotConfirmedException: { as: 'account-shut-out' },
    CodeMismatchException: { as: 'secret-invalid' },
    ExpiredCodeException: { as: 'secret-invalid' },
    ThrottlingException: { as: 'upstream-refused' },
    TooManyRequestsException: { as: 'upstream-refused' },
  },
  otherwise: 'upstream',
  source: [
    '@aws-sdk/client-s3: dist-types/S3Client.d.ts',
    '@aws-sdk/client-s3: dist-types/models/',
    'aws-sdk: clients/s3.d.ts',
  ],
};
