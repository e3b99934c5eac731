import { describe, expect, it } from 'vitest';

import type { Provenance } from '../../../src/causes/provenance/kinds.ts';
import { express, nodeOf, readCode } from '../../read-code.ts';
import { ask, askFile, provenancesOf } from '../reading.ts';

/** A provenance in a few words: `lookup by param .name`. */
function show(one: Provenance): string {
  const by =
    'by' in one
      ? ` by ${[...one.by].sort().join(' ') || 'nothing'}`
      : 'over' in one
        ? ` over ${[...one.over].sort().join(' ')}`
        : '';
  const list = one.is === 'lookup' && one.isList ? ' (list)' : '';
  const name = 'name' in one && one.is !== 'written' && one.name !== null ? ` ${one.name}` : '';
  const attribute = 'attribute' in one && one.attribute !== null ? ` .${one.attribute}` : '';
  const rest =
    one.is === 'verified' && !one.ofCredential
      ? ' (of another)'
      : one.is === 'credential' && one.isKept
        ? ' (kept)'
        : '';
  return `${one.is}${by}${list}${name}${attribute}${rest}`;
}

it.each([
  ['req', 'request'],
  ['req.body', 'body'],
  ['req.body.name', 'body name'],
  ['req.body.name.first', 'body name'],
  ['req.query.page', 'query page'],
  ['req.params.id', 'param id'],
  ['req.headers.host', 'header host'],
  ['req.headers.authorization', 'credential authorization'],
  ["req.get('Host')", 'header Host'],
  ["req.header('Authorization')", 'credential Authorization'],
  ['req.cookies.token', 'credential token'],
  ['req.cookies.colour', 'header colour'],
  ['req.session', 'credential session (kept)'],
  ['req.session.userId', 'principal'],
  ['req.session.colour', 'unknown'],
  ['req.user', 'principal'],
  ['req.user.role', 'principal .role'],
  ['req.user.profile.age', 'principal .profile'],
  ['req.userRole', 'principal .role'],
  ['res.locals.user', 'principal'],
  ['req.method', 'method'],
  ['req.file', 'file'],
  ['req.body.user', 'unknown'],
  ['req.isAuthenticated()', 'principal'],
  ['await req.jwtVerify()', 'verified'],
  ["'a'", 'constant'],
  ['`a`', 'constant'],
  ['`a${b}`', 'unknown'],
  ['Number(req.params.id)', 'param id'],
  ['new Date(req.query.from)', 'query from'],
  ['-req.body.size', 'body size'],
  ['req.body.size + 1', 'body size'],
  ['req.body.size > 1', 'unknown'],
  ["req.headers.authorization.split(' ')[1]", 'credential authorization'],
  ['req.headers.authorization || req.cookies.token', 'credential token'],
  ["req.body.name || 'none'", 'body name'],
  ['req.body.name ?? user.name', 'body name'],
  ["a ? req.body.name : 'x'", 'body name'],
  ["a ? 'x' : req.body.name", 'body name'],
  ['a ? req.body.name : req.params.id', 'unknown'],
  ['thing', 'unknown'],
  ['tables[req.params.table]', 'lookup by param'],
  ['req.body[key]', 'body'],
  ['await User.findById(req.params.id)', 'lookup by param'],
  ['await User.find({ age: 1 })', 'lookup by nothing (list)'],
  ['(await User.find({ id: req.params.id }))[0]', 'lookup by param'],
  ['(await User.findById(req.user.id)).name', 'lookup by principal .name'],
  ['await User.create(req.body)', 'written by body'],
  ['jwt.verify(req.cookies.token, key)', 'verified'],
  ['jwt.verify(req.body.resetToken, key)', 'verified (of another)'],
  ['await bcrypt.compare(req.body.password, user.hash)', 'password-check'],
  ['canEdit(req.user, post)', 'permission-check'],
  ['schema.safeParse(req.body)', 'verdict over body'],
  ['schema.parse(req.query).page', 'query page'],
  ['schema.safeParse(req.body).data', 'body'],
  ['schema.safeParse(req.body).success', 'verdict over body .success'],
  ["await fetch('http://a')", 'upstream'],
  ["(await axios.get('http://a')).status", 'upstream .status'],
])('%s is %s', (expression, said) => {
  const { node, provenances } = ask(`const x = ${expression}; res.status(400).end();`);
  expect(show(provenances.of(node(expression)))).toBe(said);
});

