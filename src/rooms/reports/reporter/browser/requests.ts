import type { z } from 'zod';
import type { Bytes } from '../../crypto/bytes.ts';
import type { Upload } from '../../intake/files/files.schema.ts';
import { PLACE_HEADER, TICKET_HEADER } from '../../intake/files/ticket-header.ts';
import type { GetMessage, GotMessage, Mailbox, PublicChannel, SendReport } from '../../intake/intake.schema.ts';
import type { ChannelProof } from '../../proof/proof.schema.ts';
import type { BrowserTexts } from '../browser-texts.ts';
import type { OwnMessage } from './worker-protocol.ts';

/** The document of a refusal (RFC 9457): the code of the reason, and what its text needs. */
type Refusal = Readonly<Record<string, unknown>>;

/** A request was not answered (`offline`: it may have arrived all the same), or it was refused, with the code of the reason. */
export class RequestFailed extends Error {
  readonly why: 'offline' | 'refused';
  readonly code: string;
  readonly refusal: Refusal;
  constructor(why: 'offline' | 'refused', refusal: Refusal = {}) {
    super(why);
    this.why = why;
    this.code = String(refusal.code ?? '');
    this.refusal = refusal;
  }
}

const FULL = 507;

/** The day on which the server stored what was sent. */
type Stored = { readonly day: string };

/** The texts of this page. Their address changes with them, so that the browser may keep them like the code. */
export const fetchTexts = (address: string): Promise<BrowserTexts> => ask('GET', address, undefined, { cache: 'default' });
/** The readers and keys of a channel: the same for every caller. */
export const fetchChannel = (slug: string): Promise<PublicChannel> => ask('GET', `/r/${slug}/readers`);
/** What shows that the log names the list of readers of a channel. */
export const fetchProof = (slug: string): Promise<ChannelProof> => ask('GET', `/r/${slug}/proof`);
export const sendReport = (report: SendReport): Promise<Stored> => ask('POST', '/r/reports', report);
export const fetchMailbox = (mailbox: string): Promise<Mailbox> => ask('POST', '/r/mailbox', { mailbox });
export const fetchMessage = (message: z.infer<typeof GetMessage>): Promise<z.infer<typeof GotMessage>> =>
  ask('POST', '/r/mailbox/message', message);
export const findUpload = (ticket: string): Promise<Upload> => ask('POST', '/r/files', { ticket });
export const eraseUpload = (ticket: string): Promise<Stored> => ask('POST', '/r/files/erasure', { ticket });
export const sendChunk = (ticket: string, place: number, bytes: Bytes): Promise<Stored> =>
  ask('PUT', '/r/files', bytes, { headers: { [TICKET_HEADER]: ticket, [PLACE_HEADER]: String(place) } });
export const sendMessage = (message: OwnMessage): Promise<Stored> => ask('POST', '/r/messages', message);

// Nothing personal is in an address, and no request has a cookie or says where it comes from.
async function ask<Answer>(
  method: 'GET' | 'POST' | 'PUT',
  address: string,
  body?: unknown,
  { headers = {}, cache = 'no-store' }: { headers?: Record<string, string>; cache?: RequestCache } = {},
): Promise<Answer> {
  const isFile = body instanceof Uint8Array;
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      credentials: 'omit',
      cache,
      referrerPolicy: 'no-referrer',
      ...(body !== undefined && {
        body: isFile ? (body as Bytes) : JSON.stringify(body),
        // Every write of the program has one. It is new for each request and names nothing: the report's own id gives sending again one effect.
        headers: {
          'content-type': isFile ? 'application/octet-stream' : 'application/json',
          'idempotency-key': crypto.randomUUID(),
          ...headers,
        },
      }),
    });
  } catch {
    throw new RequestFailed('offline');
  }
  // Behind these a server is busy or away: the same request may be sent again. On a full disk nothing was stored.
  if (response.status >= 500 && response.status !== FULL) throw new RequestFailed('offline');
  if (!response.ok) throw new RequestFailed('refused', await refusalOf(response));
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new RequestFailed('offline');
  }
}

/** What a refusal says; nothing where the answer is no document. */
async function refusalOf(response: Response): Promise<Refusal> {
  try {
    return (await response.json()) as Refusal;
  } catch {
    return {};
  }
}
