import type { default as Fastify, FastifyInstance, FastifyServerOptions } from 'fastify';

import { bookingRoutes } from './bookings.ts';
import { roomRoutes } from './rooms.ts';
import { createStore } from './store.ts';

/** Builds the booking API with the Fastify it is given. */
export function build(fastify: typeof Fastify, options: FastifyServerOptions = { logger: true }): FastifyInstance {
  const app = fastify(options);
  const store = createStore();

  app.decorateRequest('user', null);

  app.setErrorHandler((error, request, reply) => {
    request.log.error(error);
    reply.send({ error: 'Something went wrong, please try again later' });
  });

  app.get('/floor-plan', async (request, reply) => {
    return reply.code(303).send({ see: '/rooms' });
  });

  app.register(roomRoutes, { prefix: '/rooms', store });
  app.register(bookingRoutes, { prefix: '/bookings', store });

  return app;
}
