import type { FastifyPluginAsync } from 'fastify';

import { authenticate, requireManager } from './auth.ts';
import type { Store } from './store.ts';

interface ById {
  Params: { id: string };
}

export const roomRoutes: FastifyPluginAsync<{ store: Store }> = async (app, { store }) => {
  app.get('/', async () => [...store.rooms.values()]);

  app.get<ById>('/:id', (request, reply) => {
    const room = store.rooms.get(request.params.id);
    if (!room) {
      reply.code(404).send({ error: 'There is no such room' });
    }
    reply.send({ room, bookings: [...store.bookings.values()].filter(booking => booking.roomId === request.params.id) });
  });

  app.get<ById>('/:id/plan', async (request, reply) => {
    const room = store.rooms.get(request.params.id);
    if (!room) {
      return reply.send(404);
    }
    return { seats: Array.from({ length: room.seats }, (_, seat) => seat + 1) };
  });

  app.delete<ById>('/:id', { preHandler: [authenticate(store), requireManager] }, async (request, reply) => {
    store.rooms.delete(request.params.id);
    return reply.code(204).send({ removed: request.params.id });
  });
};
