import type { FastifyPluginAsync } from 'fastify';

import { authenticate } from './auth.ts';
import { pushToCalendar, type Booking, type Store } from './store.ts';

interface ById {
  Params: { id: string };
}

interface NewBooking {
  Body: { roomId: string; start: string; end: string };
}

const newBooking = {
  body: {
    type: 'object',
    required: ['roomId', 'start', 'end'],
    properties: { roomId: { type: 'string' }, start: { type: 'string' }, end: { type: 'string' } },
  },
};

export const bookingRoutes: FastifyPluginAsync<{ store: Store }> = async (app, { store }) => {
  app.get('/', async (request, reply) => {
    const user = store.sessions.get(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    if (!user) {
      return reply.redirect('https://login.example.com/?next=/bookings', 401);
    }
    return [...store.bookings.values()].filter(booking => booking.userId === user.id);
  });

  app.post<NewBooking>('/', { schema: newBooking, preHandler: authenticate(store) }, async (request, reply) => {
    const { roomId, start, end } = request.body;
    if (end <= start) {
      return reply.code(400).send({ error: 'A booking must end after it starts' });
    }
    if (!store.rooms.has(roomId)) {
      return reply.code(422).send({ error: 'There is no such room' });
    }
    if ([...store.bookings.values()].some(other => other.roomId === roomId && other.start < end && start < other.end)) {
      return { success: false, error: 'The room is not free at that time' };
    }
    const booking: Booking = { id: String(store.nextId++), userId: request.user!.id, roomId, start, end, status: 'open' };
    store.bookings.set(booking.id, booking);
    return reply.code(201).send(booking);
  });

  app.get<ById>('/:id', { preHandler: authenticate(store) }, async (request, reply) => {
    const booking = store.bookings.get(request.params.id);
    if (!booking) {
      return reply.code(200).send({ statusCode: 404, message: 'There is no such booking' });
    }
    return booking;
  });

  app.delete<ById>('/:id', { preHandler: authenticate(store) }, async (request, reply) => {
    const booking = store.bookings.get(request.params.id);
    if (booking?.status === 'over') {
      return reply.code(409);
    }
    store.bookings.delete(request.params.id);
    return reply.code(204).send();
  });

  app.post<ById>('/:id/confirm', { preHandler: authenticate(store) }, (request, reply) => {
    const booking = store.bookings.get(request.params.id);
    if (!booking) {
      return reply.code(404).send({ error: 'There is no such booking' });
    }
    booking.status = 'confirmed';
    reply.send({ message: 'A confirmation is on its way' });
    reply.code(202);
  });

  app.post<ById>('/:id/calendar', { preHandler: authenticate(store) }, async (request, reply) => {
    const booking = store.bookings.get(request.params.id);
    if (!booking) {
      return reply.code(404).send({ error: 'There is no such booking' });
    }
    try {
      await pushToCalendar(booking);
      return { message: 'It is in the calendar' };
    } catch (error: any) {
      return reply.code(parseInt(error.code, 10)).send({ error: 'The calendar did not take it' });
    }
  });
};
