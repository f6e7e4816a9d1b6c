import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How a body may be sent. */
type Encoding = 'br' | 'gzip';
/** What one reader is sent: 304 without a body where they have the answer already. */
export type ResponseToSend = { status: 200 | 304; headers: Readonly<Record<string, string>>; body: Buffer | null };

/** The body of an answer, compressed once for each encoding a client accepts. It holds no secret, so its compressed size reveals nothing. */
export type EncodedResponse = {
  readonly size: number;
  sendTo: (requestHeaders: IncomingHttpHeaders) => ResponseToSend | Promise<ResponseToSend>;
};

/**
 * Prepares an answer that can be sent any number of times. `effort` is the quality of brotli, 0 to 11: 10 keeps the largest page below 20 KiB and costs some 40
 * ms on another thread; 4 costs 2 ms.
 */
export function encodeResponse(text: string | Buffer, effort: number): EncodedResponse {
  const plain = Buffer.from(text);
  const contentHash = createHash('sha256').update(plain).digest('base64url').slice(0, 27);
  const encoded = new Map<Encoding | 'identity', ResponseToSend | Promise<ResponseToSend>>();
  const compress = {
    br: () =>
      promisify(brotliCompress)(plain, {
        params: { [constants.BROTLI_PARAM_QUALITY]: effort, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
      }),
    gzip: () => promisify(gzip)(plain),
  };
  const encodeAs = (encoding: Encoding | 'identity') => {
    const known = encoded.get(encoding);
    if (known !== undefined) return known;
    const ready = (body: Buffer): ResponseToSend => {
      const headers = {
        etag: `"${contentHash}-${encoding}"`,
        vary: 'accept-encoding',
        ...(encoding !== 'identity' && { 'content-encoding': encoding }),
      };
      const sent: ResponseToSend = { status: 200, headers, body };
      encoded.set(encoding, sent);
      return sent;
    };
    if (encoding === 'identity') return ready(plain);
    const pending = compress[encoding]().then(ready);
    encoded.set(encoding, pending);
    // A failure answers those who wait for it, and no one later.
    pending.catch(() => encoded.delete(encoding));
    return pending;
  };
  return {
    size: plain.length,
    sendTo(requestHeaders) {
      const sent = encodeAs(encodingFor(requestHeaders['accept-encoding']) ?? 'identity');
      const known = requestHeaders['if-none-match'];
      if (known === undefined) return sent;
      return sent instanceof Promise ? sent.then((one) => notModifiedIfKnown(one, known)) : notModifiedIfKnown(sent, known);
    },
  };
}

function notModifiedIfKnown(sent: ResponseToSend, known: string): ResponseToSend {
  const { etag, vary } = sent.headers as { etag: string; vary: string };
  const isKnown = known.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
  return isKnown ? { status: 304, headers: { etag, vary }, body: null } : sent;
}

/** The smallest encoding a client accepts, or undefined where it accepts none of ours. */
export function encodingFor(accepted: string | string[] | undefined): Encoding | undefined {
  const offered = String(accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim());
  return (['br', 'gzip'] as const).find((one) =>
    offered.some((offer) => offer === one || (offer.startsWith(`${one};`) && !/q=0(\.0*)?$/.test(offer))),
  );
}
