import type { CallbackModel, PackageModel } from '../package-model.ts';

const ENDS: CallbackModel = { at: 'last', gives: ['failure'] };

/** What multer's calls mean. */
export const multer: PackageModel = {
  package: ['multer', 'fastify-multer', '@koa/multer', 'multer-s3', 'multer-gridfs-storage'],
  setup: "import multer from 'multer';\nconst upload = multer({ dest });",
  calls: [
    {
      path: '().single',
      gives: 'middleware',
      middleware: { parses: 'files', sets: { file: 'file', body: 'body' } },
      fails: [{ by: 'next', as: 'upload-refused' }],
      example: "upload.single('picture');",
    },
    {
      path: '().{array,fields,any}',
      gives: 'middleware',
      middleware: { parses: 'files', sets: { files: 'files', body: 'body' } },
      fails: [{ by: 'next', as: 'upload-refused' }],
      example: "upload.%('pictures');",
    },
    {
      path: '().none',
      gives: 'middleware',
      middleware: { parses: 'body', sets: { body: 'body' } },
      example: 'upload.none();',
    },
    {
      path: '().{single,array,fields,any,none}()',
      gives: 'nothing',
      callback: ENDS,
      fails: [{ by: 'callback', as: 'upload-refused' }],
      example: "upload.%('picture')(req, res, error => {});",
    },
    { path: '{,diskStorage,memoryStorage}', gives: 'handle', example: 'multer.%(options);' },
    { path: 'MulterError', gives: 'error', example: "new multer.MulterError('LIMIT_UNEXPECTED_FILE', 'picture');" },
  ],
  errors: {
    MulterError: { as: 'upload-refused' },
    LIMIT_FILE_SIZE: { as: 'content-too-large', in: 'code' },
    LIMIT_FIELD_KEY: { as: 'content-too-large', in: 'code' },
    LIMIT_FIELD_VALUE: { as: 'content-too-large', in: 'code' },
    LIMIT_PART_COUNT: { as: 'upload-refused', in: 'code' },
    LIMIT_FILE_COUNT: { as: 'upload-refused', in: 'code' },
    LIMIT_FIELD_COUNT: { as: 'upload-refused', in: 'code' },
    LIMIT_UNEXPECTED_FILE: { as: 'upload-refused', in: 'code' },
    MISSING_FIELD_NAME: { as: 'text-unparsable', in: 'code' },
    INVALID_FIELD_NAME: { as: 'text-unparsable', in: 'code' },
  },
  otherwise: 'nothing',
  source: ['index.js', 'lib/multer-error.js', 'lib/make-middleware.js'],
};

/** What the calls of other parsers of uploads mean. */
export const formParsers: PackageModel = {
  package: ['formidable', 'multiparty', 'busboy', '@fastify/busboy'],
  setup: "import formidable, { IncomingForm } from 'formidable';\nconst form = formidable({});",
  types: { 'Form()': ['()', '{formidable,IncomingForm,Form,Formidable}()'] },
  calls: [
    {
      path: 'Form().parse',
      gives: { '0': 'body', '1': 'file' },
      of: '0',
      callback: { at: 'last', gives: ['failure', 'body', 'file'] },
      fails: [{ by: 'rejects', as: 'upload-refused' }],
      example: 'const [fields, files] = await form.parse(req);\nnew IncomingForm().parse(req);',
    },
    { path: '{,formidable,IncomingForm}', gives: 'handle', example: 'formidable.%({});' },
  ],
  errors: {
    '1006': { as: 'content-too-large', in: 'code', status: 413 },
    '1009': { as: 'content-too-large', in: 'code', status: 413 },
    '1016': { as: 'content-too-large', in: 'code', status: 413 },
    '1007': { as: 'upload-refused', in: 'code', status: 413 },
    '1008': { as: 'upload-refused', in: 'code', status: 400 },
    '1010': { as: 'upload-refused', in: 'code', status: 400 },
    '1011': { as: 'media-unsupported', in: 'code', status: 400 },
    '1012': { as: 'text-unparsable', in: 'code', status: 400 },
    '1013': { as: 'text-unparsable', in: 'code', status: 400 },
    '1015': { as: 'upload-refused', in: 'code', status: 413 },
  },
  otherwise: 'unknown',
  source: ['src/FormidableError.js', 'src/Formidable.js', 'multiparty: index.js', 'busboy: lib/index.js'],
};

