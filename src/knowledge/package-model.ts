import type { Finding } from './finding.ts';

/** Where something stands in a call: an argument by its place (`0`, `last`), a member of it (`0.where`), or what the call is made on. */
export type Slot = string;

/** What a value is, in the words of provenance. */
export type Gives =
  /** One record, or null or undefined where there is none. */
  | 'record'
  /** One record, always: where there is none it fails, or one is made. */
  | 'sure-record'
  /** A list of records, empty where there are none. */
  | 'records'
  /** How many records there are, or were changed. */
  | 'count'
  /** Whether there is such a record. */
  | 'existence'
  /** What was written, which is always something. */
  | 'written'
  /** The record that was changed or removed, or null where there was none. */
  | 'changed-record'
  /** What a verified token or signature claims. */
  | 'claims'
  /** The caller, or nothing where nobody has logged in. */
  | 'caller'
  /** What proves who the caller is, read from the request. */
  | 'credential'
  /** Whether the caller is known. */
  | 'caller-verdict'
  | 'password-verdict'
  | 'permission-verdict'
  /** Whether the request is still within a limit. */
  | 'limit-verdict'
  /** Whether a signature, a one-time code or a link is right. */
  | 'secret-verdict'
  /** Whether a value is right by a schema. */
  | 'schema-verdict'
  /** Whether one text has the form that it should: an address, an id. */
  | 'format-verdict'
  /** Whether an id has the form that ids have. */
  | 'id-verdict'
  /** Whether the argument is not there: null, undefined, empty. */
  | 'absence'
  /** Whether an error is one of the package's. */
  | 'own-error'
  /** What is wrong, or nothing where all is right. */
  | 'schema-errors'
  /** The argument as it was given, once it is known to be right. */
  | 'checked'
  /** The argument in another form. */
  | 'same'
  /** What another server answered. */
  | 'answer'
  /** The content of that answer. */
  | 'answer-content'
  /** The status of that answer. */
  | 'answer-status'
  /** Whether that answer says that all went well. */
  | 'answer-verdict'
  /** The failure, or nothing where there is none. */
  | 'failure'
  /** A token that proves something, made here. */
  | 'token'
  /** A hash, a random value, a new id: made here, of no interest to anybody. */
  | 'made'
  /** An error, to be thrown or handed on. */
  | 'error'
  /** A file that was uploaded. */
  | 'file'
  /** A part of the request. */
  | 'body'
  /** A function that stands before handlers. */
  | 'middleware'
  /** A client, a model, a schema, a connection: what further calls are made on. */
  | 'handle'
  /** Known not to matter. */
  | 'nothing';

/** What a failure is; by what the argument is that the call is about (`of`) where that decides, or whether something was to be deleted. */
export type FailureAs =
  | Finding
  | 'unknown'
  | ({ readonly else: Finding | 'unknown' } & Readonly<
      Partial<Record<'credential' | 'param' | 'query' | 'body' | 'upstream' | 'deleting', Finding>>
    >);

/** How a call fails. */
export interface Failure {
  /** How it shows: thrown or rejected; given to a callback; as a value (`gives` says where). */
  readonly by: 'throws' | 'rejects' | 'callback' | 'value' | 'next' | 'sends';
  /** For `value`: which value says so. */
  readonly when?: 'null' | 'false' | 'true' | 'empty' | 'zero' | 'error';
  readonly as: FailureAs;
}

/** What a call does besides giving something. */
export type Deed =
  | 'creates'
  | 'changes'
  | 'deletes'
  | 'upserts'
  | 'hashes-password'
  | 'compares-password'
  | 'issues-token'
  | 'logs-in'
  | 'logs-out'
  | 'sends-message'
  | 'enqueues'
  | 'takes-payment'
  | 'logs';

/** What a middleware does to the requests that pass it. */
export interface Middleware {
  /** Nobody passes whom it does not know. */
  readonly proves?: 'caller';
  /** Nobody passes who lacks a right. */
  readonly asks?: 'permission';
  /** What it refuses to let pass, unless it only notes it (`notes`). */
  readonly checks?: readonly ('body' | 'query' | 'param' | 'header' | 'cookie' | 'request')[];
  /** It lets everything pass, and the handler asks for the verdict. */
  readonly notes?: true;
  readonly limits?: true;
  readonly parses?: 'body' | 'files' | 'cookies';
  /** Members of the request that it sets. */
  readonly sets?: Readonly<Record<string, 'caller' | 'claims' | 'body' | 'file' | 'files' | 'session' | 'credential'>>;
}

