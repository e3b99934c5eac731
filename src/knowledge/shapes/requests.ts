import { either, folded, spelled } from './vocabulary.ts';

/** Where a method is refused to keep forged requests out, or while nothing may be changed. */
export const PROTECTS = folded('*csrf*', '*xsrf*', '*read_only*', '*demo*', '*maintenance*');

/** What holds the method of a request. */
export const METHOD = folded('method');

/** Methods by which a client asks before it asks. */
export const PRELIMINARY_METHOD = folded('options', 'head');

/** What a next handler is called. */
export const GOES_ON = spelled('next', 'done');

/** What a request is called. */
export const REQUEST = spelled('{,_}{req,request}');

/** Members of a request that are the request itself, or the one below it. */
export const INNER_REQUEST = spelled('req', 'raw', 'request');

/** Methods of requests that read a field of the header. */
export const READS_FIELD = spelled('get', 'header');

/** The parameters of a path, as code reads them. */
export const PARAMS = spelled('params');

/** Words for the form an answer takes, and for clients that want one: `req.isHTML`, `wantsJson`, `req.xhr`, `isApiRequest`. */
export const FORM_OF_ANSWER = either(
  folded('{is,wants,accepts,expects,prefers,want,accept}_{html,json,xml,text,xhr,ajax,htmx,api,browser}*'),
  folded('xhr', 'htmx', 'ajax', 'json', 'html'),
);

/** Headers and parameters that say in which form a client wants the answer. */
export const FORM_HEADER = folded('accept', 'x-requested-with', 'hx-request', 'content-type');
export const FORM_PARAMETER = folded('format', 'json', 'html');

/** Methods of a request that ask what the client accepts. Sources: express lib/request.js; @fastify/accepts. */
export const ASKS_FOR_FORM = spelled('accepts{,Type,Types}');
export const ASKS_WHAT_IS_ACCEPTED = spelled('accepts{,Charset,Charsets,Encoding,Encodings,Language,Languages}');
export const CHOOSES_ACCEPTED = spelled('{type,charset,encoding,language}{,s}');

/** Methods of texts that look for a part. */
export const LOOKS_FOR_PART = spelled('includes', 'startsWith', 'match', 'indexOf');
export const TESTS_PART = either(LOOKS_FOR_PART, spelled('test'));

/** Headers that say from where a request comes: without them it is as much one that may not be made. */
export const FROM_WHERE = folded('origin', 'refer{,r}er', 'host', 'x-requested-with', 'sec-fetch-*');

/** What holds a session or cookies. */
export const SESSION = folded('session');
export const KEPT_VALUES = spelled('session', 'cookies');
