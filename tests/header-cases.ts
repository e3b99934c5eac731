/** The start of a file of Express. */
export const EXPRESS = "import express from 'express'; const app = express();";

/** The start of a file of Fastify. */
export const FASTIFY = "import Fastify from 'fastify'; const app = Fastify();";

/** A file with one Express route, its handler made of the given statements. */
export const express = (statements: string, on = 'get', path = '/things'): string =>
  `${EXPRESS} app.${on}('${path}', async (req, res, next) => { ${statements} });`;

/** A file with one Fastify route, its handler made of the given statements. */
export const fastify = (statements: string, on = 'get', path = '/things'): string =>
  `${FASTIFY} app.${on}('${path}', async (request, reply) => { ${statements} });`;

/** A typed controller whose route is elsewhere, made of the given statements. */
export function controller(framework: 'express' | 'fastify', statements: string): string {
  return framework === 'express'
    ? `import type { Request, Response } from 'express';\nexport async function handle(req: Request, res: Response) {\n  ${statements}\n}`
    : `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function handle(request: FastifyRequest, reply: FastifyReply) {\n  ${statements}\n}`;
}
