import { either, except, folded, spelled, worded } from './vocabulary.ts';

/** Calls that write to a store. */
export const WRITE = spelled(
  '{create,insert,save,persist,upsert,update,patch,delete,remove,destroy,register}*',
  'add{,+}',
  'store',
  'findByIdAnd{Update,Delete,Remove}',
  'findOneAnd{Update,Delete}',
  'bulk{Create,Write}',
  'increment',
  'decrement',
  'softDelete',
);

/** Writes that are one only where something else says so: `events.add(listener)`, `app.register(plugin)`. */
export const MAY_WRITE = spelled('add', 'register');

/** What makes objects and stores none here: `EventFactory.create(…)`, `Object.create(null)`, `CreateUserDto.create(body)`, and what another server makes, `razorpay.orders.create(…)`. */
export const MADE_IN_MEMORY = either(
  spelled(
    '*{Factory,Builder,axios,Emitter,D{T,t}{O,o},Entity,ValueObject,VO,Command,Mapper,Validator,Schema}.create',
    'Object.create',
  ),
  folded('*{razorpay,stripe,paypal,braintree,mollie,openai,anthropic,twilio}*.{,*.}{,*.}create'),
);

/** Things that are made without being stored: hashes, tokens, clients; and sessions, links and intents, which are no resource of the API. */
export const MADE_ONLY = spelled(
  'create*{Hash,Hmac,Transport,Token{,s},Session{,s},Stream,Client,Connection,Server,Logger,Query,Runner,Error,Url,URL}',
  'create*{Link,Intent,Signature,Cookie,Context,Instance,Builder,Element,Interface,Response,Request,Message,Index{,es}}',
  'create*Cipher*',
);

/** Calls that make a new record. */
export const CREATING = either(
  folded('create*', 'insert*', 'sign_up*', 'bulkcreate*', 'store'),
  except(
    folded('register*'),
    folded('*{metric,event,click,view,visit,hit,handler,listener,plugin,callback}{,s}', '*usage'),
  ),
);

/** Calls that make one where the handler says that it creates: by themselves they may add to what is there. */
export const ADDING = spelled('{add,save,put,persist,new}{,+}');

/** Calls that make one by one verb and a noun, as handlers have them further down. */
export const CREATES_AFTER = except(
  spelled('{create,insert,insertOne,register,signUp,signup}{,+}'),
  spelled('create{Hash,Hmac,Transport,Token,Session}*'),
);

/** Calls that may make a record or change one. */
export const UPSERTING = folded('*upsert*', '*orcreate*', '*orupdate*', '*replaceone*', '*putitem*', '*merge');

/** Calls that change or remove what is there, and make nothing unless asked to. */
export const CHANGING = either(
  spelled('{update,findByIdAnd,findOneAnd,patch,delete,remove,destroy,softDelete,increment,decrement}*'),
  except(spelled('set+'), spelled('set{Header,Cookie,Timeout,Interval,Immediate,Encoding,Charset}*')),
);

/** Calls that change a record by its name or id. */
export const CHANGES_RECORD = folded('*update*', '*delete*', '*remove*', '*destroy*');

/** Writes of MongoDB that give an object of counts back, which is there whatever was found. Source: mongodb, lib/collection.d.ts, UpdateResult and DeleteResult. */
export const GIVES_RESULT = spelled('{update,delete}{One,Many}', 'replaceOne', 'insertMany', 'bulkWrite');

/** Calls that write the fields of a record. */
export const WRITES_FIELDS = spelled('{update,findByIdAndUpdate,findOneAndUpdate,save,set,patch}*');

/** Calls that keep something under a name that may be there already. */
export const PUTTING = folded('put*', 'save*', 'persist*');
export const PUTTING_BACK = either(PUTTING, folded('store*'));

/** Names of use cases that make a record. */
export const USE_CASE = folded('*create*', '*register*', '*sign_up*', '*insert*');

/** The one method of a use case. */
export const USE_CASE_METHOD = spelled('execute', 'run', 'handle', 'invoke', 'perform', 'call', 'exec');

/** What classes of use cases end with. */
export const USE_CASE_ENDS: readonly string[] = [
  'UseCase',
  'Usecase',
  'Service',
  'Handler',
  'Command',
  'Interactor',
  'Controller',
  'Action',
  'Mutation',
];

/** Calls that begin what is finished by a later request: a registration that waits for its confirmation. */
export const BEGINNING = folded('begin*', 'start*', 'init*', 'request*', 'prepare*', 'confirm*');

/** Calls that may make something, though not what their handler is for: `await seedDatabase()`. */
export const MAKING = spelled('{seed,populate,make,generate}{,+,_*}');

/** Calls that keep nothing: checks, hashes, mail, logs. */
export const KEEPS_NOTHING = folded(
  '*{hash,compare,salt,valid,check,verify,mail,send,log,notify,emit,publish,parse,token,cookie,find,get,fetch,load}*',
  '*{json,render,redirect,exist,count,header,next}*',
  '*{sign,transaction,then,catch}',
  'status',
);

/** Messages that tell a queue to make a record: `ask(Queue.Users, UsersOperation.Register, body)`. */
export const SAYS_CREATE = either(
  folded('register', 'sign_up', 'create'),
  spelled('{REGISTER,SIGNUP,SIGN_UP,CREATE,register,signup,sign_up,create}_*'),
);

/** Callees that register somebody. */
export const REGISTERS = either(folded('*regist*', '*sign_up*'), worded('reg'));

/** Rows that are written beside what a request is for: logs, audits, telemetry. */
export const BESIDE = spelled(
  'log{,s,ging,ger}',
  'audit{,s,ing}',
  'history',
  'histories',
  'telemetry',
  'metric{,s}',
  'analytics',
  'trace{,s}',
  'tracking',
);

/** Ends of query builders that let a row be there already: knex, typeorm, drizzle, kysely. */
export const EASES = spelled(
  'onConflict*',
  'orIgnore',
  'orUpdate',
  'ignore',
  'merge',
  'doNothing',
  'doUpdateSet',
  'onDuplicateKeyUpdate',
);

/** Operators of mongo that make a part of a record. */
export const PUSHES = spelled('$push', '$addToSet');

/** Methods that make a part of a record before it is saved. */
export const MAKES_PART_OF_RECORD = spelled('push', 'unshift', 'addToSet', 'create');

/** Methods on what a call promises, or that run what it built. */
export const SETTLES = spelled('then', 'catch', 'exec', 'returning');

/** Methods by which models validate and save themselves: mongoose, Sequelize. */
export const SAVES_MODEL = spelled('create', 'insertMany', 'bulkCreate', 'validate');

/** What a call that does not throw gives where it made nothing. */
export const FAILURE_GIVEN = folded('err', 'error{,s}', 'reason', 'failure');

/** Ways to send a file for the client to keep. */
export const SENDS_FILE = spelled('download', 'sendFile', 'attachment');

/** Media types of what is read, and not kept. */
export const READ_MEDIA = spelled('*json*', '*html*', '*xml*', '*text/plain*', 'text', '*form*');

/** Calls that end an upload of several parts. */
export const COMPLETES_UPLOAD = folded('{complete,finish,finalise,finalize,assemble}*upload');
