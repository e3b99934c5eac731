/**
 * The names for one half of the list. The rule by which they were named, written before any of them was looked at: what its author knew,
 * from memory and not from a look at its code, as a server, a tool with a server inside, a middleware or a plugin that answers requests by
 * itself, and whose npm package was believed to hold readable source. They stand by kind, and are tried in turns, the first of each kind, then
 * the second, until enough have passed the rule of admission.mjs; what has been refused stays in candidates.tsv, with the reason.
 */
export const NAMED = {
  servers: [
    'ghost',
    '@node-red/editor-api',
    'apostrophe',
    'solid-server',
    'verdaccio',
    'parse-server',
    'ep_etherpad-lite',
    'mongo-express',
    'json-server',
    'meshcentral',
    'directus',
    'sails',
    'hubot',
    'swagger-stats',
    'parse-dashboard',
  ],
  middlewares: [
    'multer',
    'express-openid-connect',
    'express-oauth-server',
    'express-fileupload',
    'express-jwt',
    'serve-index',
    'passport',
    'express-basic-auth',
    'express-rate-limit',
    '@okta/oidc-middleware',
    'express-session',
    'connect-busboy',
  ],
  gateways: [
    'express-gateway',
    'express-pouchdb',
    'strong-remoting',
    'express-http-proxy',
    'express-restify-mongoose',
    'apollo-server-express',
    '@feathersjs/express',
    '@jsreport/jsreport-express',
    'express-openapi-validator',
    'stremio-addon-sdk',
    'unleash-server',
    'agendash',
  ],
  plugins: [
    '@fastify/static',
    '@fastify/jwt',
    '@fastify/rate-limit',
    '@fastify/oauth2',
    '@fastify/multipart',
    '@fastify/reply-from',
    '@fastify/bearer-auth',
    '@fastify/under-pressure',
    'mercurius',
    'fastify-cli',
    '@platformatic/sql-openapi',
    '@fastify/csrf-protection',
    '@fastify/auth',
    '@fastify/swagger-ui',
    'fastify-openapi-glue',
    '@fastify/passport',
  ],
};

/** The names in the order in which they are tried. */
export function namesInOrder() {
  const kinds = Object.values(NAMED);
  const longest = Math.max(...kinds.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => kinds.flatMap(names => names.slice(index, index + 1))).flat();
}
