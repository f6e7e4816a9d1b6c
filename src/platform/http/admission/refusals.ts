import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export type Refusal = 'platform/busy' | 'platform/too-slow' | 'platform/malformed';

/** What was asked, as far as a refusal is worded by it. */
export type AskedFor = { method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders };

/** Whether somebody reads the answer with their eyes: a browser that was led to a page, not a program asking an interface. */
export function isForEyes({ url = '/', headers }: AskedFor): boolean {
  return !/^\/(api|desk\/api|xapi)(\/|\?|$)/.test(url) && (headers.accept ?? '').includes('text/html');
}

/** How refusals are worded, and who counts them. */
export type RefusalOptions = {
  /** A refusal ready to send: a problem document, or a page for whoever reads it with their eyes; and the headers of every answer. */
  refusal: (code: Refusal, asked: AskedFor) => { status: number; headers: Readonly<Record<string, string>>; body: string };
  headers: Readonly<Record<string, string>>;
  /** Hears of each request that was turned away or cut off. */
  onRefused?: ((code: Refusal) => void) | undefined;
};

/** Answers what is no HTTP, or came too slowly to become a request, and hangs up. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex, options: RefusalOptions): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const code = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'platform/too-slow' : 'platform/malformed';
  options.onRefused?.(code);
  const { status, headers: own, body } = options.refusal(code, { headers: {} });
  const headers = { ...options.headers, ...own, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${status === 408 ? 'Request Timeout' : 'Bad Request'}\r\n${lines.join('')}\r\n${body}`);
}

/** Turns requests away as cheaply as can be: the document of each language is made once. In a crowd, refusing is most of the work. */
export function refusalsOf(
  options: RefusalOptions,
  retryAfterSeconds: number,
): (request: IncomingMessage, response: ServerResponse) => void {
  const made = new Map<string, { status: number; headers: string[]; body: Buffer }>();
  return (request, response) => {
    options.onRefused?.('platform/busy');
    const wanted = request.headers['accept-language'] ?? '';
    // A page names the address it was asked at, and a language in the address is meant for this request alone: such an answer is made each time.
    const alike = !isForEyes(request) && !/[?&]lang=/.test(request.url ?? '');
    let answer = alike ? made.get(wanted) : undefined;
    if (!answer) {
      const { status, headers: own, body } = options.refusal('platform/busy', request);
      const headers = { ...options.headers, ...own, 'content-length': Buffer.byteLength(body), 'retry-after': retryAfterSeconds };
      answer = { status, headers: Object.entries(headers).flatMap(([name, value]) => [name, String(value)]), body: Buffer.from(body) };
      // Whoever invents languages must not fill the memory.
      if (made.size < 50 && alike) made.set(wanted, answer);
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
