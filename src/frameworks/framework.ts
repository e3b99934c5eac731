import type { Finding } from '../knowledge/finding.ts';
import type { ContentKind, ResponseMethods } from './effects.ts';

/** The frameworks whose responses this plugin reads, by the names of their packages. */
export type KnownFrameworkName = 'express' | 'fastify';

/** The same; `either` where the file shows no difference between them. */
export type FrameworkName = KnownFrameworkName | 'either';

/** A version by major and minor number: what a framework does changes with these. */
export type Version = readonly [major: number, minor: number];

/** What a request may be that a framework refuses by itself, before any handler has it. */
export type Occasion =
  | 'no-route'
  | 'other-method'
  | 'malformed-path'
  | 'long-parameter'
  | 'malformed-json'
  | 'empty-json'
  | 'too-large'
  | 'other-media-type'
  | 'other-charset'
  | 'other-coding'
  | 'invalid-input';

/** What an error of a framework's own says, and the status it goes out with. */
export interface OwnError {
  readonly as: Finding | 'unknown';
  readonly status: number;
}

/** The status a framework answers with by itself, and the file of its packages that says so. */
export interface OwnAnswer {
  readonly status: number;
  /** The version it does so from; null for all. */
  readonly from: Version | null;
  readonly source: string;
}

/** The statuses that go out where the code names none. */
export interface Defaults {
  /** With a content that is sent. */
  readonly success: number;
  /** With a redirect. */
  readonly redirect: number;
  /** With an error that reaches the framework. */
  readonly error: number;
}

/** An order of the arguments of `redirect` that versions of a framework do not read as it is written. */
export interface RedirectMisreading {
  readonly first: 'status' | 'url';
  /** Whether the status is ignored, so that the default goes out, or the call fails. */
  readonly does: 'ignores' | 'fails';
  readonly from: Version | null;
  readonly below: Version | null;
  /** What becomes of it, for a message. */
  readonly effect: string;
}

/** What becomes of values that are no status, each for a message. */
export interface StatusEffects {
  /** A text of digits. */
  readonly text: string;
  /** A number with a fraction, in the range of statuses. */
  readonly fraction: string;
  readonly nan: string;
  /** 600 to 999. */
  readonly tooHigh: string;
  readonly other: string;
}

/** What is true of some frameworks and not of others; null where it is not known which framework it is, and they differ. */
export interface Differences {
  /** Whether what a handler returns, or its promise resolves to, is the content, so that an async handler answers when it ends. */
  readonly sendsResults: boolean | null;
  /** Whether an Error that is given as content is answered with the status it carries, whatever was set before. */
  readonly answersErrors: boolean | null;
  /** Whether an error handler is one by the call that registers it, and not by the number of its parameters. */
  readonly registersErrorHandlers: boolean | null;
  /** The version from which what an async handler throws comes to an error handler; null for all versions. */
  readonly catchesRejectionsFrom: Version | null;
  /** The version from which a response keeps 200 OK in an error handler that sets no status: below it the framework has set that of the error before; null for all versions. */
  readonly asksStatusOfErrorHandlersFrom: Version | null;
  /** How many parameters an error handler has. */
  readonly errorHandlerParameters: number | null;
  /** Whether `route({ method, url, handler })` registers a route. */
  readonly hasRouteObjects: boolean | null;
  /** Whether hooks can be registered for all routes, which may hold a response back, or set its status before the handler runs. */
  readonly hasHooks: boolean | null;
  /** Whether a route may declare schemas, by which input is converted and checked and content is serialized. */
  readonly hasSchemas: boolean | null;
  /** Whether JSON bodies are parsed without being asked for. */
  readonly parsesBodies: boolean | null;
  /** Whether what is registered first answers first, and not the route that fits best. */
  readonly runsInOrder: boolean | null;
  /** Whether `next()` runs what is registered behind, even where a response has been sent. */
  readonly nextRunsOn: boolean | null;
  /** Whether `redirect(url)` replaces the status that was set before by its own. */
  readonly redirectReplacesStatus: boolean | null;
  /** Where a redirect's status is written so that every version reads it: as its first argument, or by the setter before. */
  readonly redirectStatus: 'argument' | 'setter' | null;
  /** Whether `send()` without content is no more than Node's `end()`, and so does nothing after a response. */
  readonly emptySendIsEnd: boolean | null;
  /** Whether setting a header field after the response throws. */
  readonly lateHeaderThrows: boolean | null;
  /** Whether `null` is sent as the text `null`, whose length is announced even where no content may follow. */
  readonly nullIsContent: boolean | null;
  /** Whether a text of digits counts as the status that an error carries. */
  readonly takesTextFromErrors: boolean | null;
  /** Whether the framework's own errors have `status`, and not only `statusCode`. */
  readonly ownErrorsHaveStatus: boolean | null;
}

