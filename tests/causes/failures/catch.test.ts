import { expect, it } from 'vitest';

import { findCatchPlace } from '../../../src/causes/failures/catch-place.ts';
import { readCatch } from '../../../src/causes/failures/catch.ts';
import { triedBefore, type Tried } from '../../../src/causes/failures/tried.ts';
import { present, type Route } from '../../read-code.ts';
import { ask, askFile, say } from '../reading.ts';

function caught(tried: string, route?: Route) {
  const { response, file, provenances } = ask(`try { ${tried} } catch (err) { res.status(400).end(); }`, route);
  return { response, file, provenances, place: present(findCatchPlace(response.node)) };
}

it.each<[string, string, Partial<Tried>]>([
  ['a database', 'await User.create(req.body);', { io: 1, reachesStore: true, saves: true }],
  ['a call', 'await work();', { io: 1, reachesStore: false }],
  ['two calls', 'await work(); await more();', { io: 2 }],
  ['nothing awaited', 'work();', { io: 0 }],
  ['a token', 'jwt.verify(req.cookies.token, key);', { verifiesCredential: true, io: 0 }],
  ['another token', 'jwt.verify(req.body.resetToken, key);', { verifiesOther: true, verifiesCredential: false }],
  ['a schema', 'schema.parse(req.body);', { io: 0, parses: false }],
  ['JSON', 'JSON.parse(req.body.text);', { parses: true, parsesInput: true, parsesPath: false }],
  ['JSON of the path', 'JSON.parse(req.params.text);', { parses: true, parsesPath: true }],
  ['JSON of a file', 'JSON.parse(text);', { parses: true, parsesInput: false }],
  ['another server', "await fetch('http://a');", { upstream: 1, io: 0, readsVerdict: false }],
  ['its verdict', "const a = await fetch('http://a'); if (!a.ok) throw a;", { upstream: 1, readsVerdict: true }],
  ['another server that judges', "await fetch('http://a/captcha');", { judgesClient: true }],
  ['a password', 'await bcrypt.compare(req.body.password, hash);', { checksPassword: true }],
  ['something narrow', 'await parseImage(a);', { narrow: 1, io: 0 }],
  ['what the request says, read by a function', 'const a = parseArguments(req.body.args);', { narrow: 1, io: 0 }],
  [
    'what the request says, read beside a store',
    'const id = decodeId(req.body.team); await Team.findOne({ id });',
    { narrow: 0, reachesStore: true },
  ],
  ['what the caller is, read by one', 'const a = parseRole(req.user.role);', { narrow: 0 }],
  ['what else is read by one', 'const a = parseArguments(text);', { narrow: 0 }],
  ['an upload', 'await upload.parse(req);', { parsesRequest: true }],
  ['a limiter', 'await limiter.consume(req.ip);', { limits: true }],
  ['a lookup that throws', 'await User.findFirstOrThrow({});', { mayMiss: 1 }],
  ['a refusal', 'if (a) throw new Gone();', { refuses: true }],
  ['a connection as asked', 'await createConnection(req.body.url);', { connectsAsAsked: true }],
  ['the caller', 'await findOut(req);', { asksForCaller: true }],
  ['a callback', 'work(a, (err, row) => { use(err); more(); });', { io: 0 }],
])('what was tried: %s', (_, body, tried) => {
  const { place, file, provenances } = caught(body);
  expect(triedBefore(place, file, provenances)).toMatchObject(tried);
});

it.each([
  ['a call', 'await User.find({});', 'unexpected by catch'],
  ['a model that is saved', 'await user.save();', 'unexpected by catch'],
  ['nothing', 'work();', 'neutral'],
  ['a token', 'jwt.verify(req.cookies.token, key);', 'unauthenticated by catch'],
  ['a token and a call', 'jwt.verify(req.cookies.token, key); await User.find({});', 'unexpected +401,403 by catch'],
  ['the body', 'schema.parse(req.body);', 'invalid by catch'],
  ['the query', 'schema.parse(req.query);', 'malformed by catch'],
  ['both', 'schema.parse(req.query); schema.parse(req.body);', 'mixed'],
  ['the body and a call', 'schema.parse(req.body); await User.find({});', 'mixed'],
  ['text of the request', 'JSON.parse(req.body.text);', 'malformed -422 by catch'],
  ['text of the path', 'JSON.parse(req.params.text);', 'malformed +404 -422 by catch'],
  [
    'text and a check that is waited for',
    'JSON.parse(req.body.text); await ensureFresh(id);',
    'weak malformed -422 by catch',
  ],
  ['some text', 'JSON.parse(text);', 'weak malformed -422 by catch'],
  ['another server', "await fetch('http://a');", 'upstream-error by catch'],
  ['one that judges', "await fetch('http://a/login');", 'weak upstream-error by catch'],
  ['one and a database', "await fetch('http://a'); await User.find({});", 'unexpected by catch'],
  ['something narrow', 'await parseImage(a); await User.find({});', 'weak unexpected by catch'],
  [
    'arguments of the request, and a call',
    'const call = await resolveMethod(contract); const given = parseArguments(call, req.body.args);',
    'weak unexpected by catch',
  ],
  [
    'a part of the request that is only handed on, and a call',
    'const given = listOf(req.body.args); await User.find({ given });',
    'unexpected by catch',
  ],
  ['what refuses', 'if (a) throw new Gone(); await User.find({});', 'weak unexpected by catch'],
  ['what may miss', 'await User.findFirstOrThrow({});', 'unexpected +404 by catch'],
  ['an upload', 'await upload.parse(req);', 'mixed'],
  [
    'a password',
    'await bcrypt.compare(req.body.password, hash);  await User.find({});',
    'unexpected +401,403 by catch',
  ],
])('the failure of %s', (_, body, said) => {
  const { place, file, provenances, response } = caught(body);
  expect(say(readCatch(place, response, file, provenances))).toBe(said);
});

it('reads a promise and a callback as well', () => {
  const promise = ask('User.find({}).catch(err => { res.status(400).end(); });');
  const place = present(findCatchPlace(promise.response.node));
  expect(say(readCatch(place, promise.response, promise.file, promise.provenances))).toBe('unexpected by catch');
});

it('knows a service by what it reaches', () => {
  const read = (tried: string): string => {
    const { file, provenances, response } = askFile(
      `import createError from 'http-errors'; export async function work() { try { ${tried} } catch (err) { throw createError(400); } }`,
    );
    return say(readCatch(present(findCatchPlace(response.node)), response, file, provenances));
  };
  expect(read('await work();')).toBe('weak unexpected by catch');
  expect(read('await db.users.find({});')).toBe('unexpected by catch');
});
