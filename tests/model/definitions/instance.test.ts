import { expect, it } from 'vitest';

import { InstanceReader } from '../../../src/model/definitions/instance.ts';
import { argumentsOf } from '../../../src/model/definitions/frame.ts';
import { inSight } from './sight.ts';

/** The values of `status` of the instance that is used. */
function status(main: string): string {
  const { definitions, used } = inSight({
    main,
    a: 'export class Base extends Error { constructor(status, message) { super(message); this.status = status; } }',
  });
  const { node, frame } = used();
  if (node.type !== 'NewExpression') throw new Error(node.type);
  const instance = { cls: definitions.locator.locate(node.callee, frame), args: argumentsOf(node, frame) };
  const values = definitions.instances.property(instance, 'status');
  return values
    ? `${values.values.map(({ value }) => String(value)).join(' ')}${values.isComplete ? '' : '+'}`
    : 'none';
}

it.each([
  ['class K { status = 404; } use(new K());', '404'],
  ['class K { get status() { return 404; } } use(new K());', '404'],
  ['class K { static status = 404; } use(new K());', 'none'],
  ['class K { constructor(code) { this.status = code; } } use(new K(404));', '404'],
  ['class K { constructor(code = 404) { this.status = code; } } use(new K());', '404'],
  ['class K { constructor({ code }) { this.status = code; } } use(new K({ code: 404 }));', '404'],
  ['class K { constructor(public status: number) {} } use(new K(404));', '404'],
  ['class K { constructor() { Object.assign(this, { status: 404 }); } } use(new K());', '404'],
  ['class K { constructor(more) { Object.assign(this, more); } } use(new K(x));', '+'],
  ['class K { constructor(a) { this.status = 500; if (a) this.status = 404; } } use(new K(1));', '500 404'],
  ['class K { constructor(a) { if (a) this.status = 404; } } use(new K(1));', '404+'],
  ['class K { constructor() { this.status = 500; this.status = 404; } } use(new K());', '404'],
  ["import { Base } from './a'; class K extends Base { constructor(m) { super(404, m); } } use(new K('x'));", '404'],
  ["import { Base } from './a'; class K extends Base {} use(new K(404));", '404'],
  ["import { Base } from './a'; class K extends Base { status = 410; } use(new K(404));", '410'],
  ['function K(code) { this.status = code; } use(new K(404));', '404'],
  ['class K {} use(new K());', 'none'],
  ['use(new K());', 'none'],
  ['class K extends K {} use(new K());', 'none'],
])('%s: %s', (main, values) => {
  expect(status(main)).toBe(values);
});

it('has the last base that is out of sight', () => {
  const { definitions, used, text } = inSight({
    main: 'class K extends HttpError { constructor() { super(404); } } use(new K());',
  });
  const { node, frame } = used();
  if (node.type !== 'NewExpression') throw new Error(node.type);
  const read = definitions.instances.read({
    cls: definitions.locator.locate(node.callee, frame),
    args: argumentsOf(node, frame),
  });
  expect(read?.base && text(read.base.callee)).toBe('HttpError');
  expect(read?.base?.args.list.map(text)).toEqual(['404']);
});

it('knows nothing before it is given an evaluator', () => {
  const { definitions, used } = inSight({ main: 'class K { status = 404; } use(new K());' });
  const { node, frame } = used();
  if (node.type !== 'NewExpression') throw new Error(node.type);
  const instance = { cls: definitions.locator.locate(node.callee, frame), args: argumentsOf(node, frame) };
  const reader = new InstanceReader(definitions.locator);
  expect(reader.property(instance, 'status')).toBe(null);
  reader.connect(definitions.evaluator);
  expect(reader.property(instance, 'status')?.values.map(({ value }) => value)).toEqual([404]);
});
