import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** One request; GET / without a body unless told otherwise. */
export interface WireRequest {
  method?: string;
  path?: string;
  /** Sent after, and replacing, `Host` and `Connection: close`. */
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Sent as the body with `Content-Type: application/json`. */
  json?: unknown;
}

/** What one request got back. */
export interface WireResponse {
  /** The first line as received, '' when no whole line came. */
  statusLine: string;
  /** The code on the status line, 0 when there is none. */
  status: number;
  reason: string;
  /** Every value of every header, in order, by lower-case name. */
  headers: Record<string, string[]>;
  /** Content after the head, chunks joined; for a status without content, whatever bytes followed the head all the same. */
  body: Buffer;
  /** Not one byte came, and the socket stayed open. */
  hang: boolean;
  /** The server closed or reset the connection before the response was whole. */
  reset: boolean;
  /** Head and content arrived whole. */
  complete: boolean;
}

interface Exchange {
  received: Buffer;
  open: boolean;
}

const WINDOW_MS = 400;
const PATIENCE_MS = 10_000;
const REFUSED_BY_NODE = 'NO HTTP\r\n\r\n';

/** Sends one request on its own connection and waits until the server closes it or stays silent. */
export async function sendRaw(port: number, request: WireRequest = {}): Promise<WireResponse> {
  const { received, open } = await exchange(port, serialize(request), signal => provenSilence(port, signal));
  return parseResponse(received, open, request.method === 'HEAD');
}

/** Whether the server's event loop turns: Node itself refuses a malformed request, no handler sees it. */
export async function provesAlive(port: number): Promise<boolean> {
  const { received } = await exchange(port, Buffer.from(REFUSED_BY_NODE), signal =>
    setTimeout(PATIENCE_MS, undefined, { signal }),
  );
  return received.length > 0;
}

/**
 * Silence alone proves nothing on a busy machine, where a request may wait unread longer than any window. So the server first
 * shows that it has had its turn; a handler then has a window for timers of its own; and what those sent has its turn too.
 */
async function provenSilence(port: number, signal: AbortSignal): Promise<void> {
  for (const _turn of ['request', 'timers']) {
    await setTimeout(WINDOW_MS, undefined, { signal });
    await provesAlive(port);
  }
}

function serialize({ method = 'GET', path = '/', headers = {}, body, json }: WireRequest): Buffer {
  const content = json === undefined ? Buffer.from(body ?? '') : Buffer.from(JSON.stringify(json));
  const lines = new Map([
    ['host', 'localhost'],
    ['connection', 'close'],
  ]);
  if (json !== undefined) lines.set('content-type', 'application/json');
  if (content.length > 0) lines.set('content-length', String(content.length));
  for (const [name, value] of Object.entries(headers)) lines.set(name.toLowerCase(), value);
  const head = [`${method} ${path} HTTP/1.1`, ...[...lines].map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), content]);
}

/** Writes the bytes and collects what comes until the server closes the connection, or `silence` has passed without a byte. */
async function exchange(
  port: number,
  bytes: Buffer,
  silence: (signal: AbortSignal) => Promise<void>,
): Promise<Exchange> {
  const chunks: Buffer[] = [];
  const over = new AbortController();
  const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
  socket.on('data', chunk => chunks.push(chunk));
  socket.on('error', () => undefined);
  const closed = new Promise<void>(resolve => socket.on('close', () => resolve()));

  async function silent(): Promise<void> {
    let seen: number;
    do {
      seen = chunks.length;
      await silence(over.signal);
    } while (chunks.length > seen);
  }

  const open = await Promise.race([
    closed.then(() => false),
    silent().then(
      () => true,
      () => true,
    ),
  ]);
  over.abort();
  socket.destroy();
  return { received: Buffer.concat(chunks), open };
}

function parseResponse(received: Buffer, open: boolean, isHead: boolean): WireResponse {
  const headEnd = received.indexOf('\r\n\r\n');
  const lines = headEnd === -1 ? [] : received.subarray(0, headEnd).toString('latin1').split('\r\n');
  const statusLine = lines[0] ?? '';
  const [, code = '0', reason = ''] = /^HTTP\/1\.[01] (\d+) ?(.*)$/.exec(statusLine) ?? [];
  const status = Number(code);
  const headers = parseHeaders(lines.slice(1));
  const content = headEnd === -1 ? Buffer.alloc(0) : received.subarray(headEnd + 4);
  const hasNoContent = isHead || status < 200 || status === 204 || status === 304;
  const { body, whole } = hasNoContent ? { body: content, whole: true } : readContent(content, headers, open);
  const complete = headEnd !== -1 && whole;
  return {
    statusLine,
    status,
    reason,
    headers,
    body,
    hang: open && received.length === 0,
    reset: !open && !complete,
    complete,
  };
}

function parseHeaders(lines: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    (headers[line.slice(0, colon).toLowerCase()] ??= []).push(line.slice(colon + 1).trim());
  }
  return headers;
}

function readContent(
  content: Buffer,
  headers: Record<string, string[]>,
  open: boolean,
): { body: Buffer; whole: boolean } {
  if (headers['transfer-encoding']?.includes('chunked')) return joinChunks(content);
  const length = headers['content-length']?.[0];
  return { body: content, whole: length === undefined ? !open : content.length === Number(length) };
}

function joinChunks(content: Buffer): { body: Buffer; whole: boolean } {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = content.indexOf('\r\n', position);
    const size = lineEnd === -1 ? NaN : parseInt(content.toString('latin1', position, lineEnd), 16);
    if (!(size > 0)) return { body: Buffer.concat(chunks), whole: size === 0 };
    chunks.push(content.subarray(lineEnd + 2, lineEnd + 2 + size));
    position = lineEnd + 2 + size + 2;
  }
}
