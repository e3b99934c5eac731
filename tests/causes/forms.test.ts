import { describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { ReadyLinter } from '../ready-linter.ts';

const linter = new ReadyLinter();

/** The rules of `strict` that speak of a wrong status in a file. */
function reports(code: string, sourceType: 'commonjs' | 'module' = 'commonjs'): string[] {
  const config = { ...plugin.configs.strict, languageOptions: { sourceType } };
  const found = linter.verify(code, [config], { filename: 'app.js' });
  return found
    .filter(({ ruleId }) => ruleId === null || !ruleId.startsWith('status-code/require-'))
    .map(({ ruleId, message }) => ruleId?.slice('status-code/'.length) ?? message);
}

const express = (handler: string, above = '', start = "post('/boxes/:id'"): string =>
  `${above}\nconst app = require('express')();\napp.${start}, async (req, res) => {\n${handler}\n});`;
const fastify = (handler: string, above = '', start = "post('/boxes/:id'"): string =>
  `${above}\nconst app = require('fastify')();\napp.${start}, async (request, reply) => {\n${handler}\n});`;

/** Each group of forms says one thing, so that the same is found in all of it. */
function same(groups: readonly (readonly [name: string, found: readonly string[], forms: readonly string[]])[]): void {
  it.each(groups.flatMap(([name, found, forms]) => forms.map(code => ({ name, found, code }))))(
    '$name: $code',
    ({ found, code }) => {
      expect(reports(code)).toEqual(found);
    },
  );
}

describe('a package is known by its name, whatever the file calls it', () => {
  same([
    [
      'a schema',
      ['prefer-422-for-invalid-content'],
      [
        express(
          'const { error } = shape.validate(req.body);\nif (error) return res.status(500).end();\nres.json({ a: 1 });',
          "const j = require('joi');\nconst shape = j.object({ n: j.number().max(3).required() });",
        ),
        express(
          'const { error: wrong } = rules.validate(req.body);\nif (wrong) return res.status(500).end();\nres.json({ a: 1 });',
          "const { object: makes, number } = require('yup');\nconst rules = makes({ n: number().max(3).required() });",
        ),
        fastify(
          'const { error } = shape.validate(request.body);\nif (error) return reply.code(500).send();\nreturn { a: 1 };',
          "const j = require('joi');\nconst shape = j.object({ n: j.number().max(3).required() });",
        ),
      ],
    ],
    [
      'an id',
      ['prefer-400-for-malformed-request'],
      [
        express(
          'if (!Key.isValid(req.params.id)) return res.status(500).end();\nres.json({ a: 1 });',
          "const { ObjectId: Key } = require('mongodb');",
        ),
        fastify(
          'if (!m.isValidObjectId(request.params.id)) return reply.code(500).send();\nreturn { a: 1 };',
          "const m = require('mongoose');",
        ),
      ],
    ],
    [
      'the class of an error',
      ['prefer-422-for-invalid-content'],
      [
        express(
          'try { shape.parse(req.body); } catch (e) { if (e instanceof Refused) return res.status(400).end(); throw e; }\nres.json({ a: 1 });',
          "const { z: s, ZodError: Refused } = require('zod');\nconst shape = s.object({ n: s.number().max(3) });",
        ),
        fastify(
          'try { shape.parse(request.body); } catch (e) { if (e instanceof Refused) return reply.code(400).send(); throw e; }\nreturn { a: 1 };',
          "const { z: s, ZodError: Refused } = require('zod');\nconst shape = s.object({ n: s.number().max(3) });",
        ),
      ],
    ],
    [
      'a parser of uploads, whose failure may be that of the request',
      [],
      [
        express(
          'files.single("a")(req, res, err => { if (err) return res.status(400).end(); res.json({ a: 1 }); });',
          "const files = require('multer')();",
        ),
        express(
          'try { await read(req); } catch (e) { return res.status(400).end(); }\nres.json({ a: 1 });',
          "const read = require('raw-body');",
        ),
      ],
    ],
    [
      'a limiter',
      ['prefer-429-for-rate-limit'],
      [
        express(
          'try { await gate.consume(req.ip); } catch (e) { return res.status(500).end(); }\nres.json({ a: 1 });',
          "const { RateLimiterMemory: Gate } = require('rate-limiter-flexible');\nconst gate = new Gate({ points: 1 });",
        ),
        express(
          'const { success: fine } = await gate.limit(req.ip);\nif (!fine) return res.status(403).end();\nres.json({ a: 1 });',
          "const { Ratelimit } = require('@upstash/ratelimit');\nconst gate = new Ratelimit({ redis });",
        ),
        fastify(
          'const { success: fine } = await gate.limit(request.ip);\nif (!fine) return reply.code(403).send();\nreturn { a: 1 };',
          "const { Ratelimit: G } = require('@upstash/ratelimit');\nconst gate = new G({ redis });",
        ),
      ],
    ],
    [
      'an entity tag, which the condition is compared with',
      [],
      [
        express(
          'if (known.has(tagOf(text))) return res.status(304).end();\nres.send(text);',
          "const tagOf = require('etag');",
          "get('/boxes'",
        ),
        fastify(
          'if (known.has(tagOf(text))) return reply.code(304).send();\nreturn text;',
          "const tagOf = require('etag');",
          "get('/boxes'",
        ),
      ],
    ],
  ]);

  it('that of an import too', () => {
    const handler =
      "app.post('/boxes', async (req, res) => {\nif (!timer.validate(req.body.when)) return res.status(500).end();\nres.json({ a: 1 });\n});";
    expect(
      reports(
        `import express from 'express';\nimport timer from 'node-cron';\nconst app = express();\n${handler}`,
        'module',
      ),
    ).toEqual(['prefer-422-for-invalid-content']);
    expect(
      reports(
        `import express from 'express';\nimport timer from './timer.js';\nconst app = express();\n${handler}`,
        'module',
      ),
    ).toEqual([]);
  });
});

describe('what a pattern takes is known by its key, and a variable by what it is set to', () => {
  same([
    [
      'the method',
      ['prefer-405-for-unsupported-method'],
      [
        express(
          "const { method: verb } = req;\nif (verb !== 'POST') return res.status(404).end();\nres.json({ a: 1 });",
          '',
          "all('/boxes'",
        ),
        express(
          "const verb = req.method;\nif (verb !== 'POST') return res.status(404).end();\nres.json({ a: 1 });",
          '',
          "all('/boxes'",
        ),
        fastify(
          "const { method: verb } = request;\nif (verb !== 'POST') return reply.code(404).send();\nreturn { a: 1 };",
          '',
          "all('/boxes'",
        ),
      ],
    ],
    [
      'a field that a known caller wants changed',
      [],
      [
        express(
          'const { email: a } = req.user;\nconst { email: b } = req.body;\nif (a !== b) return res.status(400).end();\nres.json({ a: 1 });',
        ),
        fastify(
          'const { email: a } = request.user;\nconst { email: b } = request.body;\nif (b !== a) return reply.code(400).send();\nreturn { a: 1 };',
        ),
      ],
    ],
    [
      'a permission',
      ['prefer-403-for-denied-permission'],
      [
        express(
          "const { cannot: refuses } = rightsOf(req.user);\nif (refuses('delete', 'Box')) return res.status(401).end();\nres.json({ a: 1 });",
        ),
        fastify(
          "const { cannot: refuses } = rightsOf(request.user);\nif (refuses('delete', 'Box')) return reply.code(401).send();\nreturn { a: 1 };",
        ),
      ],
    ],
    [
      'a state of the data, though its variable is called a permission',
      [],
      [
        express(
          'const allowed = states[state].length > 0 && ready;\nif (!allowed) return res.status(400).end();\nres.json({ a: 1 });',
        ),
        fastify(
          'const permitted = (rows.length + 1) > 2;\nif (!permitted) return reply.code(400).send();\nreturn { a: 1 };',
        ),
      ],
    ],
  ]);
});

describe('the address asked for is read off the request, whatever it is called', () => {
  same([
    [
      'the scheme alone',
      ['prefer-301-for-permanent-move'],
      [
        express(
          'const { host: name } = q.headers;\nconst to = `https://${name}${q.url}`;\nres.redirect(to);',
          '',
          "get('/boxes'",
        ).replace('(req,', '(q,'),
        fastify("const h = q.headers;\nreply.redirect('https://' + h.host + q.url);", '', "get('/boxes'")
          .replace('(request,', '(q,')
          .replace('async ', ''),
        express("res.redirect('https://' + q.get('Host') + q.originalUrl);", '', "get('/boxes'").replace(
          '(req,',
          '(q,',
        ),
      ],
    ],
    [
      'what the client sends as an address',
      [],
      [
        express('res.redirect(req.query.url);', '', "get('/boxes'"),
        fastify('reply.redirect(`https://${request.body.host}/a`);', '', "get('/boxes'").replace('async ', ''),
      ],
    ],
    [
      'what logs a caller in',
      ['prefer-302-for-temporary-redirect'],
      [
        express(
          "const { session: s } = q;\ns.user = await User.findOne({ email: q.body.email });\nres.redirect(301, '/');",
          '',
          "post('/login'",
        ).replace('(req,', '(q,'),
        fastify(
          "q.session.user = await User.findOne({ email: q.body.email });\nreturn reply.code(301).redirect('/');",
          '',
          "post('/login'",
        ).replace('(request,', '(q,'),
        express("q.session.destroy();\nres.redirect(301, '/');", '', "post('/leave'").replace('(req,', '(q,'),
      ],
    ],
  ]);
});

describe('the same condition in another notation', () => {
  same([
    [
      'an empty text',
      ['prefer-400-for-malformed-request'],
      [
        express('if (req.body.title === ``) return res.status(500).end();\nres.json({ a: 1 });'),
        express("if ('' == req.body.title) return res.status(500).end();\nres.json({ a: 1 });"),
        fastify('if (request.body.title === ``) return reply.code(500).send();\nreturn { a: 1 };'),
      ],
    ],
    [
      'a search within a record',
      ['prefer-404-for-missing-resource'],
      [
        express(
          'const box = await Box.findById(req.params.id);\nconst lid = box.lids.find(one => { return one.id === req.params.lid; });\nif (!lid) return res.status(400).end();\nres.json({ a: 1 });',
          '',
          "get('/boxes/:id/lids/:lid'",
        ),
        fastify(
          'const box = await Box.findById(request.params.id);\nconst lid = box.lids.find(function (one) { return one.id === request.params.lid; });\nif (!lid) return reply.code(400).send();\nreturn { a: 1 };',
          '',
          "get('/boxes/:id/lids/:lid'",
        ),
      ],
    ],
    [
      'an else after a branch that leaves',
      [],
      [
        express(
          "if (!req.user) return res.status(401).end(); else { return res.redirect(301, '/new'); }",
          '',
          "get('/old'",
        ),
        express(
          "if (!req.user) { return res.status(401).end(); } else return res.redirect(301, '/new');",
          '',
          "get('/old'",
        ),
        fastify(
          "if (!request.user) { reply.code(401).send(); return; } else { return reply.code(301).redirect('/new'); }",
          '',
          "get('/old'",
        ),
      ],
    ],
    [
      'a status that is chosen before it is sent',
      ['prefer-503-for-unavailable-service'],
      [
        express('res.status(settings.maintenance ? 400 : 200);\nres.json({ a: 1 });', '', "get('/boxes'"),
        fastify('reply.code(settings.maintenance ? 400 : 200);\nreturn reply.send({ a: 1 });', '', "get('/boxes'"),
        express('const code = settings.maintenance ? 400 : 200;\nres.status(code).json({ a: 1 });', '', "get('/boxes'"),
      ],
    ],
  ]);
});

describe('a handler of POST that has a name makes what its calls make', () => {
  const named = (body: string): string =>
    `const app = require('express')();\nconst go = async (req, res) => {\n${body}\n};\napp.post('/boxes', go);`;
  same([
    [
      'a row, by SQL',
      ['prefer-409-for-conflict'],
      [
        named(
          "const { rows } = await pool.query('SELECT 1 FROM boxes WHERE code = $1', [req.body.code]);\nif (rows.length > 0) return res.status(400).end();\nawait pool.query('INSERT INTO boxes (code) VALUES ($1)', [req.body.code]);\nres.status(201).location('/boxes/1').end();",
        ),
        named(
          "const { rows } = await pool.query('SELECT 1 FROM boxes WHERE code = $1', [req.body.code]);\nif (rows.length > 0) return res.status(400).end();\nconst text = `insert into boxes (code) values ($1)`;\nawait pool.query(text, [req.body.code]);\nres.status(201).location('/boxes/1').end();",
        ),
      ],
    ],
    [
      'in the other branch',
      ['prefer-409-for-conflict'],
      [
        named(
          'const box = await Box.findOne({ code: req.body.code });\nif (!box) { await Box.create(req.body); } else { return res.status(400).end(); }\nres.status(201).location("/boxes/1").end();',
        ),
        named(
          'const box = await Box.findOne({ code: req.body.code });\nif (box) res.status(400).end(); else { await Box.create(req.body); res.status(201).location("/boxes/1").end(); }',
        ),
      ],
    ],
    [
      'nothing, where a row is only counted',
      [],
      [
        named(
          "const { rows } = await pool.query('SELECT 1 FROM boxes WHERE code = $1', [req.body.code]);\nif (rows.length > 0) return res.status(400).end();\nawait pool.query('SELECT count(*) FROM boxes');\nres.json({ a: 1 });",
        ),
      ],
    ],
  ]);

  it('and a class that a text is read into is no call that makes a record', () => {
    const above =
      "const { plainToInstance } = require('class-transformer');\nconst { validate } = require('class-validator');";
    const body = 'const dto = plainToInstance(CreateBox, BODY);\nif ((await validate(dto)).length > 0) return ANSWER;';
    expect(
      reports(
        express(
          `${body.replace('BODY', 'req.body').replace('ANSWER', 'res.status(422).end()')}\nres.json({ a: 1 });`,
          above,
          "post('/boxes'",
        ),
      ),
    ).toEqual([]);
    expect(
      reports(
        fastify(
          `${body.replace('BODY', 'request.body').replace('ANSWER', 'reply.code(422).send()')}\nreturn { a: 1 };`,
          above,
          "post('/boxes'",
        ),
      ),
    ).toEqual([]);
  });
});

describe('an error that is made and returned', () => {
  const mapper = (cls: string): string =>
    `class ${cls} extends Error {\n  constructor(m, statusCode) { super(m); this.statusCode = statusCode; }\n}\nexports.handleDuplicateFields = (err) => {\n  const [value] = err.errmsg.match(pattern);\n  return new ${cls}(\`Duplicate: \${value}\`, 400);\n};\nmodule.exports.last = (err, req, res, next) => { res.status(err.statusCode || 500).json({ message: err.message }); };`;
  it.each(['AppError', 'Failure', 'Refusal'])('is one by what its class extends: %s', cls => {
    expect(reports(mapper(cls))).toContain('prefer-409-for-conflict');
  });
});
