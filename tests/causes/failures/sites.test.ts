import { expect, it } from 'vitest';

import { toldFrom, type SiteInFrame } from '../../../src/causes/failures/sites.ts';
import { frameOf } from '../../../src/model/definitions/frame.ts';
import { express, nodeOf, readCode } from '../../read-code.ts';
import { evidenceOf } from './made-evidence.ts';

const app = readCode(express('show(await boats.find(1)); if (!one) throw new Gone();'), '/fleet/app.js').file;
const boats = readCode(express('\n\nif (!boat) throw new Gone(); load(2);'), '/fleet/boats.js').file;

/** The site at the last node with this text of a file. */
const at = (file: typeof app, text: string): SiteInFrame => ({
  site: { node: nodeOf(file, text), fn: null, guards: [] },
  frame: frameOf(file),
});

const evidenceAt = (file: typeof app, text: string) =>
  evidenceOf('not-found', { node: nodeOf(file, text), reads: '`boat` was not found in this guard', isProven: true });

it('what is thrown where it is caught keeps its place', () => {
  const evidence = evidenceAt(app, '!one');
  const { way, ...told } = toldFrom(evidence, [at(app, 'throw new Gone();')], 0, 'throws `Gone`');
  expect(told).toEqual({
    ...evidence,
    isProven: false,
    reads: 'the code before throws `Gone` where `boat` was not found',
  });
  expect(way?.map(({ node }) => app.text(node))).toEqual(['!one', 'throw new Gone();']);
});

it('what another file throws is told at the call, with its file and line', () => {
  const evidence = evidenceAt(boats, '!boat');
  const told = toldFrom(evidence, [at(boats, 'throw new Gone();'), at(app, 'boats.find(1)')], 0, 'throws `Gone`');
  expect(told).toMatchObject({
    cause: 'not-found',
    isStrong: true,
    isProven: false,
    node: nodeOf(app, 'boats.find(1)'),
    reads: `\`find\` throws \`Gone\` where \`boat\` was not found (boats.js:${evidence.node.loc.start.line})`,
    origin: { file: boats, node: evidence.node },
  });
});

it('what another function of the same file throws is told with its line', () => {
  const evidence = evidenceAt(app, '!one');
  const told = toldFrom(evidence, [at(app, 'throw new Gone();'), at(app, 'boats.find(1)')], 0, 'throws an error');
  expect(told.reads).toBe(
    `\`find\` throws an error where \`boat\` was not found (line ${evidence.node.loc.start.line})`,
  );
});

it('of several calls the outermost is told, and the place that says why', () => {
  const evidence = evidenceAt(boats, 'load(2)');
  const sites = [at(boats, 'throw new Gone();'), at(boats, 'load(2)'), at(app, 'show(await boats.find(1))')];
  const told = toldFrom(evidence, sites, 1, 'throws `Gone`');
  expect(told.reads).toMatch(/^`show` throws `Gone` where /);
  expect(told).toMatchObject({
    node: nodeOf(app, 'show(await boats.find(1))'),
    origin: { file: boats, node: evidence.node },
  });
});

it('nothing is changed of what comes from no site', () => {
  const evidence = evidenceAt(app, '!one');
  expect(toldFrom(evidence, [], 0, 'throws')).toBe(evidence);
});