describe('what a variable is', () => {
  it.each([
    ['const { name } = req.body;', 'name', 'body name'],
    ['const { body: { name } } = req;', 'name', 'body name'],
    ["let id = ''; id = req.params.id;", 'id', 'param id'],
    ['let id = req.params.id; id = other();', 'id', 'param id'],
    ['let { id } = req.body; if (a) ({ id } = await find());', 'id', 'unknown'],
    ['let { id } = req.body; id = id.trim();', 'id', 'body id'],
    ['for (const one of req.body.tags) use(one);', 'one', 'body tags'],
    ['const given = { name: req.body.name }; const { name } = given;', 'name', 'body name'],
    ['try { work(); } catch (error) { use(error.code); }', 'error.code', 'error .code'],
    ['work((error, row) => { use(error.code); });', 'error.code', 'error .code'],
    ['User.findById(req.params.id).then(user => { use(user); });', 'user', 'lookup by param'],
    ['work().catch(problem => { use(problem); });', 'problem', 'error'],
    ['User.findById(req.params.id, (err, user) => { use(user); });', 'user', 'lookup by param'],
    ["passport.authenticate('jwt', (err, who) => { use(who); });", 'who', 'principal'],
    ['const [error, dto] = CreateUserDto.create(req.body);', 'dto', 'body'],
    ['var x = x;', 'x', 'unknown'],
  ])('%s', (before, name, said) => {
    const inside = before.includes('use(');
    const { node, provenances } = ask(`${before} ${inside ? '' : `use(${name});`} res.status(400).end();`);
    const call = node(`use(${name})`);
    if (call.type !== 'CallExpression' || !call.arguments[0]) throw new Error('no use');
    expect(show(provenances.of(call.arguments[0]))).toBe(said);
  });

  it('is what all calls of its function give', () => {
    const read = (calls: string): string => {
      const { node, provenances } = askFile(express(calls, { head: 'function send(id) { use(id); }' }));
      const call = node('use(id)');
      if (call.type !== 'CallExpression' || !call.arguments[0]) throw new Error('no use');
      return show(provenances.of(call.arguments[0]));
    };
    expect(read('send(req.params.id); res.end();')).toBe('param id');
    expect(read('send(req.params.id); send(req.body.id); res.end();')).toBe('unknown');
    expect(read('send(req.params.id); queue(send); res.end();')).toBe('unknown');
    expect(read('send(...all); res.end();')).toBe('unknown');
  });
});

it.each([
  ['User.find({ a: req.params.id, b: req.body.b })', 'body param'],
  ['[req.query.a, { b: req.user.id }]', 'principal query'],
  ["fetch('http://a/' + req.params.id)", ''],
  ["req.body.name ? 'a' : 'b'", ''],
  ["a ? req.body.name : 'b'", 'body'],
  ['thing', ''],
])('the sources in %s: %s', (expression, said) => {
  const { node, provenances } = ask(`const x = ${expression}; res.status(400).end();`);
  const found = [...provenances.sourcesIn(node(expression))].sort().join(' ');
  expect(found).toBe(said);
});

it('does not follow a record to the path where that is asked', () => {
  const { node, provenances } = ask('const post = await Post.findById(req.params.id); use(post.author); res.end();');
  expect([...provenances.sourcesIn(node('post.author'))]).toEqual(['param']);
  expect([...provenances.sourcesIn(node('post.author'), 0, false)]).toEqual([]);
});

it('tells computations from what may be anything', () => {
  const model = readCode(
    express('res.status(400).end(); add(1); work(1); store(1); Math.max(1);', {
      head: 'function add(a) { return a + 1; } function store(a) { return db.insert(a); }',
    }),
  );
  const provenances = provenancesOf(model);
  const isComputation = (text: string): boolean => {
    const node = nodeOf(model.file, text);
    if (node.type !== 'CallExpression') throw new Error(node.type);
    return provenances.isComputation(node);
  };
  expect(isComputation('add(1)')).toBe(true);
  expect(isComputation('Math.max(1)')).toBe(true);
  expect(isComputation('store(1)')).toBe(false);
  expect(isComputation('work(1)')).toBe(false);
});

it('knows the handler around a node', () => {
  const { node, provenances, response } = ask('work(() => { inner(); }); res.status(400).end();');
  expect(provenances.handlerAround(node('inner()'))).toBe(response.handler);
  expect(provenances.handlerOf(response.handler?.fn ?? node('inner()'))).toBe(response.handler);
  expect(provenances.handlerOf(node('inner()'))).toBe(null);
});
