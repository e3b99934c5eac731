import { rfc, type Citation } from './source.ts';

/** A status of the IANA HTTP Status Code Registry, with the normative facts that make a use of it right or wrong. */
export interface RegisteredStatus {
  readonly code: number;
  /** The reason phrase the registry gives today. */
  readonly reason: string;
  /** Other phrases the status is or was known by: those of older RFCs, of Node and of libraries. */
  readonly aliases: readonly string[];
  /** The section that defines the status. */
  readonly source: Citation;
  /** What the registry or the defining RFC says of the registration itself. */
  readonly standing: 'current' | 'temporary' | 'deprecated' | 'unused' | 'obsolete';
  /** Whether a response with this status may have content. */
  readonly content: 'allowed' | 'forbidden';
  /** The header fields that belong to the status. */
  readonly headers: readonly HeaderRequirement[];
  /** The request methods this status does not answer, or null where none is ruled out. */
  readonly methods: { readonly unfit: readonly string[]; readonly source: Citation } | null;
  /** What the status is for (it completes "203 … is"), where a handler of an origin server has no use for it; else null. */
  readonly inapplicable: string | null;
}

/** A header field that a status calls for. */
export interface HeaderRequirement {
  /** The field's name in lower case. */
  readonly name: string;
  /** How strongly, in the key words of RFC 2119. */
  readonly strength: 'must' | 'should' | 'may';
  /** When it does (it completes "when …"), or null for always. */
  readonly when: string | null;
  readonly source: Citation;
}

type Facts = Partial<Omit<RegisteredStatus, 'code' | 'reason' | 'source'>>;

function registered(code: number, reason: string, source: Citation, facts: Facts = {}): RegisteredStatus {
  return {
    code,
    reason,
    aliases: [],
    source,
    standing: 'current',
    content: isInterim(code) ? 'forbidden' : 'allowed',
    headers: [],
    methods: null,
    inapplicable: null,
    ...facts,
  };
}

/** Whether the code is of the class 1xx, whose responses end at their headers, known or not (RFC 9110 §15.2). */
export function isInterim(code: number): boolean {
  return code >= 100 && code <= 199;
}

function field(
  name: string,
  strength: HeaderRequirement['strength'],
  source: Citation,
  when: string | null = null,
): HeaderRequirement {
  return { name, strength, when, source };
}

