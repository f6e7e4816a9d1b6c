import type { z } from 'zod';
import type { GetMessage, GotMessage, Mailbox, PublicChannel, SendReport } from '../../intake/intake.schema.ts';
import type { BrowserTexts } from '../browser-texts.ts';
import type { OwnMessage } from './worker-protocol.ts';

/** A request was not answered (`offline`: it may have arrived all the same), or it was refused, with the code of the reason. */
export class RequestFailed extends Error {
  readonly why: 'offline' | 'refused';
  readonly code: string;
  constructor(why: 'offline' | 'refused', code = '') {
    super(why);
    this.why = why;
    this.code = code;
  }
}

/** The day on which the server stored what was sent. */
type Stored = { readonly day: string };

/** The texts of this page. Their address changes with them, so that the browser may keep them like the code. */
export const fetchTexts = (address: string): Promise<BrowserTexts> => ask('GET', address, undefined, 'default');
/** The readers and keys of a channel: the same for every caller. */
export const fetchChannel = (slug: string): Promise<PublicChannel> => ask('GET', `/r/${slug}/readers`);
export const sendReport = (report: SendReport): Promise<Stored> => ask('POST', '/r/reports', report);
export const fetchMailbox = (mailbox: string): Promise<Mailbox> => ask('POST', '/r/mailbox', { mailbox });
export const fetchMessage = (message: z.infer<typeof GetMessage>): Promise<z.infer<typeof GotMessage>> =>
  ask('POST', '/r/mailbox/message', message);
export const sendMessage = (message: OwnMessage): Promise<Stored> => ask('POST', '/r/messages', message);

// Nothing personal is in an address, and no request has a cookie or says where it comes from.
async function ask<Answer>(method: 'GET' | 'POST', address: string, body?: unknown, cache: RequestCache = 'no-store'): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      credentials: 'omit',
      cache,
      referrerPolicy: 'no-referrer',
      ...(body !== undefined && {
        body: JSON.stringify(body),
        // Every write of the program has one. It is new for each request and names nothing: the report's own id gives sending again one effect.
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      }),
    });
  } catch {
    throw new RequestFailed('offline');
  }
  // Behind these a server is busy or away: the same request may be sent again.
  if (response.status >= 500) throw new RequestFailed('offline');
  if (!response.ok) throw new RequestFailed('refused', await codeOf(response));
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new RequestFailed('offline');
  }
}

/** The code of a refusal (RFC 9457); empty where the answer has none. */
async function codeOf(response: Response): Promise<string> {
  try {
    return String(((await response.json()) as { code?: unknown }).code ?? '');
  } catch {
    return '';
  }
}
