import { describe, expect, it } from 'vitest';

import { describeResponses, makeProject, type ReadOptions } from './read-project.ts';

const ADAPTER =
  'export const adapt = controller => async (req, res) => { const result = await controller.handle(req); res.status(result.statusCode).json(result.body); };';
const CONTROLLER =
  "export class Show { async handle(request) { const post = await this.posts.find(request.params.id); if (!post) return { statusCode: 404, body: { error: 'not found' } }; return { statusCode: 200, body: post }; } }";
const FOUND = ['return 404 at 404, no handler', 'return 200 at 200, no handler'];

function read(files: Record<string, string>, code = CONTROLLER, options?: ReadOptions): string[] {
  return describeResponses(makeProject(files).read('src/show.ts', code, options));
}

describe('results { statusCode, body }', () => {
  it.each([
    ['an adapter', ADAPTER],
    [
      'an adapter that takes the result apart',
      'export const adapt = controller => async (req, res) => { const { statusCode, body } = await controller.handle(req); res.code(statusCode).send(body); };',
    ],
    [
      'an adapter of several statements',
      'export const adapt = (controller: Controller) => async (req, res) => { const result: HttpResponse = await controller.handle(req); log(result);\nres.status(result.statusCode);\nres.json(result.body); };',
    ],
  ])('are responses where %s sends them', (_, adapter) => {
    expect(read({ 'src/adapt.ts': adapter })).toEqual(FOUND);
  });

  it('are responses where the adapter stands in the same file, and other files are not read', () => {
    expect(read({}, `${CONTROLLER} ${ADAPTER}`, { settings: { crossFile: false } }).slice(0, 2)).toEqual(FOUND);
  });

  it('are responses of functions that make them', () => {
    const helpers =
      'export const ok = data => ({ statusCode: 200, body: data }); export const noContent = () => ({ statusCode: 204 }); export function failed(status) { return { statusCode: status, body: {}, headers: {} }; }';
    expect(read({ 'src/adapt.ts': ADAPTER }, helpers)).toEqual([
      'return 200 at 200, no handler',
      'return 204 at 204, no handler',
      'return unknown, no handler',
    ]);
  });

  it('have the guards they stand under', () => {
    const model = makeProject({ 'src/adapt.ts': ADAPTER }).read('src/show.ts', CONTROLLER);
    expect(
      model?.responses.map(({ guards }) =>
        guards.map(({ test, holds }) => `${holds ? '' : 'not '}${model.file.text(test)}`),
      ),
    ).toEqual([['not post'], ['post']]);
  });

  it.each([
    ['nothing sends them', {}],
    [
      'what is sent is the answer of another server',
      {
        'src/proxy.ts':
          'export const proxy = async (req, res) => { const answer = await fetch(url); res.status(answer.statusCode).send(answer.body); };',
      },
    ],
    [
      'what is sent is an error',
      { 'src/errors.ts': 'export const handle = (err, req, res, next) => res.status(err.statusCode).json(err.body);' },
    ],
    ['the adapter is a test', { 'test/adapt.ts': ADAPTER }],
  ])("are nobody's where %s", (_, files) => {
    expect(read(files)).toEqual([]);
  });

  it('are content in a handler, and data where they have more', () => {
    expect(
      read(
        { 'src/adapt.ts': ADAPTER },
        "import fastify from 'fastify'; fastify().get('/x', async () => { return { statusCode: 404, body: {} }; });",
      ),
    ).toEqual(['return 200 at { statusCode: 404, body: {} }']);
    expect(
      read({ 'src/adapt.ts': ADAPTER }, 'export const f = () => ({ statusCode: 404, body: {}, path: "/x" });'),
    ).toEqual([]);
  });
});
