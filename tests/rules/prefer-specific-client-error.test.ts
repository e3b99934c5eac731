import rule from '../../src/rules/prefer-specific-client-error.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const guarded =
  (
    test: string,
    { before = '', above = '', on = 'POST /files' }: { before?: string; above?: string; on?: string } = {},
  ): Row['code'] =>
  ({ route, answer }, status) =>
    route({ on, above, body: `${before}\nif (${test}) ${answer(status)}` });

const caught =
  (test: string): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on: 'POST /files',
      body: `try {\nawait store(req);\n} catch (err) {\nif (${test}) ${answer(status)}\nthrow err;\n}`,
    });

const reported: readonly Row[] = [
  { name: 'req.is', only: 'express', right: 415, code: guarded("!req.is('application/json')") },
  { name: 'req.is, compared', only: 'express', right: 415, code: guarded("req.is('json') === false") },
  {
    name: 'req.is, in a variable',
    only: 'express',
    right: 415,
    code: guarded('!isJson', { before: "const isJson = req.is('json');" }),
  },
  { name: '403', sent: 403, only: 'express', right: 415, code: guarded("!req.is('json')") },
  { name: '500', sent: 500, only: 'express', right: 415, code: guarded("!req.is('json')") },
  {
    name: 'the header of the media type',
    right: 415,
    code: guarded("req.headers['content-type'] !== 'application/json'"),
  },
  {
    name: 'the header of the media type, searched',
    right: 415,
    code: guarded("!req.headers['content-type'].includes('json')"),
  },
  {
    name: 'a media type that Fastify has no parser for',
    right: 415,
    code: caught("err.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE'"),
  },
  { name: 'a charset that body-parser does not read', right: 415, code: caught("err.type === 'charset.unsupported'") },
  { name: 'req.accepts', only: 'express', right: 406, code: guarded("!req.accepts('json')", { on: 'GET /files' }) },
  {
    name: 'req.accepts, in a variable',
    only: 'express',
    right: 406,
    code: guarded('!type', { before: "const type = req.accepts(['html', 'json']);", on: 'GET /files' }),
  },
  {
    name: 'req.acceptsLanguages',
    only: 'express',
    right: 406,
    code: guarded("req.acceptsLanguages('de') === false", { on: 'GET /files' }),
  },
  {
    name: '@fastify/accepts',
    only: 'fastify',
    right: 406,
    code: guarded("!req.accepts().type(['json'])", { on: 'GET /files' }),
  },
  { name: 'multer', right: 413, code: caught("err.code === 'LIMIT_FILE_SIZE'") },
  {
    name: 'multer, with its class',
    right: 413,
    code: caught("err instanceof multer.MulterError && err.code === 'LIMIT_FILE_SIZE'"),
  },
  { name: 'body-parser', right: 413, code: caught("err.type === 'entity.too.large'") },
  { name: 'Fastify', right: 413, code: caught("err.code === 'FST_ERR_CTP_BODY_TOO_LARGE'") },
  { name: '@fastify/multipart', right: 413, code: caught("err.code === 'FST_REQ_FILE_TOO_LARGE'") },
  {
    name: 'an upload that was cut off',
    only: 'fastify',
    right: 413,
    code: guarded('data.file.truncated', { before: 'const data = await req.file();' }),
  },
  { name: 'Content-Length', right: 413, code: guarded("Number(req.headers['content-length']) > LIMIT") },
  {
    name: 'a switch over the code',
    right: 413,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /files',
        body: `try {\nawait store(req);\n} catch (err) {\nswitch (err.code) {\ncase 'LIMIT_FILE_SIZE': ${answer(status)}\ndefault: throw err;\n}\n}`,
      }),
  },
  { name: 'If-Match that is missing', right: 428, code: guarded("!req.headers['if-match']", { on: 'PUT /files/:id' }) },
  {
    name: 'If-Match that differs from an etag that is made',
    right: 412,
    code: guarded("req.headers['if-match'] !== etag(current)", { on: 'PUT /files/:id' }),
  },
  {
    name: 'a list of etags without the current one',
    right: 412,
    code: guarded("!req.headers['if-match'].includes(current)", { on: 'PUT /files/:id' }),
  },
  {
    name: 'req.range',
    only: 'express',
    right: 416,
    code: guarded('ranges === -1', { before: 'const ranges = req.range(size);', on: 'GET /files/:id' }),
  },
  {
    name: 'range-parser',
    right: 416,
    code: guarded('ranges === -1', {
      above: "import parseRange from 'range-parser';",
      before: 'const ranges = parseRange(size, req.headers.range);',
      on: 'GET /files/:id',
    }),
  },
];

