import { createRequire } from 'node:module';

import { describe, expect, it } from 'vitest';

import type { FileLintResult } from '../../src/formatters/lint-result.ts';
import sarif from '../../src/formatters/sarif.ts';
import { formatAuthenticationNote, formatEntry } from '../../src/reference/entries.ts';
import { rules } from '../../src/rules/index.ts';
import { BODILY, CONTEXT, DENIED, lint, result } from './lint.ts';

/** What these tests read of a JSON Schema validator. */
interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly { dataPath: string; message?: string }[] | null;
}
interface Ajv {
  addMetaSchema(schema: unknown): void;
  compile(schema: unknown): Validator;
}

// The schema of SARIF 2.1.0, and the validator that its package uses.
const require = createRequire(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json'));
const AjvClass = require('ajv') as new (options: object) => Ajv;
const ajv = new AjvClass({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore' });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(require('./lib/schemas/sarif-2.1.0-rtm.5.json'));

interface Region {
  startLine?: number;
  startColumn?: number;
  endLine?: number;
  endColumn?: number;
  charOffset?: number;
  charLength?: number;
}
interface PhysicalLocation {
  artifactLocation: { uri: string; uriBaseId?: string };
  region?: Region;
}
interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: { physicalLocation: PhysicalLocation }[];
  relatedLocations?: { id: number; message: { text: string }; physicalLocation: PhysicalLocation }[];
  fixes?: {
    description: { text: string };
    artifactChanges: {
      artifactLocation: { uri: string };
      replacements: { deletedRegion: Region; insertedContent: { text: string } }[];
    }[];
  }[];
}
interface Notification {
  level: string;
  message: { text: string };
  locations: { physicalLocation: PhysicalLocation }[];
}
interface Run {
  tool: {
    driver: {
      rules: {
        id: string;
        helpUri?: string;
        shortDescription: { text: string };
        fullDescription: { text: string };
        help: { text: string; markdown: string };
      }[];
    };
  };
  columnKind: string;
  originalUriBaseIds: Record<string, { uri: string }>;
  results: Result[];
  invocations: [
    {
      executionSuccessful: boolean;
      toolExecutionNotifications: Notification[];
      toolConfigurationNotifications: Notification[];
    },
  ];
}

/** The one run of a log that the schema allows. */
function format(results: readonly FileLintResult[], context = CONTEXT): Run {
  const log = JSON.parse(sarif(results, context)) as { runs: [Run] };
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log.runs[0];
}

/** A text after a fix of a result: SARIF counts lines and UTF-16 code units from 1. */
function apply(source: string, { artifactChanges: [change] }: NonNullable<Result['fixes']>[number]): string {
  const [{ deletedRegion, insertedContent }] = change!.replacements as [
    NonNullable<typeof change>['replacements'][number],
  ];
  const starts = [0, ...Array.from(source.matchAll(/\n/g), match => match.index + 1)];
  const offset = (line: number | undefined, column: number | undefined): number => starts[line! - 1]! + column! - 1;
  return (
    source.slice(0, offset(deletedRegion.startLine, deletedRegion.startColumn)) +
    insertedContent.text +
    source.slice(offset(deletedRegion.endLine, deletedRegion.endColumn))
  );
}

describe('the SARIF formatter', () => {
  it('writes a result with its evidence as a related location, and its fix', () => {
    const { results, columnKind, originalUriBaseIds } = format([lint(DENIED)]);
    const artifactLocation = { uri: 'src/users.js', uriBaseId: '%SRCROOT%' };
    expect(columnKind).toBe('utf16CodeUnits');
    expect(originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: 'file:///project/' } });
    expect(results).toEqual([
      {
        ruleId: 'status-code/prefer-403-for-denied-permission',
        ruleIndex: 0,
        level: 'error',
        message: {
          text: `Send 403 Forbidden, not 401: \`req.user.role\`, who the caller is, is compared with \`'admin'\` in this guard ([line 2](1)), so the caller is known; 401 Unauthorized says "who are you?".`,
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation,
              region: { startLine: 3, startColumn: 23, endLine: 3, endColumn: 26 },
            },
          },
        ],
        relatedLocations: [
          {
            id: 1,
            message: { text: `if (req.user.role !== 'admin') {` },
            physicalLocation: { artifactLocation, region: { startLine: 2 } },
          },
        ],
        fixes: [
          {
            description: { text: 'Send 403 Forbidden.' },
            artifactChanges: [
              {
                artifactLocation,
                replacements: [
                  {
                    deletedRegion: { startLine: 3, startColumn: 23, endLine: 3, endColumn: 26 },
                    insertedContent: { text: '403' },
                  },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });

  it('quotes the reference in the help of every rule of the plugin, as code scanning requires help', () => {
    const messages = Object.keys(rules).map(name => ({ ruleId: `status-code/${name}`, message: 'No.' }));
    const described = format([result('a;\n', messages)]).tool.driver.rules;
    expect(described.map(({ id }) => id)).toEqual(messages.map(({ ruleId }) => ruleId).sort());
    for (const { id, help, fullDescription, shortDescription, helpUri } of described) {
      const { description, entries } = rules[id.replace('status-code/', '')]!.definition;
      expect(shortDescription.text).toBe(description);
      expect(fullDescription.text).toContain(description);
      expect(help.text).toContain(helpUri);
      for (const status of entries) {
        expect(help.markdown).toContain(formatEntry(status));
        expect(help.text).toContain(formatEntry(status).split('\n')[2]!.slice(2));
      }
      expect(help.markdown.includes(formatAuthenticationNote())).toBe([401, 403].includes(entries[0]!));
    }
  });

  it('links another response that a message names', () => {
    const linted = lint(`app.get('/a', (req, res) => {\n  res.json({ a: 1 });\n  res.status(202);\n});\n`);
    const [found] = format([linted]).results;
    expect(found?.message.text).toContain('has gone out on [line 2](1), with 200 OK');
    expect(found?.relatedLocations?.[0]).toMatchObject({ id: 1, message: { text: 'res.json({ a: 1 });' } });
  });

  it('has the way of a failure among the related locations, in the files that it comes by', () => {
    const source = `async function create(name) {
  const existing = await User.findOne({ where: { name } });
  if (existing) throw new Taken();
}
class Taken extends Error {}
app.post('/users', async (req, res) => {
  try {
    await create(req.body.name);
  } catch (error) {
    if (error instanceof Taken) return res.status(400).end();
    throw error;
  }
});
`;
    const ofResult = (): Result | undefined =>
      format([lint(source)]).results.find(({ ruleId }) => ruleId === 'status-code/prefer-409-for-conflict');
    const ways = ofResult()?.relatedLocations?.map(({ id, message, physicalLocation }) => [
      id,
      message.text,
      physicalLocation.artifactLocation.uri,
      physicalLocation.region?.startLine,
    ]);
    expect(ways?.slice(-4)).toEqual([
      [3, '`existing`, the record that the body would duplicate, was found in this guard', 'src/users.js', 3],
      [4, '`create` throws `Taken`', 'src/users.js', 3],
      [5, '`create` is called', 'src/users.js', 8],
      [6, 'the error is caught here', 'src/users.js', 9],
    ]);
    // Linted again they are not there twice.
    expect(ofResult()?.relatedLocations).toHaveLength(ways?.length ?? 0);
    // A result that was kept, and is linted by nobody, has what its message names.
    const kept = format([result(source, lint(source).messages, '/project/src/kept.js')]).results.flatMap(
      ({ relatedLocations = [] }) => relatedLocations.map(({ message }) => message.text),
    );
    expect(kept).toContain('await create(req.body.name);');
    expect(kept).not.toContain('the error is caught here');
  });

  it('takes code in a message for code', () => {
    const rule = 'status-code/no-body-with-bodyless-status';
    const [quoted, tricky, other] = format([
      result('a;\nb;\n', [
        { ruleId: rule, message: '`say("line 1")` is on line 2.' },
        { ruleId: rule, message: '`handlers[0](req)` and ``a`` and `b (line 2), so it is.' },
        { message: 'See (line 1), so what.' },
      ]),
    ]).results;
    expect(quoted?.message.text).toBe('`say("line 1")` is on [line 2](1).');
    expect(tricky?.message.text).toBe('`handlers\\[0](req)` and ``a`` and `b ([line 2](1)), so it is.');
    // What other plugins mean by a line is theirs to know.
    expect(other?.message.text).toBe('See (line 1), so what.');
    expect(other).not.toHaveProperty('relatedLocations');
  });

  it('has a fix for each fix and suggestion, in UTF-16 code units and the lines of git', () => {
    const source = BODILY.replaceAll('\n', '\r\n')
      .replace('// Gone.', '/* 😀\u2028 */')
      .replace('    .status', `/* 😀é */ .status`);
    const [found] = format([lint(source)]).results;
    expect(found?.locations[0]?.physicalLocation.region).toMatchObject({ startLine: 5, startColumn: 19 });
    expect(found?.fixes?.map(fix => apply(source, fix))).toEqual([
      source.replace(/\.json\(\{.*?\}\);/s, '.send();'),
      source.replace('204', '200'),
    ]);
    const [byOffset] = format([{ ...result(undefined, [{ fix: { range: [3, 5], text: '' } }]) }]).results;
    expect(byOffset?.fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([
      { deletedRegion: { charOffset: 3, charLength: 2 }, insertedContent: { text: '' } },
    ]);
  });

  it('does not count a byte order mark', () => {
    const [found] = format([
      lint(
        `\uFEFF${DENIED.replace(`app.delete('/users/:id', (req, res) => {\n  if (req.user.role !== 'admin') {\n    `, `app.delete('/', (req, res) => { if (req.user.role !== 'admin') { `)}`,
      ),
    ]).results;
    expect(found?.locations[0]?.physicalLocation.region).toMatchObject({ startLine: 1, startColumn: 85 - 1 });
    expect(format([lint('\uFEFFfoo();\n', { rules: { 'unicode-bom': 'error' } })]).results[0]).not.toHaveProperty(
      'fixes',
    );
  });

  it('describes the rules of others by their metadata, where there is any', () => {
    const { driver } = format(
      [result('a;\n', [{ ruleId: 'x/a' }, { ruleId: 'x/b', severity: 1 }, { ruleId: 'x/a' }])],
      { cwd: '/project', rulesMeta: { 'x/a': { docs: { description: 'Say a', url: 'https://example.com/a' } } } },
    ).tool;
    expect(driver.rules).toEqual([
      {
        id: 'x/a',
        shortDescription: { text: 'Say a' },
        fullDescription: { text: 'Say a' },
        help: { text: 'Say a\n\nhttps://example.com/a', markdown: `Say a\n\n[The rule's page](https://example.com/a)` },
        helpUri: 'https://example.com/a',
      },
      {
        id: 'x/b',
        shortDescription: { text: 'The rule x/b.' },
        fullDescription: { text: 'The rule x/b.' },
        help: { text: 'The rule x/b.', markdown: 'The rule x/b.' },
      },
    ]);
  });

  it('tells of syntax errors and unused directives as notifications of the run', () => {
    const {
      results,
      invocations: [invocation],
    } = format([
      lint('let = ;\n'),
      lint('// eslint-disable-next-line no-undef\na;\n'),
      result(undefined, [{ ruleId: null, fatal: true, message: 'Unreadable.', line: 0, column: 0 }], '/project/b.js'),
    ]);
    expect(results).toEqual([]);
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications).toMatchObject([
      { level: 'error', message: { text: expect.stringContaining('Parsing error') as string } },
      { message: { text: 'Unreadable.' } },
    ]);
    expect(invocation.toolExecutionNotifications[1]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'b.js', uriBaseId: '%SRCROOT%' },
    });
    expect(invocation.toolConfigurationNotifications).toMatchObject([
      { level: 'warning', message: { text: expect.stringContaining('Unused eslint-disable directive') as string } },
    ]);
    expect(format([lint(DENIED)]).invocations[0]).toEqual({
      executionSuccessful: true,
      toolExecutionNotifications: [],
      toolConfigurationNotifications: [],
    });
  });

  it('writes URIs, of Windows too', () => {
    const uris = (filePath: string, cwd: string): unknown[] => {
      const { results, originalUriBaseIds } = format([result('a;\n', [{}], filePath)], { cwd });
      return [results[0]?.locations[0]?.physicalLocation.artifactLocation, originalUriBaseIds['%SRCROOT%']?.uri];
    };
    expect(uris('/my project/a#b/é.js', '/my project')).toEqual([
      { uri: 'a%23b/%C3%A9.js', uriBaseId: '%SRCROOT%' },
      'file:///my%20project/',
    ]);
    expect(uris('C:\\my shop\\src\\a.js', 'C:\\my shop')).toEqual([
      { uri: 'src/a.js', uriBaseId: '%SRCROOT%' },
      'file:///C:/my%20shop/',
    ]);
    expect(uris('D:\\b\\a.js', 'C:\\shop')[0]).toEqual({ uri: 'file:///D:/b/a.js' });
    expect(uris('/elsewhere/a.js', '/project')[0]).toEqual({ uri: 'file:///elsewhere/a.js' });
    expect(uris('<text>', '/project')[0]).toEqual({ uri: '%3Ctext%3E', uriBaseId: '%SRCROOT%' });
  });

  it('is a log of nothing where nothing was found, or all was suppressed', () => {
    expect(format([]).results).toEqual([]);
    expect(
      format([
        lint(
          DENIED.replace(
            '    return',
            '    // eslint-disable-next-line status-code/prefer-403-for-denied-permission\n    return',
          ),
        ),
      ]).results,
    ).toEqual([]);
  });
});

it('the schema of these tests refuses what it must', () => {
  expect(
    validate({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'x' } }, results: [{ message: { text: 'x' }, lines: 1 }] }],
    }),
  ).toBe(false);
  expect(validate.errors?.map(({ dataPath }) => dataPath)).toContain('.runs[0].results[0]');
});
