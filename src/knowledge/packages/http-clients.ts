import type { Gives, PackageModel } from '../package-model.ts';

const ANSWER: Readonly<Record<string, Gives>> = {
  data: 'answer-content',
  status: 'answer-status',
  statusText: 'nothing',
  headers: 'nothing',
};

/** What axios' calls mean: an answer that is no success is thrown, with the answer in `response`. */
export const axios: PackageModel = {
  package: ['axios', 'axios-retry', '@nestjs/axios'],
  setup: "import axios from 'axios';\nconst client = axios.create({ baseURL });",
  types: { Client: ['create()', 'Axios()', 'AxiosInstance()', 'AxiosStatic()'] },
  calls: [
    {
      path: '{,Client.}{get,post,put,patch,delete,head,options,request,postForm,putForm,patchForm}',
      gives: ANSWER,
      of: '0',
      example: 'await axios.%2(url);\nawait client.%2(url);',
    },
    { path: '{,Client}', gives: ANSWER, of: '0', example: 'await axios(url);\nawait client({ url });' },
    { path: '{isAxiosError,isCancel}', gives: 'own-error', of: '0', example: 'axios.%(error);' },
    { path: '{create,all,spread}', gives: 'handle', example: 'axios.%(config);' },
  ],
  errors: {
    AxiosError: { as: 'upstream-failed' },
    CanceledError: { as: 'unknown', extends: 'AxiosError' },
    isAxiosError: { as: 'upstream-failed', in: 'has' },
    response: { as: 'upstream-refused', in: 'has' },
    ECONNABORTED: { as: 'upstream-timed-out', in: 'code' },
    ETIMEDOUT: { as: 'upstream-timed-out', in: 'code' },
    ERR_NETWORK: { as: 'upstream-unreachable', in: 'code' },
    ERR_BAD_RESPONSE: { as: 'upstream-failed', in: 'code' },
    ERR_BAD_REQUEST: { as: 'upstream-refused', in: 'code' },
  },
  otherwise: 'upstream',
  source: ['index.d.ts', 'lib/core/AxiosError.js', 'lib/core/settle.js'],
};

/** What the calls of fetch, wherever it comes from, mean: an answer is given whatever it says. */
export const fetching: PackageModel = {
  package: [
    'node-fetch',
    'cross-fetch',
    'isomorphic-fetch',
    'undici',
    'node-fetch-native',
    'make-fetch-happen',
    'fetch-retry',
    'whatwg-fetch',
  ],
  setup: "import fetch, { fetch as asking, request } from 'undici';",
  types: { 'Answer()': ['fetch()', '()', 'request()', 'Response()'] },
  calls: [
    {
      path: '{fetch,}',
      gives: { ok: 'answer-verdict', status: 'answer-status', body: 'answer-content' },
      of: '0',
      example: 'await fetch(url);\nawait asking(url);',
    },
    {
      path: '{request,stream,pipeline}',
      gives: { statusCode: 'answer-status', body: 'answer-content' },
      of: '0',
      example: 'await fetch.%(url);',
    },
    {
      path: 'Answer().{json,text,arrayBuffer,blob,formData,buffer,bytes}',
      gives: 'answer-content',
      of: 'receiver',
      example: '(await fetch(url)).%();\n(await asking(url)).%();',
    },
    {
      path: 'Answer().body.{json,text,arrayBuffer,blob}',
      gives: 'answer-content',
      of: 'receiver',
      example: '(await request(url)).body.%();',
    },
  ],
  errors: {
    FetchError: { as: 'upstream-failed' },
    HeadersTimeoutError: { as: 'upstream-timed-out' },
    ConnectTimeoutError: { as: 'upstream-timed-out' },
    BodyTimeoutError: { as: 'upstream-timed-out' },
    SocketError: { as: 'upstream-unreachable' },
    UND_ERR_CONNECT_TIMEOUT: { as: 'upstream-timed-out', in: 'code' },
    UND_ERR_HEADERS_TIMEOUT: { as: 'upstream-timed-out', in: 'code' },
    UND_ERR_BODY_TIMEOUT: { as: 'upstream-timed-out', in: 'code' },
    UND_ERR_SOCKET: { as: 'upstream-unreachable', in: 'code' },
    'request-timeout': { as: 'upstream-timed-out', in: 'type' },
    'body-timeout': { as: 'upstream-timed-out', in: 'type' },
  },
  otherwise: 'upstream',
  source: ['undici: index.d.ts', 'undici: lib/core/errors.js', 'node-fetch: src/errors/fetch-error.js'],
};

