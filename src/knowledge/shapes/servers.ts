import { anyCase, either, folded, spelled } from './vocabulary.ts';

/** What another server says of the client, by the address or the call. */
export const JUDGES_CLIENT = folded(
  '*auth*',
  '*token*',
  '*verify*',
  '*captcha*',
  '*login*',
  '*session*',
  '*introspect*',
  '*userinfo*',
  '*jwks*',
  '*credential*',
  '*passw*',
  '*pay*',
  '*charge*',
  '*stripe*',
  '*invoice*',
  '*otp*',
  '*signature*',
);

/** Functions of HTTP clients that make a client. */
export const MAKES_CLIENT = spelled('{axios,got,ky,ofetch}.{create,extend,instance}');

/** Calls and constructors of clients and connections, and of what tries them. */
export const CONNECTS = spelled(
  'create{Connection,Pool,Client,Transport}*',
  'connect*',
  'test{Connection,Credentials,Settings}*',
  'checkConnection',
  'ping',
  '{,Mongo}Client',
  'Pool',
  'Sequelize',
  'Redis',
  'DataSource',
  'Connection',
  'knex',
);

/** Upload and body parsers: multer, formidable, busboy, multiparty, raw-body, body-parser. */
export const UPLOADS = folded(
  '*parser',
  '*upload*',
  '*multer*',
  '*formidable*',
  '*busboy*',
  '*multiparty*',
  '*multipart*',
  'form',
  'form(*',
  '*rawbody*',
  '*bodyparser*',
  'parse{form,body,multipart}*',
);

/** Methods of a request that parse its body. Source: @fastify/multipart index.js. */
export const REQUEST_PARSERS = spelled('file', 'files', 'parts', 'saveRequestFiles', 'multipart', 'formData');

/** Flags by which a server refuses to serve for a while: maintenance, overload, a shutdown under way. */
export const OFF_DUTY = either(
  folded(
    'maintenance*',
    '*{is,in,under}maintenance*',
    '*maintenance{,_mode,_enabled,_on,_window}',
    '{,is,server}_{overload{,ed},too_busy,shutting_down,draining,terminating}',
  ),
  anyCase('*_maintenance*'),
);

/** Such flags as questions. */
export const ASKS_STATE = folded('is*', 'in*');

/** Calls that ask whether a server has more to do than it can. Sources: toobusy-js, @fastify/under-pressure. */
export const OVERLOAD_CHECK = spelled('toobusy', 'tooBusy', 'isUnderPressure', 'isOverloaded');
export const OVERLOAD_PACKAGE = spelled('toobusy{,-js}');

/** Last words of the paths of health checks, and what their functions are called. */
export const HEALTH = spelled('health{,z,check}', 'read{y,yz,iness}', 'live{,z,ness}');
export const HEALTH_CHECK = folded('{,get,check,handle}_{health,readiness,liveness,ready}_{,check,z,handler,probe}');

/** Words by which a health check says that something is down, or up; `degraded` still serves. */
export const DOWN = folded(
  'down',
  'unhealthy',
  'error',
  'fail{,ed,ing,ure}',
  'unavailable',
  'not{_, }{ready,ok,healthy,alive,connected}',
  'disconnected',
  'dead',
  'offline',
  'critical',
  'ko',
);
export const UP = folded(
  'up',
  'ok',
  'okay',
  'healthy',
  'pass',
  'alive',
  'ready',
  'degraded',
  'warn{,ing}',
  'success',
  'partial',
);

/** The package of chains that check a part of the request each. */
export const EXPRESS_VALIDATOR = spelled('express-validator', 'express-validator/*');
