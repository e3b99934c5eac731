import { except, folded, spelled } from './vocabulary.ts';

/** Functions that log a caller in. */
export const LOGIN = folded(
  '{,post,handle,user,admin,do,local,api,student,teacher,customer,seller,vendor}_{log_in,sign_in,authenticate,auth}{,_{user,admin,handler,controller,post,customer,student,with*,account,local,member}}',
);

/** Paths that log a caller in. */
export const LOGIN_PATH = folded(
  '{log_in,sign_in,authenticate,auth,session{,s},token{,s}}{,/}',
  '*/{log_in,sign_in,authenticate,auth,session{,s},token{,s}}{,/}',
);

/** Functions that make an account or another record. */
export const CREATE = except(
  folded('{,handle,post,admin,user,do}_{create,register,sign_up,add,insert,new,store,save,make}*'),
  folded('*{metric,event,view,click,hit}{,s}', '*{telemetry,usage}'),
);

/** Paths that make an account. */
export const REGISTER_PATH = folded(
  '{register,sign_up,registration,create*,add*,new}{,/}',
  '*/{register,sign_up,registration,create*,add*,new}{,/}',
);

/** Functions that change a record. */
export const UPDATE = folded(
  '{,handle,put,patch,admin}_{update,edit,change,modify,set,patch,rename,put,toggle,reset}*',
);

/** Words of names and paths that do something else than make a resource, though by POST: logins, searches, toggles, likes, uploads, messages, actions. */
export const ACTION = spelled(
  '{log,sign}{in,out,on}',
  'auth',
  'oauth',
  'authenticate',
  'refresh',
  'session{,s}',
  'token{,s}',
  'otp',
  'verify',
  'verification',
  'search',
  'filter',
  'query',
  'toggle',
  '{,un}{like{,s},follow,subscribe}',
  'send',
  'resend',
  'upload{,s}',
  'image{,s}',
  'file{,s}',
  'photo{,s}',
  'avatar{,s}',
  'media',
  'import',
  'export',
  'check',
  'validate',
  'test',
  'preview',
  'reset',
  'forgot',
  'confirm',
  'cancel',
  'approve',
  'reject',
  'accept',
  'decline',
  'release',
  'refund',
  'withdraw',
  'redeem',
  'process',
  'calculate',
  'sync',
  'run',
  'execute',
  'start',
  'stop',
  'restart',
  'webhook{,s}',
  'callback',
  'pay',
  'checkout',
  'cart{,s}',
  'basket',
  'track',
  'vote{,s}',
  'rate',
  'mark',
  'read',
  '{,un}assign',
  'enable',
  'disable',
  'join',
  'leave',
  'message{,s}',
  'chat',
  'notify',
  'sms',
  'bookmark{,s}',
  'favo{,u}rite{,s}',
  'wishlist',
  'reaction{,s}',
  'upsert',
  'seed',
  'bulk',
  'batch',
  'ping',
  'invite',
  'share',
  'block',
  'ban',
  'pin',
  'archive',
  'publish',
  'move',
  'merge',
  'graphql',
  'rpc',
);

/** Words for what refuses, ends or takes back something that is there, so that it makes nothing. */
export const REFUSAL = spelled(
  'reject',
  'decline',
  'deny',
  'refuse',
  'cancel',
  'dismiss',
  'revoke',
  'deactivate',
  'disable',
  'unlike',
  'unfollow',
  'unsubscribe',
  'unblock',
  'leave',
);

/** Functions and paths that log a caller out. */
export const LOGOUT = folded('{,handle,user,admin}_{log,sign}_out*', '*/{log,sign}_out{,/}');

/** Verbs of names and paths that say a record is made. */
export const MAKES = spelled('create', 'register', 'registration', 'signup', 'insert', 'add', 'new');

/** Verbs of two words, by the first: `sign up`, `log in`. */
export const PHRASAL: Readonly<Record<string, readonly string[]>> = {
  sign: ['up', 'in', 'out'],
  log: ['in', 'out'],
};

/** Words for a registration, which makes an account wherever its function stands. */
export const REGISTRATION = spelled('register', 'signup');

/** Names of handlers that read, where no route says the method. */
export const READS = folded('{,handle}_{get,list,find,fetch,show,read,index,view,load,retrieve}*');

/** Names of handlers that delete. */
export const DELETES = folded('{,handle,admin,user}_{delete,remove,destroy,del}*');

/** Names of handlers that change what is there. */
export const UPDATES = folded('{,handle,admin,user}_{update,edit,modify,change}*');

/** Names of handlers that make a record or change one. */
export const UPSERTS = folded('*upsert*', '*orupdate*', '*orcreate*', '*createif*', '*saveor*');

/** Names of handlers that make something, be it a part of what is there: a key of a user, a proof of a milestone. */
export const MAKES_PART = folded('{,handle}_{generate,issue,submit,apply,book,place,open}*');

/** Words for a hook. */
export const HOOK = spelled('{,web}hook{,s}');

/** Paths whose resource is hooks. */
export const HOOKS_PATH = folded('{,web}hook{,s}{,/}', '*/{,web}hook{,s}{,/}');

/** Functions that make a hook. */
export const MAKES_HOOK = folded('{create,add,register,new}*hook');

/** Names and paths that remove or put away what is there. */
export const REMOVES = folded('{delete,remove,destroy,archive,disable}*');
export const REMOVES_PATH = folded('*/{delete,remove,destroy}{,/}');

/** Fields of a body that say what is to be done. */
export const DEED_FIELD = folded('__{action,op,operation,command,cmd,method}');