/** What a call means, but for its name. */
export interface CallFacts {
  /** What its settled value is; by member, `data.user`, where the value is an object of several. */
  readonly gives?: Gives | Readonly<Record<string, Gives>>;
  /** What the value is about: looked up by, checked, compared. */
  readonly of?: Slot | readonly Slot[];
  readonly fails?: readonly Failure[];
  readonly does?: readonly Deed[];
}

/** A callback of a call. */
export interface CallbackModel {
  readonly at: Slot;
  /** What it is given: values; `result`, what the call gives without it; with `=` what the path after it stands for. */
  readonly gives: readonly (Gives | 'result' | `=${string}`)[];
  /** It runs while the call does, and what it throws the call throws. */
  readonly isInside?: true;
}

/** One call of a package, or several that mean the same. */
export interface CallModel extends CallFacts {
  /** The call's path, in the notation of `packageRow`. */
  readonly path: string;
  /** What the path starts from where that is no module: an object to which the package adds it. */
  readonly on?: AddedTo;
  /** A link of a chain that the call before it began: that gives now one record, a list, a number, whether there is any; the same; the same or a failure. */
  readonly chain?: 'one' | 'list' | 'count' | 'existence' | 'same' | 'or-throw';
  /** Where an SQL text stands: what the call does is what the text says, and of a text that reads `gives` says what comes back. */
  readonly sql?: Slot;
  /** The callback that it may be given in place of a promise. */
  readonly callback?: CallbackModel;
  /** What is otherwise where an option of an argument is set to something truthy. */
  readonly options?: Readonly<Record<string, CallFacts>>;
  readonly middleware?: Middleware;
  /** Code with this call, below the package's `setup`: a test. `%` stands for each of the path's `{alternatives}`. */
  readonly example: string;
}

/** The objects of a framework to which packages add members. */
export type AddedTo = 'request' | 'reply' | 'server';

/** What an error of a package is, by its class, name or code. */
export interface ErrorModel {
  readonly as: FailureAs;
  /** The class that it belongs to: a test of that finds this one too. */
  readonly extends?: string;
  /** The property that holds it; `has` where it is itself one that such errors have; without one it is the class and the `name`. */
  readonly in?: 'code' | 'errno' | 'type' | 'kind' | 'has';
  /** The status that the package gives it. */
  readonly status?: number;
}

/** Where a project hangs functions: under a member, `schema.statics.find = …`, or by a method, `schema.static('find', …)`. */
export interface Hanging {
  readonly under: string;
  readonly by: string | null;
  /** What has them, as the paths of the package name it; null where that is none of a package. */
  readonly is: string | null;
}

/** Functions that a project hangs on what a call is given, and that what the call makes has then. */
export interface HungModel {
  /** The paths of such calls. */
  readonly makes: readonly string[];
  /** The place of the argument. */
  readonly of: number;
  /** Those that what is made has itself. */
  readonly own: Hanging;
  /** Those that each of its records has. */
  readonly ofInstances: Hanging;
}

/** All that is known of a package. */
export interface PackageModel {
  /** Its name, and those of packages and modules with the same calls; `@aws-sdk/*` for a family. */
  readonly package: readonly string[];
  /** The code that stands before each example. */
  readonly setup: string;
  readonly calls: readonly CallModel[];
  /** Paths that begin a path, each with those that lead to the same: `Model` with `model()`. */
  readonly types?: Readonly<Record<string, readonly string[]>>;
  readonly errors?: Readonly<Record<string, ErrorModel>>;
  /** What it does to requests once it is registered as a plugin. */
  readonly plugin?: Middleware;
  /** Members of a framework's objects, `server.pg`, that stand for a path of a package: `Pool()` of `pg`. */
  readonly adds?: Readonly<Record<string, { readonly source: string; readonly path: string }>>;
  /** What a project adds to what its calls make. */
  readonly hangs?: HungModel;
  /** What its other calls are, but for `new`, which makes a handle: values computed of their arguments; nothing of interest; work that fails by itself with a store or another server; anything. */
  readonly otherwise: 'pure' | 'nothing' | 'store' | 'upstream' | 'unknown';
  /** Where the package says so: its files, and pages of its documentation. */
  readonly source: readonly string[];
}
