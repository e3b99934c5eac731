import rule from '../../src/rules/prefer-502-for-upstream-failure.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

/** A route whose catch answers. */
const caught =
  (
    tried: string,
    {
      above,
      before = '',
      on = 'GET /weather',
      binding = '(err)',
    }: { above?: string; before?: string; on?: string; binding?: string } = {},
  ): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on,
      ...(above !== undefined && { above }),
      body: `try {\n${tried}\n} catch ${binding} {\n${before}\n${answer(status)}\n}`,
    });

const FETCH = "const answer = await fetch('https://weather.example/today');\nconst data = await answer.json();";
const AXIOS = "import axios from 'axios';";

const reported: readonly Row[] = [
  { name: 'fetch', code: caught(FETCH) },
  { name: 'fetch, without a parameter', code: caught(FETCH, { binding: '' }) },
  { name: '404', sent: 404, code: caught(FETCH) },
  { name: '403', sent: 403, code: caught(FETCH) },
  { name: '500 in strict', sent: 500, options: { accept: [] }, code: caught(FETCH) },
  {
    name: 'axios.get',
    code: caught("const { data } = await axios.get('https://weather.example/today');", { above: AXIOS }),
  },
  {
    name: 'axios()',
    code: caught("const { data } = await axios({ url: 'https://weather.example/today' });", { above: AXIOS }),
  },
  {
    name: 'a client of axios',
    code: caught("const { data } = await weather.get('/today');", {
      above: `${AXIOS}\nconst weather = axios.create({ baseURL: 'https://weather.example' });`,
    }),
  },
  {
    name: 'got',
    code: caught("const data = await got('https://weather.example/today').json();", {
      above: "import got from 'got';",
    }),
  },
  {
    name: 'a client of got',
    code: caught("const data = await weather.get('today');", {
      above: "import got from 'got';\nconst weather = got.extend({ prefixUrl: 'https://weather.example' });",
    }),
  },
  {
    name: 'undici',
    code: caught("const { body } = await request('https://weather.example/today');", {
      above: "import { request } from 'undici';",
    }),
  },
  {
    name: 'superagent',
    code: caught("const { body } = await superagent.get('https://weather.example/today');", {
      above: "import superagent from 'superagent';",
    }),
  },
  {
    name: 'ofetch',
    code: caught("const data = await ofetch('https://weather.example/today');", {
      above: "import { ofetch } from 'ofetch';",
    }),
  },
  { name: 'an error that is only logged', code: caught(FETCH, { before: 'console.error(err);' }) },
  {
    name: 'a promise',
    code: ({ route, answer, res }, status) =>
      route({
        on: 'GET /weather',
        body: '',
        last: `return fetch('https://weather.example/today').then(answer => answer.json()).then(data => { ${res}.send(data); }).catch(err => { ${answer(status)} });`,
      }),
  },
  {
    name: 'the callback of request',
    code: ({ route, answer, res }, status) =>
      route({
        on: 'GET /weather',
        above: "import request from 'request';",
        body: '',
        last: `request('https://weather.example/today', (err, answered, body) => {\nif (err) ${answer(status)}\n${res}.send(body);\n});`,
      }),
  },
  {
    name: 'the error event of node:https',
    code: ({ route, answer, res }, status) =>
      route({
        on: 'GET /weather',
        above: "import https from 'node:https';",
        body: '',
        last: `const call = https.get('https://weather.example/today', answer => { ${res}.send(answer); });\ncall.on('error', err => { ${answer(status)} });`,
      }),
  },
  {
    name: 'ECONNREFUSED of an HTTP call',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /weather',
        body: `try {\n${FETCH}\n} catch (err) {\nif (err.code === 'ECONNREFUSED') ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'ENOTFOUND of an HTTP call',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /weather',
        body: `try {\n${FETCH}\n} catch (err) {\nif (err.code === 'ENOTFOUND') ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'an address in which the request names a part',
    code: caught('await fetch(`https://weather.example/${req.query.city}`);'),
  },
];

const silent: readonly Row[] = [
  { name: '502 is right', sent: 502, code: caught(FETCH) },
  { name: '503 is fine', sent: 503, code: caught(FETCH) },
  { name: '504 is fine', sent: 504, code: caught(FETCH) },
  { name: '500 is accepted by default', sent: 500, code: caught(FETCH) },
  { name: 'a status the options accept', options: { accept: [400] }, code: caught(FETCH) },
  {
    name: 'the verification of a token',
    sent: 401,
    code: caught("const answer = await fetch('https://id.example/oauth/introspect');"),
  },
  {
    name: 'the caller looked up by another server',
    sent: 401,
    code: caught("const { data } = await axios.get('https://id.example/userinfo');", { above: AXIOS }),
  },
  { name: 'a captcha', code: caught("const answer = await fetch('https://www.google.com/recaptcha/api/siteverify');") },
  {
    name: 'a captcha by an address in a variable',
    code: caught('const answer = await fetch(url);', { above: "const url = 'https://captcha.example/check';" }),
  },
  { name: 'a payment', sent: 402, code: caught("const answer = await fetch('https://bank.example/charge');") },
  {
    name: 'a login elsewhere',
    sent: 401,
    code: caught("const { data } = await axios.post('https://id.example/login', req.body);", {
      above: AXIOS,
      on: 'POST /login',
    }),
  },
  {
    name: 'response.ok is read',
    code: caught(
      "const answer = await fetch('https://weather.example/today');\nif (!answer.ok) throw new Error('No weather');",
    ),
  },
  {
    name: 'response.status is read',
    code: caught(
      "const answer = await fetch('https://weather.example/today');\nif (answer.status !== 200) throw new Error('No weather');",
    ),
  },
  {
    name: 'error.response is read',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /weather',
        above: AXIOS,
        body: `try {\nconst { data } = await axios.get('https://weather.example/today');\n} catch (err) {\nif (err.response) ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'the status of the other server',
    code: ({ route, res, framework }) =>
      route({
        on: 'GET /weather',
        above: AXIOS,
        body: `try {\nconst { data } = await axios.get('https://weather.example/today');\n} catch (err) {\nreturn ${res}.${framework === 'express' ? 'status' : 'code'}(err.response.status).send({});\n}`,
      }),
  },
  {
    name: 'the answer that is not ok',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /weather',
        body: `const answer = await fetch('https://weather.example/today');\nif (!answer.ok) ${answer(status)}`,
      }),
  },
  { name: 'the answer is validated too', code: caught(`${FETCH}\nawait validateWeather(data);`) },
  {
    name: 'a refused connection of a database',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: `try {\nawait db.query('SELECT 1');\n} catch (err) {\nif (err.code === 'ECONNREFUSED') ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'another error code',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /weather',
        body: `try {\n${FETCH}\n} catch (err) {\nif (err.code === 'ERR_INVALID_URL') ${answer(status)}\nthrow err;\n}`,
      }),
  },
  { name: 'no call of another server', code: caught('const data = compute();') },
  { name: 'an address that the request names', code: caught('await fetch(req.body.url);', { on: 'POST /links' }) },
];

const CATCH =
  "app.get('/weather', async (req, res) => {\n  try {\n    const answer = await fetch('https://weather.example/today');\n    res.json(await answer.json());\n  } catch {\n    res.status(400).json({ error: 'No weather' });\n  }\n});";

const handWritten: Cases = {
  valid: [],
  invalid: [
    {
      name: 'the report stands at the status and names the catch',
      code: CATCH,
      errors: [
        {
          messageId: 'wrong',
          line: 6,
          column: 16,
          endColumn: 19,
          data: {
            reads: 'this catch follows a call of another server, and nothing reads what that server said',
            place: ' (line 5)',
            meaning: 'another server failed',
            right: '502 Bad Gateway',
            code: 400,
            sent: '400 Bad Request',
            says: '"your request is wrong"',
          },
          suggestions: [{ messageId: 'use', output: CATCH.replace('400', '502') }],
        },
      ],
    },
  ],
};

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 400, right: 502, reported, silent }), handWritten),
  fastify: casesOf('fastify', { sent: 400, right: 502, reported, silent }),
});
