import { describe, expect, it } from 'vitest';

import { judgeSources, refusalByManifest } from '../tools/ecosystem/admission.mjs';
import { agreement, count, countsByRule, inPreset } from '../tools/ecosystem/figures.mjs';
import { readProjects, readRecord } from '../tools/ecosystem/projects.mjs';
import {
  applyVerdicts,
  compareFindings,
  describeDifference,
  formatRecord,
  hashOf,
  idOf,
  isSame,
  parseRecord,
  saysOf,
} from '../tools/ecosystem/record.mjs';
import type { Finding, Row } from '../tools/ecosystem/record.mjs';
import { partOf, spread } from '../tools/ecosystem/spread.mjs';

const CODE = '  return res.status(500).end();';

function finding(changes: Partial<Finding> = {}): Finding {
  return {
    project: 'some-server@1.0.0',
    file: 'lib/users.js',
    line: 10,
    column: 5,
    rule: 'prefer-404-for-missing-resource',
    preset: 'recommended',
    says: '404,500',
    code: hashOf(CODE),
    ...changes,
  };
}

function judged(changes: Partial<Row> = {}): Row {
  return { ...finding(), verdict: 'right', second: '-', why: 'no such user', ...changes };
}

describe('the record as text', () => {
  const rows = [
    judged({ project: '@scope/b@2.0.0' }),
    judged({ line: 9, verdict: 'unjudged', why: '' }),
    judged({ line: 100 }),
    judged({ second: 'wrong' }),
  ];

  it('is read as it was written', () => {
    const text = formatRecord(rows);
    expect(formatRecord(parseRecord(text))).toBe(text);
    expect(parseRecord(text)).toEqual(expect.arrayContaining(rows));
  });

  it('has one line a finding, in the order of projects, files and lines, whatever order they came in', () => {
    const text = formatRecord(rows);
    expect(formatRecord([...rows].reverse())).toBe(text);
    expect(
      text
        .split('\n')
        .slice(1, -1)
        .map(line => line.split('\t').slice(0, 2).join(' ')),
    ).toEqual([
      '@scope/b@2.0.0 lib/users.js:10:5',
      'some-server@1.0.0 lib/users.js:9:5',
      'some-server@1.0.0 lib/users.js:10:5',
      'some-server@1.0.0 lib/users.js:100:5',
    ]);
  });

  it('keeps a reason with tabs and ends of lines in it on its line', () => {
    const [row] = parseRecord(formatRecord([judged({ why: 'one\ttwo\nthree' })]));
    expect(row!.why).toBe('one two three');
  });

  it.each([
    ['a column is lacking', formatRecord([judged()]).replace('\tno such user', '')],
    ['the verdict is none', formatRecord([judged()]).replace('\tright\t', '\tfine\t')],
    ['the place has no column', formatRecord([judged()]).replace(':10:5', ':10')],
  ])('is refused where %s, with the number of the line', (_, text) => {
    expect(() => parseRecord(text)).toThrow('Line 2 of the record');
  });
});