/** What got's calls, and those of its kin that throw an answer which is no success, mean. */
export const got: PackageModel = {
  package: ['got', 'ky', 'ofetch', 'ky-universal', 'wretch', 'phin', 'bent'],
  setup: "import got from 'got';\nconst client = got.extend({ prefixUrl });",
  types: { Client: ['extend()', 'create()'], 'Asking()': ['{,Client.}{get,post,put,patch,delete,head}()', 'Client()'] },
  calls: [
    {
      path: '{,Client.}{get,post,put,patch,delete,head}',
      gives: { body: 'answer-content', statusCode: 'answer-status', status: 'answer-status', ok: 'answer-verdict' },
      of: '0',
      example: 'await got.%2(url);\nawait client.%2(url);',
    },
    {
      path: '{,Client,ofetch,$fetch}',
      gives: { body: 'answer-content', statusCode: 'answer-status', status: 'answer-status', ok: 'answer-verdict' },
      of: '0',
      example: 'await got.%(url);\nawait client(url);',
    },
    {
      path: 'Asking().{json,text,buffer,arrayBuffer,blob}',
      gives: 'answer-content',
      of: 'receiver',
      example: 'await got.get(url).%();',
    },
    { path: '{extend,create,stream}', gives: 'handle', example: 'got.%(options);' },
  ],
  errors: {
    RequestError: { as: 'upstream-failed' },
    HTTPError: { as: 'upstream-refused', extends: 'RequestError' },
    FetchError: { as: 'upstream-failed' },
    TimeoutError: { as: 'upstream-timed-out', extends: 'RequestError' },
    ERR_NON_2XX_3XX_RESPONSE: { as: 'upstream-refused', in: 'code' },
  },
  otherwise: 'upstream',
  source: ['dist/source/types.d.ts', 'dist/source/core/errors.d.ts', 'ky: source/errors/'],
};

/** What the calls of older clients mean. */
export const olderClients: PackageModel = {
  package: [
    'superagent',
    'needle',
    'request',
    'request-promise',
    'request-promise-native',
    'postman-request',
    '@cypress/request',
  ],
  setup: "import request from 'request';",
  calls: [
    {
      path: '{get,post,put,patch,delete,del,head,}',
      gives: { body: 'answer-content', statusCode: 'answer-status', status: 'answer-status', ok: 'answer-verdict' },
      of: '0',
      callback: { at: 'last', gives: ['failure', 'result', 'answer-content'] },
      example: 'request.%(url, (error, answer, body) => {});',
    },
    {
      path: '{get,post,put,patch,delete}().**.{send,set,query,auth,type,accept,timeout,attach,field}',
      chain: 'same',
      example: 'await request.%1(url).%2(given);',
    },
    { path: 'defaults', gives: 'handle', example: 'request.defaults(options);' },
  ],
  errors: {
    StatusCodeError: { as: 'upstream-refused' },
    RequestError: { as: 'upstream-failed' },
    ESOCKETTIMEDOUT: { as: 'upstream-timed-out', in: 'code' },
    ETIMEDOUT: { as: 'upstream-timed-out', in: 'code' },
  },
  otherwise: 'upstream',
  source: [
    'request: request.js',
    'request-promise-core: errors.js',
    'superagent: lib/request-base.js',
    'needle: lib/needle.js',
  ],
};

/** What the calls of node's own clients mean: the answer is given to a callback, the failure is an event. */
export const nodeHttp: PackageModel = {
  package: ['http', 'https', 'http2'],
  setup: "import https from 'node:https';",
  calls: [
    {
      path: '{get,request}',
      gives: 'handle',
      of: '0',
      callback: { at: 'last', gives: ['answer'] },
      example: 'https.%(url, answer => {});',
    },
    { path: '{createServer,createSecureServer,Agent}', gives: 'handle', example: 'https.%(app);' },
  ],
  otherwise: 'nothing',
  source: ['node: doc/api/http.md'],
};