const silent: readonly Row[] = [
  { name: '415 is right', sent: 415, code: guarded("req.headers['content-type'] !== 'application/json'") },
  { name: '413 is right', sent: 413, code: caught("err.code === 'LIMIT_FILE_SIZE'") },
  { name: '422 is not judged', sent: 422, code: caught("err.code === 'LIMIT_FILE_SIZE'") },
  { name: 'a status the options accept', options: { accept: [400] }, code: caught("err.code === 'LIMIT_FILE_SIZE'") },
  { name: 'the media type is right', only: 'express', code: guarded("req.is('json')") },
  { name: 'no media type at all', code: guarded("!req.headers['content-type']") },
  {
    name: 'an answer in two forms',
    sent: 500,
    only: 'express',
    code: ({ route }, status) =>
      route({
        on: 'GET /files',
        body: `if (req.accepts('html')) return res.status(${status}).render('failed');`,
        last: `return res.status(${status}).json({});`,
      }),
  },
  {
    name: 'an answer in two forms, one in the else',
    sent: 500,
    only: 'express',
    code: ({ route }, status) =>
      route({
        on: 'GET /files',
        body: `if (req.accepts('html')) return res.status(${status}).render('failed');\nelse return res.status(${status}).json({});`,
      }),
  },
  {
    name: 'what follows another media type that was served',
    sent: 403,
    only: 'express',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /files',
        body: "if (req.is('multipart/form-data')) return upload(req, res);",
        last: answer(status),
      }),
  },
  { name: 'two faults in one condition', only: 'express', code: guarded("!req.is('json') || !req.body.name") },
  { name: 'a method of the same name of something else', code: guarded("!role.is('admin') && !user.accepts('terms')") },
  { name: 'another code of multer', code: caught("err.code === 'LIMIT_UNEXPECTED_FILE'") },
  { name: 'the size of a value', code: guarded('req.body.text.length > 1000') },
  {
    name: 'a version that is stored belongs to prefer-409-for-conflict',
    code: guarded("doc.version !== req.headers['if-match']", {
      before: 'const doc = await Doc.findById(req.params.id);',
      on: 'PUT /docs/:id',
    }),
  },
  {
    name: 'If-Match that is there',
    code: guarded("req.headers['if-match'] === etag(current)", { on: 'PUT /files/:id' }),
  },
  {
    name: 'a range that does not parse',
    only: 'express',
    code: guarded('ranges === -2', { before: 'const ranges = req.range(size);', on: 'GET /files/:id' }),
  },
];

const GUARD =
  "import express from 'express';\nconst app = express();\napp.post('/orders', (req, res) => {\n  if (!req.is('json')) return res.status(400).send('JSON, please');\n  res.json({});\n});";

const handWritten: Cases = {
  valid: [],
  invalid: [
    {
      name: 'the report stands at the status and names the API',
      code: GUARD,
      errors: [
        {
          messageId: 'wrong',
          line: 4,
          column: 42,
          endColumn: 45,
          data: {
            reads: "`req.is('json')` asks for the media type of the content in this guard",
            place: '',
            meaning: 'there is a status for just that',
            right: '415 Unsupported Media Type',
            code: 400,
            sent: '400 Bad Request',
            says: '"I could not understand this request"',
          },
          suggestions: [{ messageId: 'use', output: GUARD.replace('400', '415') }],
        },
      ],
    },
  ],
};

const lost = { test: "!req.is('json')", right: 415 };

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 400, right: 400, reported, silent, lost }), handWritten),
  fastify: casesOf('fastify', { sent: 400, right: 400, reported, silent, lost }),
});
