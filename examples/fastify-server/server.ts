import fastify from 'fastify';

import { build } from './app.ts';

await build(fastify).listen({ port: Number(process.env.PORT ?? 3000) });
