import { connect } from 'node:net';

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

const QUIET_MS = 800;
const REFUSED_BY_NODE = 'NO HTTP\r\n\r\n';

/** Sends one request on its own connection and waits until the server closes it or stays silent. */
export async function sendRaw(port: number, request: WireRequest = {}): Promise<WireResponse> {
  const { received, open } = await exchange(port, serialize(request), () => provesAlive(port));
  return parseResponse(received, open, request.method === 'HEAD');
}

/** Whether the server's event loop turns: Node itself refuses a malformed request, no handler sees it. */
export async function provesAlive(port: number): Promise<boolean> {
  const { received } = await exchange(port, Buffer.from(REFUSED_BY_NODE), () => Promise.resolve(true));
  return received.length > 0;
}

function serialize({ method = 'GET', path = '/', headers = {}, body, json }: WireRequest): Buffer {
  const content = json === undefined ? Buffer.from(body ?? '') : Buffer.from(JSON.stringify(json));
  const lines = new Map([['host', 'localhost'], ['connection', 'close']]);
  if (json !== undefined) lines.set('content-type', 'application/json');
  if (content.length > 0) lines.set('content-length', String(content.length));
  for (const [name, value] of Object.entries(headers)) lines.set(name.toLowerCase(), value);
  const head = [`${method} ${path} HTTP/1.1`, ...[...lines].map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), content]);
}

/**
 * Silence alone proves nothing on a busy machine: a timer may fire before the bytes already on their way are read.
 * So each quiet window must end with `confirmQuiet`, twice, and still nothing received.
 */
function exchange(port: number, bytes: Buffer, confirmQuiet: () => Promise<boolean>): Promise<Exchange> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let timer = setTimeout(onQuiet, QUIET_MS);
    let closed = false;
    socket.on('data', chunk => {
      chunks.push(chunk);
      clearTimeout(timer);
      timer = setTimeout(onQuiet, QUIET_MS);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => finish(false));

    function onQuiet(): void {
      const seen = chunks.length;
      void confirmQuiet().then(confirmQuiet).then(() => {
        if (chunks.length === seen) finish(true);
      });
    }

    function finish(open: boolean): void {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      socket.destroy();
      resolve({ received: Buffer.concat(chunks), open });
    }
  });
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
  return { statusLine, status, reason, headers, body, hang: open && received.length === 0, reset: !open && !complete, complete };
}

function parseHeaders(lines: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    (headers[line.slice(0, colon).toLowerCase()] ??= []).push(line.slice(colon + 1).trim());
  }
  return headers;
}

function readContent(content: Buffer, headers: Record<string, string[]>, open: boolean): { body: Buffer; whole: boolean } {
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