/** An adapter: what is true of a framework's handlers and responses. It knows no rule. */
export interface Framework extends Differences {
  readonly name: FrameworkName;
  /** Its name in prose. */
  readonly title: string;
  /** The package whose version decides what it does; null where it is not known which framework it is. */
  readonly package: KnownFrameworkName | null;
  /** The methods of its response object. */
  readonly methods: ResponseMethods;
  /** The methods of the response object that take a status and send nothing. */
  readonly statusMethods: readonly string[];
  /** The one of them that people write. */
  readonly setter: string;
  /** The method that sets one header field. */
  readonly headerSetter: string;
  /** The method that sets Location and no other field; null where there is none. */
  readonly locationSetter: string | null;
  /** The method that ends a response without content. */
  readonly emptySender: string;
  /** The method that sends a status with its reason phrase as content; null where there is none. */
  readonly statusSender: string | null;
  /** The method that sends any value as JSON, numbers included, where `send` does not; null where there is none. */
  readonly jsonSender: string | null;
  /** The properties of the response object that hold Node's own. */
  readonly rawProperties: readonly string[];
  /** The kinds of content whose head is written when the sending call returns, unless a hook holds it back or a payload is a stream. */
  readonly sentAtOnce: readonly ContentKind[];
  /** The properties of an error whose value it is answered with, the one that counts first. */
  readonly errorStatusProperties: readonly ['status', 'statusCode'] | readonly ['statusCode', 'status'];
  /** The version below which `send(status, content)` sets the status; null where none does. */
  readonly statusInSendBelow: Version | null;
  readonly redirectMisreadings: readonly RedirectMisreading[];
  readonly statusEffects: StatusEffects;
  /** What goes out, for a message, where a status is given as content. */
  readonly statusAsContent: (sent: string) => string;
  readonly defaults: Defaults;
  /** What it answers by itself; null where a handler gets to answer. */
  readonly answers: Readonly<Record<Occasion, OwnAnswer | null>>;
  /** The statuses of its own errors that requests cause, by the `code` of the error; those of the others are the default. */
  readonly ownErrors: ReadonlyMap<string, OwnError>;
}

/** How code shows which framework it is written for. */
export interface Signs {
  /** Modules of the framework and of what is made for it. */
  readonly modules: RegExp;
  /** Modules whose calls make its applications and routers. */
  readonly makers: RegExp;
  /** Types of the parameters of its handlers. */
  readonly types: RegExp;
  /** Types of its applications and routers. */
  readonly instanceTypes: RegExp;
  /** The name of a parameter that is an application without more evidence; null where none is telling. */
  readonly instanceName: string | null;
  /** Names of a response object that no other framework's goes by; null where none is telling. */
  readonly responseNames: RegExp | null;
  /** Methods that only its response object has. */
  readonly methods: ReadonlySet<string>;
  /** The packages that declare its types, and the names of those. */
  readonly declarations: {
    readonly packages: readonly string[];
    readonly response: string;
    readonly request: string;
  };
}

/** A framework that is known by its name, with how its code is recognized. */
export interface KnownFramework extends Framework {
  readonly name: KnownFrameworkName;
  readonly package: KnownFrameworkName;
  readonly signs: Signs;
}
