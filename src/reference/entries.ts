/**
 * The status-code reference the rules enforce, word for word. A test puts the entries together again and compares
 * them with the text they come from, so nothing here may be corrected, shortened or improved.
 */

/** A status the reference has an entry for. */
export type ReferenceStatus =
  200 | 201 | 204 | 206 | 301 | 302 | 304 | 400 | 401 | 403 | 404 | 405 | 409 | 422 | 429 | 500 | 502 | 503 | 504;

/** One entry of the reference: what a status says, when it is right, and an exchange that shows it. */
export interface Entry {
  readonly status: ReferenceStatus;
  readonly name: string;
  /** The heading the entry stands under. */
  readonly family: '2xx Success' | '3xx Redirection' | '4xx Client Error' | '5xx Server Error';
  /** The line under the name. */
  readonly summary: string;
  /** The text after the word "When". */
  readonly when: string;
  /** The text after the word "Example". */
  readonly example: string;
  /** The lines after the example; most entries have none. */
  readonly notes: readonly string[];
  /** What the reference's "Quick Reference" table says of the status, in its column "Plain English". */
  readonly plain: string;
}

// The Quick Reference table repeats every summary word for word; a test holds that too.
function entry(lines: Omit<Entry, 'plain'>): Entry {
  return { ...lines, plain: lines.summary };
}

/** The reference's entries, in its order. */
export const entries: readonly Entry[] = [
  entry({
    status: 200,
    name: 'OK',
    family: '2xx Success',
    summary: 'The request succeeded. The server returned the requested data.',
    when: 'The standard response for a successful GET, PUT, or PATCH request.',
    example: 'GET /api/users/42 → 200 OK { "id": 42, "name": "Alice" }',
    notes: [],
  }),
  entry({
    status: 201,
    name: 'Created',
    family: '2xx Success',
    summary: 'A new resource was successfully created.',
    when: 'Returned after a successful POST request that creates a new record.',
    example: 'POST /api/users → 201 Created — with a Location header pointing to the new resource.',
    notes: [],
  }),
  entry({
    status: 204,
    name: 'No Content',
    family: '2xx Success',
    summary: 'The request succeeded, but there is no response body to return.',
    when: 'Returned by DELETE requests or updates where no data needs to be sent back.',
    example: 'DELETE /api/users/42 → 204 No Content (empty body).',
    notes: [],
  }),
  entry({
    status: 206,
    name: 'Partial Content',
    family: '2xx Success',
    summary: 'The server is delivering only part of the resource.',
    when: 'Used when a client requests a specific byte range — common in video streaming.',
    example: 'GET /video.mp4 with Range: bytes=0-1023 → 206 Partial Content.',
    notes: [],
  }),
  entry({
    status: 301,
    name: 'Moved Permanently',
    family: '3xx Redirection',
    summary: 'The resource has permanently moved to a new URL.',
    when: 'Use when a page or endpoint is permanently relocated. Search engines update their index.',
    example: 'http://example.com → 301 → https://example.com (HTTP to HTTPS redirect).',
    notes: [],
  }),
  entry({
    status: 302,
    name: 'Found',
    family: '3xx Redirection',
    summary: 'The resource is temporarily at a different URL.',
    when: 'Temporary redirect — the client should keep using the original URL for future requests.',
    example: 'After a form submission, redirect to /success → 302 Found.',
    notes: [],
  }),
  entry({
    status: 304,
    name: 'Not Modified',
    family: '3xx Redirection',
    summary: 'The resource has not changed since the client last fetched it — use your cached version.',
    when: 'Returned when a conditional GET request (using If-Modified-Since or ETag) finds no new content.',
    example: 'GET /app.js with If-None-Match: "abc123" → 304 Not Modified (no body sent).',
    notes: [],
  }),
  entry({
    status: 400,
    name: 'Bad Request',
    family: '4xx Client Error',
    summary: 'The server could not understand the request because of invalid syntax.',
    when: 'Malformed JSON body, missing required fields, invalid query parameters.',
    example: 'POST /api/users with invalid JSON body → 400 Bad Request.',
    notes: [],
  }),
  entry({
    status: 401,
    name: 'Unauthorized',
    family: '4xx Client Error',
    summary: 'The request requires authentication. The client must identify itself.',
    when: 'Missing or invalid credentials (token expired, no Authorization header).',
    example: 'GET /api/account without a valid Bearer token → 401 Unauthorized.',
    notes: ['Despite the name, this actually means "unauthenticated" — the user has not proved who they are.'],
  }),
  entry({
    status: 403,
    name: 'Forbidden',
    family: '4xx Client Error',
    summary: 'The server understood the request but refuses to authorise it.',
    when: 'The user is authenticated but lacks permission for this action.',
    example: 'DELETE /api/admin/users/1 by a regular-role user → 403 Forbidden.',
    notes: ['401 = "Who are you?". 403 = "I know who you are — you are not allowed."'],
  }),
  entry({
    status: 404,
    name: 'Not Found',
    family: '4xx Client Error',
    summary: 'The requested resource does not exist at this URL.',
    when: 'Wrong path, deleted resource, typo in the URL, or resource ID does not exist.',
    example: 'GET /api/users/99999 → 404 Not Found.',
    notes: [],
  }),
  entry({
    status: 405,
    name: 'Method Not Allowed',
    family: '4xx Client Error',
    summary: 'The HTTP method used is not supported for this endpoint.',
    when: 'Calling POST on an endpoint that only accepts GET, or DELETE on a read-only resource.',
    example: 'POST /api/health → 405 Method Not Allowed (health check only supports GET).',
    notes: [],
  }),
  entry({
    status: 409,
    name: 'Conflict',
    family: '4xx Client Error',
    summary: 'The request conflicts with the current state of the resource.',
    when: 'Duplicate unique field (email already exists), optimistic lock conflict, or conflicting edit.',
    example: 'POST /api/users with email "alice@example.com" that already exists → 409 Conflict.',
    notes: [],
  }),
  entry({
    status: 422,
    name: 'Unprocessable Entity',
    family: '4xx Client Error',
    summary: 'The request is well-formed, but the server cannot process it because of semantic errors.',
    when: 'Validation errors — the JSON is valid but the field values fail business rules.',
    example: 'POST /api/orders with quantity: -5 → 422 Unprocessable Entity with field-level errors.',
    notes: ['Preferred over 400 when the structure is valid but the content is logically invalid.'],
  }),
  entry({
    status: 429,
    name: 'Too Many Requests',
    family: '4xx Client Error',
    summary: 'The client has sent too many requests in a given time window (rate limiting).',
    when: 'Exceeded API rate limits. The response often includes Retry-After header.',
    example: '100 requests in 1 second to an API with a 60 req/min limit → 429 Too Many Requests.',
    notes: [],
  }),
  entry({
    status: 500,
    name: 'Internal Server Error',
    family: '5xx Server Error',
    summary: 'Something went wrong on the server. The server encountered an unexpected condition.',
    when: 'Unhandled exceptions, crashes, database errors, misconfigured environment.',
    example: 'An unhandled NullPointerException in the handler function → 500 Internal Server Error.',
    notes: [],
  }),
  entry({
    status: 502,
    name: 'Bad Gateway',
    family: '5xx Server Error',
    summary: 'The server was acting as a gateway and received an invalid response from upstream.',
    when: 'Common when Nginx/load balancer cannot reach the backend service.',
    example: 'Nginx forwards request to Node.js service that is down → 502 Bad Gateway.',
    notes: [],
  }),
  entry({
    status: 503,
    name: 'Service Unavailable',
    family: '5xx Server Error',
    summary: 'The server is temporarily unable to handle the request.',
    when: 'Server is overloaded, undergoing maintenance, or the downstream dependency is down.',
    example: 'Database is unreachable during a migration → 503 Service Unavailable.',
    notes: [],
  }),
  entry({
    status: 504,
    name: 'Gateway Timeout',
    family: '5xx Server Error',
    summary: 'The server was acting as a gateway and did not receive a timely response from upstream.',
    when: 'The backend service took too long to respond. Often a slow database query or external API.',
    example: 'API request times out waiting for a slow third-party payment service → 504 Gateway Timeout.',
    notes: ['502 = upstream returned an error. 504 = upstream did not respond in time.'],
  }),
];