// The registry as of 2025-09-15. It cites RFC 9110 by section and every other document as a whole; the sections of those are ours.
/** Every status code IANA has registered, in order. */
export const registry: readonly RegisteredStatus[] = [
  registered(100, 'Continue', rfc(9110, '15.2.1')),
  registered(101, 'Switching Protocols', rfc(9110, '15.2.2'), {
    headers: [field('upgrade', 'must', rfc(9110, '15.2.2'))],
  }),
  registered(102, 'Processing', rfc(2518, '10.1')),
  registered(103, 'Early Hints', rfc(8297, '2')),
  registered(
    104,
    'Upload Resumption Supported',
    {
      document: 'draft-ietf-httpbis-resumable-upload-05',
      section: null,
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-resumable-upload-05',
    },
    { standing: 'temporary' },
  ),

  registered(200, 'OK', rfc(9110, '15.3.1')),
  registered(201, 'Created', rfc(9110, '15.3.2'), {
    // Without Location the created resource is the one the request names (15.3.2): right for PUT, seldom for POST.
    headers: [field('location', 'should', rfc(9110, '9.3.3'), 'the method is POST')],
    // 9.2.1: safe methods ask for no change, and RFC 10008 makes QUERY one. 9.3.5: a DELETE that succeeds is 200, 202 or 204.
    methods: { unfit: ['GET', 'HEAD', 'QUERY', 'DELETE'], source: rfc(9110, '9.2.1') },
  }),
  registered(202, 'Accepted', rfc(9110, '15.3.3')),
  registered(203, 'Non-Authoritative Information', rfc(9110, '15.3.4'), {
    inapplicable: 'for a transforming proxy that changed what the origin server sent',
  }),
  registered(204, 'No Content', rfc(9110, '15.3.5'), { content: 'forbidden' }),
  registered(205, 'Reset Content', rfc(9110, '15.3.6'), { content: 'forbidden' }),
  registered(206, 'Partial Content', rfc(9110, '15.3.7'), {
    headers: [field('content-range', 'must', rfc(9110, '15.3.7.1'), 'the content is a single part')],
    methods: { unfit: ['POST'], source: rfc(9110, '9.3.3') },
  }),
  registered(207, 'Multi-Status', rfc(4918, '11.1')),
  registered(208, 'Already Reported', rfc(5842, '7.1')),
  registered(226, 'IM Used', rfc(3229, '10.4.1')),

  registered(300, 'Multiple Choices', rfc(9110, '15.4.1'), {
    headers: [field('location', 'should', rfc(9110, '15.4.1'), 'the server prefers one of the choices')],
  }),
  registered(301, 'Moved Permanently', rfc(9110, '15.4.2'), {
    headers: [field('location', 'should', rfc(9110, '15.4.2'))],
  }),
  registered(302, 'Found', rfc(9110, '15.4.3'), {
    aliases: ['Moved Temporarily'],
    headers: [field('location', 'should', rfc(9110, '15.4.3'))],
  }),
  // 15.4.4 uses no key word: it takes Location for granted ("as indicated by a URI in the Location header field").
  registered(303, 'See Other', rfc(9110, '15.4.4'), { headers: [field('location', 'should', rfc(9110, '15.4.4'))] }),
  // The fields 304 must repeat are those a 200 would have had, so no single one is always called for.
  registered(304, 'Not Modified', rfc(9110, '15.4.5'), {
    content: 'forbidden',
    // It answers "a conditional GET or HEAD"; to any other method a false If-None-Match is 412 (13.1.2).
    methods: { unfit: ['POST', 'PUT', 'PATCH', 'DELETE'], source: rfc(9110, '15.4.5') },
  }),
  registered(305, 'Use Proxy', rfc(9110, '15.4.6'), { standing: 'deprecated', inapplicable: 'deprecated' }),
  registered(306, '(Unused)', rfc(9110, '15.4.7'), {
    aliases: ['Switch Proxy'],
    standing: 'unused',
    inapplicable: 'reserved and unused',
  }),
  registered(307, 'Temporary Redirect', rfc(9110, '15.4.8'), {
    headers: [field('location', 'should', rfc(9110, '15.4.8'))],
  }),
  registered(308, 'Permanent Redirect', rfc(9110, '15.4.9'), {
    headers: [field('location', 'should', rfc(9110, '15.4.9'))],
  }),

  registered(400, 'Bad Request', rfc(9110, '15.5.1')),
  registered(401, 'Unauthorized', rfc(9110, '15.5.2'), {
    headers: [field('www-authenticate', 'must', rfc(9110, '15.5.2'))],
  }),
  registered(402, 'Payment Required', rfc(9110, '15.5.3')),
  registered(403, 'Forbidden', rfc(9110, '15.5.4')),
  registered(404, 'Not Found', rfc(9110, '15.5.5')),
  registered(405, 'Method Not Allowed', rfc(9110, '15.5.6'), {
    headers: [field('allow', 'must', rfc(9110, '15.5.6'))],
  }),
  registered(406, 'Not Acceptable', rfc(9110, '15.5.7')),
  registered(407, 'Proxy Authentication Required', rfc(9110, '15.5.8'), {
    headers: [field('proxy-authenticate', 'must', rfc(9110, '15.5.8'))],
    inapplicable: 'for a proxy that asks for credentials of its own',
  }),
  registered(408, 'Request Timeout', rfc(9110, '15.5.9'), { aliases: ['Request Time-out'] }),
  registered(409, 'Conflict', rfc(9110, '15.5.10')),
  registered(410, 'Gone', rfc(9110, '15.5.11')),
  registered(411, 'Length Required', rfc(9110, '15.5.12')),
  registered(412, 'Precondition Failed', rfc(9110, '15.5.13')),
  registered(413, 'Content Too Large', rfc(9110, '15.5.14'), {
    aliases: ['Payload Too Large', 'Request Entity Too Large', 'Request Too Long'],
    headers: [field('retry-after', 'should', rfc(9110, '15.5.14'), 'the condition is temporary')],
    // Content has no defined meaning in a GET or HEAD request (9.3.1, 9.3.2), so neither its size nor its type is judged.
    methods: { unfit: ['GET', 'HEAD'], source: rfc(9110, '9.3.1') },
  }),
  registered(414, 'URI Too Long', rfc(9110, '15.5.15'), { aliases: ['Request-URI Too Long', 'Request-URI Too Large'] }),
  registered(415, 'Unsupported Media Type', rfc(9110, '15.5.16'), {
    methods: { unfit: ['GET', 'HEAD'], source: rfc(9110, '9.3.1') },
  }),
  registered(416, 'Range Not Satisfiable', rfc(9110, '15.5.17'), {
    aliases: ['Requested Range Not Satisfiable'],
    headers: [field('content-range', 'should', rfc(9110, '15.5.17'), 'the request asked for a range of bytes')],
    methods: { unfit: ['POST'], source: rfc(9110, '9.3.3') },
  }),
  registered(417, 'Expectation Failed', rfc(9110, '15.5.18')),
  registered(418, '(Unused)', rfc(9110, '15.5.19'), {
    aliases: ["I'm a Teapot", 'I am a Teapot'],
    standing: 'unused',
    inapplicable: 'reserved and unused',
  }),
  registered(421, 'Misdirected Request', rfc(9110, '15.5.20'), {
    inapplicable: 'for a request that reached the wrong server, which is known before a handler runs',
  }),
  registered(422, 'Unprocessable Content', rfc(9110, '15.5.21'), { aliases: ['Unprocessable Entity'] }),
  registered(423, 'Locked', rfc(4918, '11.3')),
  registered(424, 'Failed Dependency', rfc(4918, '11.4')),
  registered(425, 'Too Early', rfc(8470, '5.2'), {
    inapplicable: 'for a request that came in TLS early data and might be a replay',
  }),
  registered(426, 'Upgrade Required', rfc(9110, '15.5.22'), {
    headers: [field('upgrade', 'must', rfc(9110, '15.5.22'))],
  }),
  registered(428, 'Precondition Required', rfc(6585, '3')),
  registered(429, 'Too Many Requests', rfc(6585, '4'), { headers: [field('retry-after', 'may', rfc(6585, '4'))] }),
  registered(431, 'Request Header Fields Too Large', rfc(6585, '5')),
  registered(451, 'Unavailable For Legal Reasons', rfc(7725, '3')),

  registered(500, 'Internal Server Error', rfc(9110, '15.6.1')),
  registered(501, 'Not Implemented', rfc(9110, '15.6.2')),
  registered(502, 'Bad Gateway', rfc(9110, '15.6.3')),
  registered(503, 'Service Unavailable', rfc(9110, '15.6.4'), {
    headers: [field('retry-after', 'may', rfc(9110, '15.6.4'))],
  }),
  registered(504, 'Gateway Timeout', rfc(9110, '15.6.5'), { aliases: ['Gateway Time-out'] }),
  registered(505, 'HTTP Version Not Supported', rfc(9110, '15.6.6')),
  registered(506, 'Variant Also Negotiates', rfc(2295, '8.1')),
  registered(507, 'Insufficient Storage', rfc(4918, '11.5')),
  registered(508, 'Loop Detected', rfc(5842, '7.2'), {
    inapplicable: 'for a WebDAV request of infinite depth that met a loop',
  }),
  registered(510, 'Not Extended', rfc(2774, '7'), {
    standing: 'obsolete',
    inapplicable: 'obsolete, like the extension framework it is part of',
  }),
  registered(511, 'Network Authentication Required', rfc(6585, '6'), {
    inapplicable: 'for an intercepting proxy that controls access to a network',
  }),
];
