import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageHeaders, renderPage } from './page.ts';
import type { PageContent, PageContext } from './public-page.ts';

// Quality 10 keeps the largest page below 20 KiB. It costs some 40 ms, so what was squeezed is kept: pages are the same for everybody and change rarely.
const QUALITY = 10;
const MOST_KEPT = 64;
const kept = new Map<string, Buffer>();

async function brotli(text: string): Promise<Buffer> {
  const key = createHash('sha256').update(text).digest('base64');
  const known = kept.get(key);
  if (known !== undefined) return known;
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  const squeezed = await promisify(brotliCompress)(text, { params });
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, squeezed);
  return squeezed;
}

const squeeze = { br: brotli, gzip: (text: string) => promisify(gzip)(text) };

/** Sends a page as small as the reader's browser can take it. Pages carry no secret, so squeezing them gives nothing away. */
export async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  context: PageContext,
  content: PageContent,
): Promise<FastifyReply> {
  const { markup } = renderPage(context, content);
  reply.headers(pageHeaders(content)).header('vary', 'accept-encoding');
  const offered = (request.headers['accept-encoding'] ?? '').split(',').map((one) => one.trim().toLowerCase());
  const encoding = (['br', 'gzip'] as const).find((one) =>
    offered.some((offer) => offer === one || (offer.startsWith(`${one};`) && !/q=0(\.0*)?$/.test(offer))),
  );
  if (encoding === undefined) return reply.send(markup);
  return reply.header('content-encoding', encoding).send(await squeeze[encoding](markup));
}