describe('the comparison', () => {
  it('finds nothing where nothing has changed, and keeps what was judged', () => {
    const difference = compareFindings([judged()], [finding()]);
    expect(isSame(difference)).toBe(true);
    expect(difference.rows).toEqual([judged()]);
  });

  it('calls new what was not known, and it is unjudged', () => {
    const difference = compareFindings([], [finding()]);
    expect(difference.rows).toEqual([judged({ verdict: 'unjudged', why: '' })]);
    expect(describeDifference(difference)).toEqual([
      '+ some-server@1.0.0 lib/users.js:10:5 prefer-404-for-missing-resource (recommended, says 404,500)',
    ]);
  });

  it('calls gone what is not found any more, with the verdict that is lost', () => {
    const difference = compareFindings([judged()], []);
    expect(difference.rows).toEqual([]);
    expect(describeDifference(difference)).toEqual([
      '- some-server@1.0.0 lib/users.js:10:5 prefer-404-for-missing-resource (recommended, says 404,500), judged right',
    ]);
  });

  it('keeps the verdict of what moved in its file', () => {
    const difference = compareFindings([judged()], [finding({ line: 14, column: 3 })]);
    expect(difference.rows).toEqual([judged({ line: 14, column: 3 })]);
    expect([difference.added.length, difference.gone.length, difference.moved.length]).toEqual([0, 0, 1]);
    expect(isSame(difference)).toBe(false);
  });

  it('keeps the verdict of what moved to a new version', () => {
    const difference = compareFindings([judged()], [finding({ project: 'some-server@1.1.0', line: 12 })]);
    expect(difference.rows).toEqual([judged({ project: 'some-server@1.1.0', line: 12 })]);
  });

  it('pairs equal lines of a file in their order', () => {
    const known = [judged({ line: 30, verdict: 'wrong' }), judged({ line: 10, verdict: 'right' })];
    const { rows } = compareFindings(known, [finding({ line: 33 }), finding({ line: 13 })]);
    expect(rows.map(({ line, verdict }) => [line, verdict])).toEqual([
      [13, 'right'],
      [33, 'wrong'],
    ]);
  });

  it('gives the verdict of one of two equal lines to no other when one stayed', () => {
    const known = [judged({ line: 10, verdict: 'wrong' })];
    const { rows } = compareFindings(known, [finding({ line: 5 }), finding({ line: 10 })]);
    expect(rows.map(({ line, verdict }) => [line, verdict])).toEqual([
      [10, 'wrong'],
      [5, 'unjudged'],
    ]);
  });

  it.each([
    ['the code of the line', { line: 14, code: hashOf('res.sendStatus(500)') }],
    ['the rule', { rule: 'prefer-401-for-missing-credentials' }],
    ['what is said', { says: '410,500' }],
    ['the file', { file: 'lib/posts.js' }],
    ['the package', { project: 'other-server@1.0.0' }],
  ])('forgets the verdict where %s is another', (_, changes) => {
    const difference = compareFindings([judged()], [finding(changes)]);
    expect(difference.rows).toEqual([judged({ ...changes, verdict: 'unjudged', why: '' })]);
    expect(difference.gone).toEqual([judged()]);
  });

  it('tells of a finding that changed its preset, and keeps its verdict', () => {
    const difference = compareFindings([judged()], [finding({ preset: 'strict' })]);
    expect(difference.rows).toEqual([judged({ preset: 'strict' })]);
    expect(describeDifference(difference)).toEqual([
      '~ some-server@1.0.0 lib/users.js:10:5 prefer-404-for-missing-resource (strict, says 404,500), before recommended',
    ]);
  });

  it('knows a line whatever its indent', () => {
    expect(hashOf(CODE)).toBe(hashOf(CODE.trim()));
    expect(hashOf(CODE)).not.toBe(hashOf(CODE.replace('500', '501')));
  });
});

describe('what a message says', () => {
  it.each([
    ['Send 404 Not Found, not 500 Internal Server Error: `User.findById()` found nothing (line 404).', '404,500'],
    ['405 Method Not Allowed must say which methods are allowed. 405 Method Not Allowed has an Allow header.', '405'],
    ['`res.status(201 Created)` is code.', '-'],
  ])('%s', (message, says) => {
    expect(saysOf(message)).toBe(says);
  });
});

describe('verdicts', () => {
  const rows = [judged({ verdict: 'unjudged', why: '' }), judged({ line: 20, verdict: 'wrong', why: 'it exists' })];
  const [first, second] = rows.map(idOf);

  it('are taken by id', () => {
    expect(applyVerdicts(rows, `# id\n${first}\targuable\ta webhook\n\n`, { isSecond: false })).toEqual([
      judged({ verdict: 'arguable', why: 'a webhook' }),
      rows[1],
    ]);
  });

  it('stand beside the first ones where they are second ones', () => {
    const [, row] = applyVerdicts(rows, `${second}\tright\tit does not`, { isSecond: true });
    expect(row).toEqual(
      judged({ line: 20, verdict: 'wrong', second: 'right', why: 'it exists / second: it does not' }),
    );
  });

  it.each([
    ['an unknown id', '0123456789\tright\t'],
    ['an unknown verdict', `${first}\tmaybe\t`],
  ])('are refused with %s', (_, text) => {
    expect(() => applyVerdicts(rows, text, { isSecond: false })).toThrow(/0123456789|no verdict/);
  });

  it('have ids that tell two findings on one line apart', () => {
    expect(
      new Set(
        [judged(), judged({ column: 9 }), judged({ says: '404' }), judged({ rule: 'no-second-response' })].map(idOf),
      ).size,
    ).toBe(4);
  });
});

