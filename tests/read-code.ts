import type { TSESTree } from '@typescript-eslint/utils';

import { parseBundled } from '../src/parsing/bundled-parser.ts';
import type { File, SourceCode } from '../src/model/definitions/file.ts';
import { getModel } from '../src/model/get-model.ts';
import type { HandlerResponses, Response } from '../src/model/responses/response.ts';
import type { Model } from '../src/model/model.ts';
import { parseModule, type Parser } from '../src/project/parse-module.ts';
import { descendants } from '../src/syntax/descendants.ts';

/** The parser of the command: a twentieth of the time that it takes to load TypeScript's own. */
const parser: Parser = {
  parseForESLint: (text, { sourceType }: { sourceType?: string }) =>
    parseBundled(text, { language: 'ts', sourceType: sourceType === 'module' ? 'module' : 'commonjs' }),
};

/** Parses a file as the plugin parses those beside the one that is linted. */
export function parseCode(text: string, filename = 'app.ts'): SourceCode {
  const parsed = parseModule(text, filename, { parser, parserOptions: {}, ecmaVersion: 'latest', visitorKeys: {} });
  if (!parsed) throw new Error(`This does not parse: ${text}`);
  return { ...parsed, parserServices: {} } as unknown as SourceCode;
}

/** Makes the model of a file by itself, no other file being read. */
export function readCode(text: string, filename = 'app.ts'): Model {
  const model = getModel(parseCode(text, filename), filename);
  if (!model) throw new Error(`No trace of a handler: ${text}`);
  return model;
}

/** The start of a file of each framework. */
export const EXPRESS = "import express from 'express';\nconst app = express();\n";
export const FASTIFY = "import Fastify from 'fastify';\nconst app = Fastify();\n";

/** How a handler is registered. */
export interface Route {
  /** `PUT /things/:id` */
  readonly on?: string;
  readonly name?: string;
  /** What stands above the route. */
  readonly head?: string;
}

/** An Express file with one route, whose handler has this body. */
export function express(body: string, { on = 'PUT /things/:id', name = '', head = '' }: Route = {}): string {
  const [method = '', path = ''] = on.split(' ');
  return `${EXPRESS}${head}\napp.${method.toLowerCase()}('${path}', async function ${name}(req, res, next) {\n${body}\n});`;
}

/** A Fastify file with one route, whose handler has this body. */
export function fastify(body: string, { on = 'PUT /things/:id', name = '', head = '' }: Route = {}): string {
  const [method = '', path = ''] = on.split(' ');
  return `${FASTIFY}${head}\napp.${method.toLowerCase()}('${path}', async function ${name}(request, reply) {\n${body}\n});`;
}

/** What there is of something that the test knows to be there. */
export function present<T>(value: T | null | undefined): T {
  if (value == null) throw new Error('There is none.');
  return value;
}

/** The last response of a file. */
export function lastResponse(model: Model): Response {
  return present(model.responses.at(-1));
}

/** The last handler of a file. */
export function lastHandler(model: Model): HandlerResponses {
  return present(model.handlers.at(-1));
}

/** The outermost node of a file with this text, a statement with its semicolon; of several the last. */
export function nodeOf(file: File, text: string): TSESTree.Node {
  const { ast, visitorKeys } = file.sourceCode;
  const all = [...descendants(ast, visitorKeys)].filter(node => file.text(node) === text);
  const last = Math.max(...all.map(({ range }) => range[0]));
  return present(all.find(({ range }) => range[0] === last));
}
