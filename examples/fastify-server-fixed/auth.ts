import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Store, User } from './store.ts';

declare module 'fastify' {
  interface FastifyRequest {
    user: User | null;
  }
}

/** Finds out who is calling, by the bearer token of the request. */
export function authenticate(store: Store) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    request.user = store.sessions.get(token ?? '') ?? null;
    if (!request.user) {
      return reply.code(401).header('WWW-Authenticate', 'Bearer').send({ error: 'Please sign in' });
    }
  };
}

/** Lets only managers through; comes after `authenticate`. */
export async function requireManager(request: FastifyRequest, reply: FastifyReply) {
  if (request.user!.role !== 'manager') {
    return reply.code(403).send({ error: 'Only managers may do this' });
  }
}