describe('figures', () => {
  const verdicts = ['right', 'right', 'right', 'wrong', 'arguable', 'arguable', 'unjudged', 'unjudged'];
  const rows = verdicts.map((verdict, index) =>
    judged({ line: index + 1, verdict, preset: verdict === 'wrong' ? 'strict' : 'recommended' }),
  );

  it('take half of the arguable for right, and leave out what nobody has judged', () => {
    expect(count(rows)).toEqual({
      findings: 8,
      right: 3,
      wrong: 1,
      arguable: 2,
      unjudged: 2,
      precision: 4 / 6,
      arguableShare: 2 / 6,
    });
    expect(count([]).precision).toBeNull();
  });

  it('count what strict alone reports only there', () => {
    expect([inPreset(rows, 'recommended').length, inPreset(rows, 'strict').length]).toEqual([7, 8]);
    expect(countsByRule(rows).split('\n')[2]).toBe(
      '| **all rules** | recommended | 7 | 3 | 2 | 0 | 2 | 80.0 % | 38 to 96 % | 40.0 % |',
    );
  });

  it('say how far two judges agree beyond chance', () => {
    const twice = [
      judged({ second: 'right' }),
      judged({ second: 'right' }),
      judged({ verdict: 'wrong', second: 'wrong' }),
      judged({ verdict: 'wrong', second: 'right' }),
      judged(),
    ];
    const { judgedTwice, same, kappa, differing } = agreement(twice);
    // By chance: 2/4 · 3/4 right and 2/4 · 1/4 wrong.
    expect([judgedTwice, same, kappa, differing.length]).toEqual([4, 0.75, 0.5, 1]);
    expect(agreement([judged()]).same).toBeNull();
  });
});

describe('sheets', () => {
  const rows = Array.from({ length: 11 }, (_, line) => judged({ line }));

  it('are cut into parts that hold each finding once', () => {
    const parts = ['1/3', '2/3', '3/3'].map(part => partOf(rows, part));
    expect(parts.flat()).toEqual(rows);
    expect(parts.map(({ length }) => length)).toEqual([4, 4, 3]);
    expect(() => partOf(rows, '4/3')).toThrow(RangeError);
  });

  it('are drawn evenly over the list for the second judge', () => {
    expect(spread(rows, 3).map(({ line }) => line)).toEqual([3, 7, 10]);
    expect(spread(rows, 20)).toEqual(rows);
  });
});

describe('the rule by which packages are listed', () => {
  const manifest = {
    license: 'MIT',
    dependencies: { express: '^5.0.0' },
    dist: { integrity: 'sha512-x', unpackedSize: 1000 },
  };
  const written = 'res.status(404).end();\n'.repeat(5);

  it.each([
    ['depends on neither framework', { dependencies: { koa: '^2.0.0' } }],
    ['states no licence', { license: undefined }],
    ['has no integrity to pin', { dist: { integrity: 'sha1-x' } }],
    ['is too large', { dist: { ...manifest.dist, unpackedSize: 1e9 } }],
  ])('refuses what %s', (why, changes) => {
    expect(refusalByManifest({ ...manifest, ...changes })).toBe(why);
  });

  it('takes those that have a framework as a peer or for their tests', () => {
    expect(refusalByManifest(manifest)).toBeNull();
    expect(
      refusalByManifest({ ...manifest, dependencies: {}, peerDependencies: { 'fastify-plugin': '*' } }),
    ).toBeNull();
    expect(refusalByManifest({ ...manifest, dependencies: {}, devDependencies: { '@fastify/send': '*' } })).toBeNull();
  });

  it('asks for sources that answer requests, and knows bundles and compiled code', () => {
    expect(judgeSources([written])).toEqual({ refusal: null, isCompiled: false });
    expect(
      judgeSources([`Object.defineProperty(exports, "__esModule", { value: true });\n${written}`]).isCompiled,
    ).toBe(true);
    expect(judgeSources(['export const five = 5;']).refusal).toBe('answers nothing in its sources');
    expect(judgeSources([`${written}__webpack_require__(1);`]).refusal).toBe('is a bundle');
    expect(judgeSources([written.replaceAll('\n', ' ').repeat(60)]).refusal).toMatch(/minified/);
  });
});

describe('the committed lists', () => {
  const projects = readProjects();
  const rows = readRecord();

  it('name 40 packages or more at pinned versions, and ten servers at their commits', () => {
    const packages = projects.filter(({ kind }) => kind === 'package');
    expect(packages.length).toBeGreaterThanOrEqual(40);
    for (const { id, integrity } of packages) expect(integrity, id).toMatch(/^sha512-[\w+/]{86}==$/);
    for (const { id, commit } of projects.filter(({ kind }) => kind === 'server'))
      expect(commit, id).toMatch(/^[\da-f]{40}$/);
    expect(new Set(projects.map(({ name }) => name)).size).toBe(projects.length);
  });

  it('have a sample of ten packages', () => {
    expect(projects.filter(({ sample }) => sample === 'yes')).toHaveLength(10);
  });

  it('have no finding of a project that is not listed, and each once', () => {
    const ids = new Set(projects.map(({ id }) => id));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ project }) => !ids.has(project))).toEqual([]);
    expect(new Set(rows.map(idOf)).size).toBe(rows.length);
  });
});
