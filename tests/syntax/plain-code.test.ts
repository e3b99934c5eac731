import * as tsParser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import * as espree from 'espree';
import { expect, it } from 'vitest';

import { PlainCode } from '../../src/syntax/plain-code.ts';
import { wordsIn } from '../../src/syntax/words.ts';

const { visitorKeys } = tsParser.parseForESLint('', {});

function parse(code: string): TSESTree.Program {
  return tsParser.parseForESLint(code, { range: true, sourceType: 'module' }).ast;
}

function codeOf(code: string, ast = parse(code)): string {
  return new PlainCode(code, ast, visitorKeys).of(ast);
}

it.each([
  ['User . findOne( { where :{ email } /* a ban list: later */ , } )', 'User.findOne({ where: { email } })'],
  ['db\n  .orders // all of them\n  .find(\n    id\n  );', 'db.orders.find(id);'],
  [
    'if(!a&&b===-1){return f ( "it" , "it\'s", `x ${ y /* z */ } w` )}',
    "if (!a && b === -1) { return f('it', \"it's\", `x ${y} w`) }",
  ],
  ['const {a,b:c=1,...rest}=req . body', 'const { a, b: c = 1, ...rest } = req.body'],
  ['x=a?b:c; i ++; f(...list)[0]?.d', 'x = a ? b : c; i++; f(...list)[0]?.d'],
  [
    'export const go=async(req:Request,res ? : Response<A>):Promise<void>=>{}',
    'export const go = async (req: Request, res?: Response<A>): Promise<void> => {}',
  ],
  ['s = "http://a" + /\\/\\*"/.source /* http: */ // "', "s = 'http://a' + /\\/\\*\"/.source"],
  ['if ((((a))&&(b||(c)))) return ((await (d.e((f))(g))).h);', 'if (a && (b || c)) return (await d.e(f)(g)).h;'],
  [
    'x = (((a) => (({ b: (c) }))))((d), (e /* ) */)) ?? ((f) ? (g) : (h, i))',
    'x = ((a) => ({ b: c }))(d, e) ?? (f ? g : (h, i))',
  ],
  [
    '((function () { return (-(a)) })()); new (b())((c)); (d?.e).f',
    '(function () { return -a })(); new (b())(c); (d?.e).f',
  ],
  ["f(`it`, `it's ${ a }`, tag`it`)", "f('it', `it\'s ${a}`, tag`it`)"],
  [
    '@Controller( "users" ) class Users{ @Get() private all(){} }',
    "@Controller('users') class Users { @Get() private all() {} }",
  ],
])('%s is written %s', (code, plain) => {
  expect(codeOf(code)).toBe(plain);
  expect(codeOf(plain)).toBe(plain);
});

it('reads the trees of parsers alike', () => {
  const code = 'app.get( `/${ a }/x` , (req,res)=>{ res . json({ "a" : `b${c}`, d }) /* e */ })';
  const ast = espree.parse(code, { ecmaVersion: 'latest', range: true }) as unknown as TSESTree.Program;
  expect(codeOf(code, ast)).toBe(codeOf(code));
});

it('gives the code of a part, whatever stands around it', () => {
  const code = 'if (a /* b */ . c ( d ) ) { e }';
  const ast = parse(code);
  const [statement] = ast.body;
  const plain = new PlainCode(code, ast, visitorKeys);
  expect(statement?.type === 'IfStatement' && plain.of(statement.test)).toBe('a.c(d)');
  expect(plain.of({ range: [0, code.indexOf('{')] })).toBe('if (a.c(d))');
});

it('knows the words of code: names and values, and no comment', () => {
  const words = wordsIn(parse("f(a.b /* c */, 'd e', `g${h}`, { i, j: 404 }, /k/)"), visitorKeys);
  expect(words.map(({ text }) => text)).toEqual(['f', 'a', 'b', 'd e', 'g', 'h', '', 'i', 'j', '404', 'k']);
  expect(words.filter(({ isText }) => isText).map(({ text }) => text)).toEqual(['d e', 'g', '', 'k']);
});