/** What the middleware for uploads means. */
export const uploadMiddleware: PackageModel = {
  package: ['express-fileupload', 'express-formidable', 'connect-busboy', 'connect-multiparty'],
  setup: "import fileUpload from 'express-fileupload';",
  calls: [
    {
      path: '',
      gives: 'middleware',
      middleware: { parses: 'files', sets: { files: 'files', fields: 'body', body: 'body' } },
      example: 'fileUpload({ limits });',
    },
  ],
  otherwise: 'nothing',
  source: ['lib/index.js', 'express-formidable: README.md'],
};

/** What the readers of whole bodies mean. */
export const bodyReaders: PackageModel = {
  package: ['raw-body', 'co-body', 'get-raw-body', 'get-stream'],
  setup: "import rawBody from 'raw-body';",
  calls: [
    {
      path: '{,json,form,text}',
      gives: 'body',
      of: '0',
      fails: [
        { by: 'rejects', as: 'content-too-large' },
        { by: 'rejects', as: 'text-unparsable' },
      ],
      example: 'await rawBody.%(req);',
    },
  ],
  otherwise: 'unknown',
  source: ['raw-body: index.js', 'co-body: lib/'],
};

/** What the calls of Fastify's parser of uploads mean. */
export const fastifyMultipart: PackageModel = {
  package: ['@fastify/multipart', 'fastify-multipart', '@fastify/formbody', 'fastify-file-upload'],
  setup: "import multipart from '@fastify/multipart';\nconst app = framework();\napp.register(multipart);",
  calls: [
    {
      path: 'file',
      on: 'request',
      gives: 'file',
      fails: [{ by: 'rejects', as: 'upload-refused' }],
      example: "app.post('/', async (request, reply) => { await request.file(); });",
    },
    {
      path: '{files,parts,saveRequestFiles,formData}',
      on: 'request',
      gives: 'file',
      fails: [{ by: 'rejects', as: 'upload-refused' }],
      example: "app.post('/', async (request, reply) => { await request.%(); });",
    },
    {
      path: 'isMultipart',
      on: 'request',
      gives: 'format-verdict',
      fails: [{ by: 'value', when: 'false', as: 'media-unsupported' }],
      example: "app.post('/', async (request, reply) => { request.isMultipart(); });",
    },
  ],
  errors: {
    FST_REQ_FILE_TOO_LARGE: { as: 'content-too-large', in: 'code', status: 413 },
    FST_PARTS_LIMIT: { as: 'upload-refused', in: 'code', status: 413 },
    FST_FILES_LIMIT: { as: 'upload-refused', in: 'code', status: 413 },
    FST_FIELDS_LIMIT: { as: 'upload-refused', in: 'code', status: 413 },
    FST_INVALID_MULTIPART_CONTENT_TYPE: { as: 'media-unsupported', in: 'code', status: 406 },
    FST_INVALID_JSON_FIELD_ERROR: { as: 'text-unparsable', in: 'code', status: 406 },
    FST_PROTO_VIOLATION: { as: 'field-invalid', in: 'code', status: 400 },
  },
  plugin: { parses: 'files' },
  otherwise: 'nothing',
  source: ['index.js'],
};

/** What the parsers of bodies mean. */
export const bodyParser: PackageModel = {
  package: ['body-parser'],
  setup: "import bodyParser from 'body-parser';",
  calls: [
    {
      path: '{json,urlencoded,raw,text}',
      gives: 'middleware',
      middleware: { parses: 'body', sets: { body: 'body' } },
      fails: [
        { by: 'next', as: 'text-unparsable' },
        { by: 'next', as: 'content-too-large' },
      ],
      example: 'bodyParser.%({ limit });',
    },
    { path: '{static,Router,}', gives: 'handle', example: 'bodyParser.%(options);' },
  ],
  errors: {
    PayloadTooLargeError: { as: 'content-too-large', status: 413 },
    'entity.parse.failed': { as: 'text-unparsable', in: 'type', status: 400 },
    'entity.too.large': { as: 'content-too-large', in: 'type', status: 413 },
    'entity.verify.failed': { as: 'secret-invalid', in: 'type', status: 403 },
    'parameters.too.many': { as: 'content-too-large', in: 'type', status: 413 },
    'querystring.parse.rangeError': { as: 'text-unparsable', in: 'type', status: 400 },
    'encoding.unsupported': { as: 'media-unsupported', in: 'type', status: 415 },
    'charset.unsupported': { as: 'media-unsupported', in: 'type', status: 415 },
    'request.size.invalid': { as: 'text-unparsable', in: 'type', status: 400 },
    'request.aborted': { as: 'text-unparsable', in: 'type', status: 400 },
    'stream.encoding.set': { as: 'misconfigured', in: 'type', status: 500 },
  },
  otherwise: 'unknown',
  source: ['lib/read.js', 'lib/types/', 'raw-body: index.js'],
};
