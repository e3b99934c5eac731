export interface User {
  id: string;
  name: string;
  role: 'manager' | 'member';
}

export interface Room {
  id: string;
  name: string;
  seats: number;
}

export interface Booking {
  id: string;
  roomId: string;
  userId: string;
  start: string;
  end: string;
  status: 'open' | 'confirmed' | 'over';
}

export interface Store {
  sessions: Map<string, User>;
  rooms: Map<string, Room>;
  bookings: Map<string, Booking>;
  nextId: number;
}

/** Everything the booking office knows, in memory. */
export function createStore(): Store {
  const [grace, linus]: [User, User] = [{ id: '1', name: 'Grace', role: 'manager' }, { id: '2', name: 'Linus', role: 'member' }];
  return {
    sessions: new Map([['grace-token', grace], ['linus-token', linus]]),
    rooms: new Map([['attic', { id: 'attic', name: 'The attic', seats: 4 }]]),
    bookings: new Map([
      ['1', { id: '1', roomId: 'attic', userId: '2', start: '2030-05-01T09:00', end: '2030-05-01T10:00', status: 'open' }],
      ['2', { id: '2', roomId: 'attic', userId: '2', start: '2020-05-01T09:00', end: '2020-05-01T10:00', status: 'over' }],
    ]),
    nextId: 100,
  };
}

/** Tells the calendar of the house about a booking. */
export function pushToCalendar(booking: Booking): Promise<void> {
  return Promise.reject(Object.assign(new Error(`connect ECONNREFUSED, booking ${booking.id}`), { code: 'ECONNREFUSED' }));
}
