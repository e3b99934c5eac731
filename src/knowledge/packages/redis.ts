import type { PackageModel } from '../package-model.ts';
import { NODE_STYLE } from './node-style.ts';

/** What the calls of Redis' clients mean, in the spelling of either. */
export const redis: PackageModel = {
  package: ['redis', 'ioredis', '@redis/client', '@upstash/redis', '@vercel/kv', 'valkey', 'iovalkey'],
  setup: "import redis, { createClient } from 'redis';\nconst cache = await createClient({ url }).connect();",
  types: {
    'Redis()': [
      '{createClient,createCluster,createSentinel,Cluster,RedisClientType,RedisClient,RedisCluster}()',
      'Redis().{duplicate,connect,multi,pipeline,client}()',
      'Redis.fromEnv()',
      'kv',
      '()',
    ],
  },
  calls: [
    { path: '{createClient,createCluster,Redis,Cluster,}', gives: 'handle', example: 'redis.%(config);' },
    {
      path: 'Redis().{get,getdel,getDel,getEx,hget,hGet,lpop,lPop,rpop,rPop,lindex,lIndex,spop,sPop}',
      gives: 'record',
      of: '0',
      callback: NODE_STYLE,
      example: 'await cache.%(key);',
    },
    {
      path: 'Redis().{mget,mGet,hgetall,hGetAll,hvals,hVals,lrange,lRange,smembers,sMembers,zrange,zRange,keys,scan}',
      gives: 'records',
      of: '0',
      callback: NODE_STYLE,
      example: 'await cache.%(key);',
    },
    {
      path: 'Redis().{exists,hexists,hExists,sismember,sIsMember}',
      gives: 'existence',
      of: '0',
      callback: NODE_STYLE,
      example: 'await cache.%(key);',
    },
    {
      path: 'Redis().{incr,incrby,incrBy,decr,decrby,decrBy,hincrby,hIncrBy,ttl,pttl,llen,lLen,scard,sCard,zcard,zCard,dbsize,dbSize}',
      gives: 'count',
      of: '0',
      callback: NODE_STYLE,
      example: 'await cache.%(key);',
    },
    {
      path: 'Redis().{set,setex,setEx,setnx,setNX,mset,mSet,hset,hSet,hmset,lpush,lPush,rpush,rPush,sadd,sAdd,zadd,zAdd,append,expire,persist,rename}',
      gives: 'nothing',
      of: '0',
      does: ['changes'],
      callback: NODE_STYLE,
      example: 'await cache.%(key, value);',
    },
    {
      path: 'Redis().{del,unlink,hdel,hDel,srem,sRem,zrem,zRem,lrem,lRem,flushall,flushAll,flushdb,flushDb}',
      gives: 'count',
      of: '0',
      does: ['deletes'],
      callback: NODE_STYLE,
      example: 'await cache.%(key);',
    },
    {
      path: 'Redis().{publish,subscribe,ping,quit,disconnect,on,connect,multi,exec,expireat,expireAt}',
      gives: 'nothing',
      example: 'await cache.%(given);',
    },
  ],
  errors: {
    MaxRetriesPerRequestError: { as: 'store-unavailable' },
    ClientOfflineError: { as: 'store-unavailable' },
    ClientClosedError: { as: 'store-unavailable' },
    ConnectionTimeoutError: { as: 'store-timed-out' },
    ReplyError: { as: 'store-failed' },
    NR_CLOSED: { as: 'store-unavailable', in: 'code' },
  },
  otherwise: 'store',
  source: [
    '@redis/client: dist/lib/commands/',
    '@redis/client: dist/lib/errors.d.ts',
    'ioredis: built/utils/RedisCommander.d.ts',
    'ioredis: built/errors/',
  ],
};

/** The plugin that keeps a client at the server. */
export const fastifyRedis: PackageModel = {
  package: ['@fastify/redis', 'fastify-redis'],
  setup: '',
  calls: [],
  adds: { 'server.redis': { source: 'ioredis', path: 'Redis()' } },
  otherwise: 'store',
  source: ['index.js'],
};

/** The plugins that keep other stores at the server. */
export const fastifyStores: readonly PackageModel[] = [
  {
    package: ['@fastify/mongodb', 'fastify-mongodb'],
    setup: '',
    calls: [],
    adds: {
      'server.mongo.db': { source: 'mongodb', path: 'Db()' },
      'server.mongo.client': { source: 'mongodb', path: 'MongoClient()' },
      'server.mongo.ObjectId': { source: 'mongodb', path: 'ObjectId' },
    },
    otherwise: 'store',
    source: ['index.js'],
  },
  {
    package: ['@fastify/mysql', 'fastify-mysql'],
    setup: '',
    calls: [],
    adds: { 'server.mysql': { source: 'mysql2', path: 'Pool()' } },
    otherwise: 'store',
    source: ['index.js'],
  },
];
