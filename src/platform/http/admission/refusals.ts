import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export type Refusal = 'platform/busy' | 'platform/too-slow' | 'platform/malformed';

/** The parts of a request that decide how a refusal is worded. */
export type RequestInfo = { method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders };

/** Whether the client is a browser that navigated to a page, and not a program that calls an interface. */
export function acceptsHtml({ url = '/', headers }: RequestInfo): boolean {
  return !/^\/(api|desk\/api|xapi)(\/|\?|$)/.test(url) && (headers.accept ?? '').includes('text/html');
}

/** How refusals are worded, and what counts them. */
export type RefusalOptions = {
  /** A refusal ready to send: a problem document, or a page for a browser; and the headers of every answer. */
  refusal: (code: Refusal, request: RequestInfo) => { status: number; headers: Readonly<Record<string, string>>; body: string };
  headers: Readonly<Record<string, string>>;
  /** Called for each request that was rejected or cut off. */
  onRefused?: ((code: Refusal) => void) | undefined;
};

/** Answers input that is not HTTP, or arrived too slowly to become a request, and closes the connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex, options: RefusalOptions): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const code = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'platform/too-slow' : 'platform/malformed';
  options.onRefused?.(code);
  const { status, headers: own, body } = options.refusal(code, { headers: {} });
  const headers = { ...options.headers, ...own, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${status === 408 ? 'Request Timeout' : 'Bad Request'}\r\n${lines.join('')}\r\n${body}`);
}

/** Rejects requests as cheaply as possible: the document of each language is made once. In a crowd, rejecting is most of the work. */
export function refusalsOf(
  options: RefusalOptions,
  retryAfterSeconds: number,
): (request: IncomingMessage, response: ServerResponse) => void {
  const cached = new Map<string, { status: number; headers: string[]; body: Buffer }>();
  return (request, response) => {
    options.onRefused?.('platform/busy');
    const acceptLanguage = request.headers['accept-language'] ?? '';
    // A page contains the requested address, and a language in the address applies to this request only. Such an answer is made each time.
    const isCacheable = !acceptsHtml(request) && !/[?&]lang=/.test(request.url ?? '');
    let answer = isCacheable ? cached.get(acceptLanguage) : undefined;
    if (!answer) {
      const { status, headers: own, body } = options.refusal('platform/busy', request);
      const headers = { ...options.headers, ...own, 'content-length': Buffer.byteLength(body), 'retry-after': retryAfterSeconds };
      answer = { status, headers: Object.entries(headers).flatMap(([name, value]) => [name, String(value)]), body: Buffer.from(body) };
      // Invented languages must not fill the memory.
      if (cached.size < 50 && isCacheable) cached.set(acceptLanguage, answer);
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
}

/** Refuses one request. */
export function refuse(request: IncomingMessage, response: ServerResponse, code: Refusal, options: RefusalOptions): void {
  options.onRefused?.(code);
  const { status, headers, body } = options.refusal(code, request);
  response.writeHead(status, { ...options.headers, ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}
