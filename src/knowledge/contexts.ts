/** What a context changes of what a cause's row says. */
export interface Context {
  /** Statuses that are fine there too. */
  readonly accepts?: readonly number[];
  /** Statuses that only `strict` minds there. */
  readonly leaves?: readonly number[];
  /** Statuses that are acceptable for the cause, and wrong there. */
  readonly flags?: readonly number[];
}

/** Client errors that say of what a request refers to that it cannot be used: each has its reasons. */
const OF_A_REFERENCE: readonly number[] = [400, 401, 403, 409, 410, 422];

/** Where something happens that decides which statuses are right for it, beyond its cause. No other file has a status that judges. */
export const IN = {
  // Who is calling.
  /** A credential is there and is one of another kind, of another session, or revoked: whoever it is, it may not do this with it. */
  credentialOfOtherKind: { accepts: [403] },
  /** A claim says whose a token is, and nobody here: it may be one for other callers. */
  claimOfNobody: { accepts: [403] },
  /** The session that the caller's record holds is gone, or the token that is to be refreshed is unknown. */
  lostSession: { accepts: [403] },
  /** An account that logs in and is unknown: footnote 1 of the reference's 401 tolerates it. */
  unknownAccountAtLogin: { accepts: [404] },
  /** Whoever was known to call has been lost by the server since. */
  callerLostByServer: { accepts: [500] },
  /** The caller may be missing as well: `req.user?.role !== 'admin'`. */
  callerMayBeMissing: { accepts: [401, 407] },
  /** The caller is what a session keeps, which may have been forgotten. */
  callerKeptInSession: { accepts: [401, 404] },
  /** What is tried verifies who calls, too. */
  besideVerification: { accepts: [401, 403] },
  /** The endpoint of OAuth that gives tokens. Source: RFC 6749, 5.2. */
  tokenEndpoint: { accepts: [400] },
  /** A token, a code or a field of a login is missing: without one nobody is known. */
  missingCredentialField: { accepts: [401, 403] },
  // What the caller may do.
  /** A refusal that may be a rule of business: no member of a chat, a booking that cannot be paid. */
  ruleOfBusiness: { leaves: [400, 409, 422] },
  /** An account is known and shut out: not verified, locked, not paid for, too many tries. */
  accountState: { accepts: [401, 402, 409, 422, 423, 429] },
  /** The same while it logs in, where there is nothing that it conflicts with. */
  accountStateAtLogin: { accepts: [401, 402, 422, 423, 429] },
  /** A record of another tenant, of which the caller is not to know. */
  otherTenant: { accepts: [404] },
  // What the request says.
  /** A value of the path: its URL may as well name nothing, and 422 is for content. */
  path: { accepts: [404], flags: [422] },
  /** A schema over parts of the request, the path among them. */
  schemaOverPath: { accepts: [404] },
  /** The path's parameter is asked for by a function that answers no request itself: it may mean the caller's own id. */
  parameterOfService: { accepts: [401, 403, 404, 422] },
  /** A header that says from where a request comes. */
  headerOfOrigin: { accepts: [401, 403, 422] },
  /** An id in the path has no form that an id can have. */
  idInPath: { accepts: [403, 404], flags: [422] },
  /** An id that came nobody knows how. */
  idElsewhere: { accepts: [403, 404] },
  /** Text that does not parse: 422 is for content that does. */
  text: { flags: [422] },
  /** A value that is of another type, or the choice of what is to be done: as good as missing. */
  likeMissing: { accepts: [400] },
  /** Two parts of the request contradict each other: `PUT /boxes/:id` with another id in the body. */
  partsThatContradict: { accepts: [400, 409] },
  /** A schema that asks for types alone refuses what is missing as well. */
  schemaOfTypes: { accepts: [400] },
  /** A schema knows nothing of what is stored. */
  schema: { flags: [409] },
  /** A list of those that are shut out, or a value that is called a right. */
  shutOutByList: { accepts: [403] },
  /** A balance that is too small. */
  funds: { accepts: [402] },
  /** Without a parser, which a server may lack, no request has a body. */
  bodyWithoutParser: { accepts: [500] },
  // What is stored.
  /** A key of a table that the path names: as much a value that is none of those there are. */
  tableByPath: { accepts: [400, 422] },
  /** What the body, the query or the caller refers to. */
  reference: { accepts: OF_A_REFERENCE },
  /** One test asks for a record and for something else of it: 404 hides the other. */
  missingAndMore: { accepts: [401, 403, 409, 410, 422] },
  /** A record is in a state that forbids what is asked for. */
  stateOfRecord: { accepts: [400, 403, 422] },
  /** Nothing shows that what is there twice came with a request. */
  duplicateOfServer: { accepts: [500, 501, 502, 503, 504] },
  /** A write that a store may refuse by a rule of its own. */
  refusingStore: { accepts: [400, 409, 422] },
  /** Lookups that fail where a record or file is not there, alone in what is tried. */
  lookupThatFails: { accepts: [404] },
  // How much is asked for.
  /** Tries are counted so that somebody is locked out. */
  lockout: { accepts: [403, 423] },
  /** A limiter that keeps its counters in a store, which may fail. */
  limiterInStore: { accepts: [500, 502, 504] },
  // What fails by itself.
  /** A timeout of a store: the server's own failure as much. */
  timeoutOfStore: { accepts: [500] },
  /** A check of the server's health has nothing to say but that: what serves a check that fails is told so. */
  healthCheck: { flags: [200, 201, 202, 203, 204, 500, 502, 504] },
  /** An application answers every request so while it is switched off. */
  switchedOff: { accepts: [503] },
} as const satisfies Readonly<Record<string, Context>>;

/** Whether a context makes a status fine. */
export function isAcceptedIn({ accepts }: Required<Pick<Context, 'accepts'>>, code: number): boolean {
  return accepts.includes(code);
}