/** The note that opens the reference: how 401 and 403 differ. */
export const authenticationNote: { readonly title: string; readonly lines: readonly string[] } = {
  title: '💡 Common confusion: 401 vs 403',
  lines: [
    '401 Unauthorized = "I don\'t know who you are." The client must authenticate (provide credentials).',
    '403 Forbidden = "I know who you are — but you\'re not allowed to do this." The user is logged in but lacks permission.',
    'The name "Unauthorized" for 401 is misleading — it actually means unauthenticated.',
  ],
};

const entriesByStatus: ReadonlyMap<number, Entry> = new Map(entries.map(one => [one.status, one]));

/** The reference's entry for a status, or null where it has none. */
export function findEntry(status: number): Entry | null {
  return entriesByStatus.get(status) ?? null;
}

/** An entry as a Markdown blockquote, every line of it; throws a RangeError for a status without one. */
export function formatEntry(status: number): string {
  const { name, summary, when, example, notes } = getEntry(status);
  return blockquote([`**${status} ${name}**`, summary, `**When** ${when}`, `**Example** ${example}`, ...notes]);
}

/** A status's row of the Quick Reference as a Markdown blockquote; throws a RangeError for a status without one. */
export function formatQuickReference(status: number): string {
  const { name, plain } = getEntry(status);
  return blockquote([`**${status} ${name}** ${plain}`]);
}

/** The note on 401 and 403 as a Markdown blockquote. */
export function formatAuthenticationNote(): string {
  return blockquote([`**${authenticationNote.title}**`, ...authenticationNote.lines]);
}

function getEntry(status: number): Entry {
  const found = findEntry(status);
  if (found === null) throw new RangeError(`The reference has no entry for ${status}.`);
  return found;
}

// A blank quoted line between them keeps Markdown from running the lines together into one paragraph.
function blockquote(lines: readonly string[]): string {
  return lines.map(line => `> ${line}`).join('\n>\n');
}
