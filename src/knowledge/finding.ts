/** What exactly happened where a response is sent: finer than a cause, and without any status. Which status is right for each says the table that judges. */
export type Finding =
  // Who is calling, and what they may do.
  /** Nothing proves who the caller is. */
  | 'credential-missing'
  /** What should prove it does not: malformed, forged, expired, revoked. */
  | 'credential-invalid'
  /** The password, or the one-time code beside it, is wrong. */
  | 'password-wrong'
  /** Nobody has the name or address that a login names. */
  | 'account-unknown'
  /** The caller is known and shut out: banned, disabled, not yet confirmed. */
  | 'account-shut-out'
  /** The caller lacks a role, a scope or a permission. */
  | 'role-lacking'
  /** The record belongs to somebody else. */
  | 'not-owner'
  /** The caller is no member of what the record belongs to. */
  | 'membership-lacking'
  /** A link, code or signature that proves something else than who is calling is wrong or expired. */
  | 'secret-invalid'
  // What the request says.
  /** A text does not parse: JSON, XML, a form, a URL. */
  | 'text-unparsable'
  /** An id in the path or the query has no form that an id can have. */
  | 'id-malformed'
  /** A field that is needed is not there. */
  | 'field-missing'
  /** A field is there, and its value is none that is allowed. */
  | 'field-invalid'
  /** A schema refuses what was sent. */
  | 'schema-refused'
  /** A file that was uploaded is none that is wanted: its number, its field, its content. */
  | 'upload-refused'
  /** The content is too large. */
  | 'content-too-large'
  /** The content is of a type or an encoding that is not read. */
  | 'media-unsupported'
  /** Nothing that can be sent is what the client accepts. */
  | 'not-acceptable'
  /** The part that is asked for is not in the content. */
  | 'range-unsatisfiable'
  /** The resource has no such method. */
  | 'method-unsupported'
  // What is stored.
  /** What the URL names is not there. */
  | 'record-missing'
  /** What the content names is not there. */
  | 'reference-missing'
  /** Something that is to be ended or read is not there between two records: a like, a membership. */
  | 'relation-missing'
  /** A value that must be unique is there already. */
  | 'duplicate'
  /** Others still refer to what is to be removed. */
  | 'still-referred-to'
  /** The record is in a state that forbids what is asked for. */
  | 'state-conflict'
  /** Somebody else has changed the record meanwhile. */
  | 'version-conflict'
  /** A condition that the client set in a header does not hold. */
  | 'precondition-failed'
  /** The client must set such a condition and did not. */
  | 'precondition-missing'
  // How much is asked for.
  /** Too many requests in a time. */
  | 'rate-exceeded'
  /** More than what the client has paid for or may hold. */
  | 'quota-exceeded'
  // What fails by itself.
  /** A database, a cache, a queue or a file system failed. */
  | 'store-failed'
  /** A file may not be opened by the server. */
  | 'file-closed'
  /** It took too long. */
  | 'store-timed-out'
  /** It is down, or takes no more connections. */
  | 'store-unavailable'
  /** Another server failed, or nobody knows how. */
  | 'upstream-failed'
  /** It took too long. */
  | 'upstream-timed-out'
  /** It was not reached. */
  | 'upstream-unreachable'
  /** It answered, and refused what it was asked. */
  | 'upstream-refused'
  /** The server's own work failed. */
  | 'work-failed'
  /** What the server is set up with is wrong or missing. */
  | 'misconfigured'
  /** The server refuses to serve for a while: maintenance, overload, a shutdown. */
  | 'off-duty'
  // What went well.
  | 'read'
  | 'created'
  | 'updated'
  | 'deleted'
  | 'acted'
  | 'accepted'
  | 'list-empty'
  | 'not-modified'
  | 'part-sent'
  | 'elsewhere-for-now'
  | 'moved-for-good';
