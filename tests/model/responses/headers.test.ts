import { describe, expect, it } from 'vitest';

import { Headers, withHeader, withHeaders, withoutHeader } from '../../../src/model/responses/headers.ts';
import { EXPRESS, nodeOf, readCode } from '../../read-code.ts';

function show(headers: Headers): string {
  const fields = [...headers.fields].map(
    ([name, { isAlways, value }]) => `${name}${isAlways ? '' : '?'}${value ? '' : '*'}`,
  );
  return [...fields.sort(), ...(headers.isComplete ? [] : ['...'])].join(' ');
}

const { file } = readCode(`${EXPRESS}app.get('/', (req, res) => { use(one); use(two); res.end(); });`);
const [one, two] = [nodeOf(file, 'one'), nodeOf(file, 'two')];
const { none } = Headers;
const ALL = [
  none,
  none.incomplete(),
  none.with('a', one),
  none.with('a', two),
  none.with('a', one).with('b', null),
  none.with('b', two).incomplete(),
];

describe('join', () => {
  it('is commutative, associative and idempotent', () => {
    for (const a of ALL)
      for (const b of ALL) {
        expect(a.join(b).equals(b.join(a))).toBe(true);
        expect(a.join(a).equals(a)).toBe(true);
        for (const c of ALL) expect(show(a.join(b).join(c))).toBe(show(a.join(b.join(c))));
      }
  });

  it.each([
    [none.with('a', one), none, 'a?'],
    [none.with('a', one), none.with('a', one), 'a'],
    [none.with('a', one), none.with('a', two), 'a*'],
    [none.with('a', one), none.incomplete(), 'a? ...'],
  ])('%#: %s', (a, b, joined) => {
    expect(show(a.join(b))).toBe(joined);
  });
});

it('says whether a field is set', () => {
  expect(none.has('a')).toBe(false);
  expect(none.incomplete().has('a')).toBe('unknown');
  expect(none.with('a', one).has('a')).toBe(true);
  expect(none.with('a', one).incomplete().has('a')).toBe(true);
  expect(none.with('a', one).join(none).has('a')).toBe('sometimes');
  expect(none.with('a', one).join(none).incomplete().has('a')).toBe('unknown');
  expect(none.with('a', one).without('a').has('a')).toBe(false);
  expect(none.equals(none.with('a', one))).toBe(false);
  expect(none.with('a', one).equals(none.with('a', two))).toBe(false);
});

const given = (text: string, before = '') => {
  const model = readCode(`${EXPRESS}app.get('/', (req, res) => { ${before} use(${text}); res.end(); });`);
  const call = nodeOf(model.file, `use(${text})`);
  if (call.type !== 'CallExpression' || !call.arguments[0]) throw new Error(call.type);
  return { node: call.arguments[0], file: model.file };
};

it.each([
  ["'Allow'", '', 'allow'],
  ['name', "const name = 'Allow';", 'allow'],
  ["a ? 'Allow' : 'Vary'", '', 'allow? vary?'],
  ['name', '', '...'],
])('sets the field %s', (text, before, set) => {
  const { node, file: own } = given(text, before);
  expect(show(withHeader(none, node, one, own))).toBe(set);
  const removed = withoutHeader(none.with('allow', one), node, own);
  expect(show(removed)).toBe(set === '...' ? 'allow ...' : '');
});

it.each([
  ["{ Allow: 'GET', 'X-A': 1 }", '', 'allow x-a'],
  ['headers', "const headers = { Allow: 'GET' };", 'allow'],
  ["{ ...more, Allow: 'GET' }", '', 'allow ...'],
  ["{ ...more, Vary: 'a' }", "const more = { Allow: 'GET' };", 'allow vary'],
  ["{ [name]: 'GET' }", '', '...'],
  ["new Map([['Allow', 'GET']])", '', 'allow*'],
  ["['Allow', 'GET', 'Vary', 'a']", '', 'allow* vary*'],
  ['headers', '', '...'],
  ['headers', 'var headers = { ...headers };', '...'],
])('sets those of %s', (text, before, set) => {
  const { node, file: own } = given(text, before);
  expect(show(withHeaders(none, node, own))).toBe(set);
});
