import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, encode, textOf, utf8 } from './bytes.ts';
import { decryptWith, encryptTo } from './keys.ts';
import { messageSizes, pad, TEXT_SIZES, unpad } from './padding.ts';
import type { ReportAddress } from './report.ts';
import { isCount, isRecord, isTextOrNone } from './shapes.ts';
import { sign, verified } from './signatures.ts';

const FORMAT = 1;
const SIGNATURE_BYTES = 64;

/** Which way a message goes. Each way is a chain of its own that begins with the encrypted text of the report. */
export type Direction = 'to-reader' | 'to-reporter';

/** What a message says: a question or an answer of the phrasebook by its code, words, and a state that only a reader may set. */
export type MessageContent = { readonly phrase?: string; readonly text?: string; readonly state?: string };

/** A message inside its ciphertext. */
export type Message = {
  readonly direction: Direction;
  /** 0 for the first of its way, then 1, 2, ... */
  readonly place: number;
  /** SHA-256 of the encrypted message before it, or of the encrypted text of the report. So each side learns that the other has read the very text that was sent. */
  readonly before: string;
  /** How many messages of the other way its writer had. A withheld one shows when its answer arrives. */
  readonly seen: number;
  /** The number of the reader who writes; null for the reporter. */
  readonly reader: number | null;
  readonly content: MessageContent;
};

/** A message as it is stored. */
export type EncryptedMessage = { readonly direction: Direction; readonly place: number; readonly encrypted: Bytes };

/** Why a message is not shown as it came. */
export type ThreadFault = {
  readonly direction: Direction;
  readonly place: number;
  readonly fault: 'damaged' | 'other-thread' | 'wrong-signature' | 'broken-chain' | 'withheld';
};

/** A report whose thread is read or continued, and the hash of its encrypted text. */
export type ThreadAddress = ReportAddress & { readonly body: Uint8Array };

/**
 * Encrypts the next message of a thread. Null where the text is too long for its place. The reporter encrypts to the report's key alone: a found code shows the answers
 * and nothing that the reporter wrote. A reader encrypts to the reporter and to the report's key, so that the other readers see what was answered.
 */
export async function encryptMessage(
  address: ThreadAddress,
  {
    direction,
    reader,
    content,
    stored,
    recipients,
    signingKey,
  }: {
    direction: Direction;
    reader: number | null;
    content: MessageContent;
    /** The messages of both ways as they are stored. */
    stored: readonly EncryptedMessage[];
    recipients: readonly string[];
    signingKey: Uint8Array;
  },
): Promise<EncryptedMessage | null> {
  const same = chainOf(stored, direction);
  const { channel, report } = address;
  const message = { direction, place: same.length, before: hashBefore(address, same), seen: stored.length - same.length, reader, content };
  const signed = sign('message', utf8(JSON.stringify({ format: FORMAT, channel, report, ...message })), signingKey);
  const padded = pad(signed, messageSizes(direction, message.place));
  return padded && { direction, place: message.place, encrypted: await encryptTo(recipients, padded) };
}

/**
 * Opens the messages that an identity opens, and checks each: that its writer signed it for this report and this way, and that none is missing, repeated or out of
 * order. `reads`: the ways that this identity opens, both for a reader, `to-reporter` for the reporter. `keyOf` answers the key that checks a writer (a reader by
 * number, null for the reporter), undefined where there is none. Only the newest message can be withheld unnoticed, until the other side answers it.
 */
export async function openThread(
  address: ThreadAddress,
  stored: readonly EncryptedMessage[],
  { identity, reads, keyOf }: { identity: string; reads: readonly Direction[]; keyOf: (reader: number | null) => Uint8Array | undefined },
): Promise<{ messages: Message[]; faults: ThreadFault[] }> {
  const messages: Message[] = [];
  const faults: ThreadFault[] = [];
  for (const direction of reads) {
    const chain = chainOf(stored, direction);
    const others = stored.length - chain.length;
    for (const [at, one] of chain.entries()) {
      const opened = await openMessage(address, one, identity, keyOf);
      const fault = typeof opened === 'string' ? opened : faultIn(opened, at, hashBefore(address, chain.slice(0, at)), others);
      if (fault !== null) faults.push({ direction, place: one.place, fault });
      if (typeof opened !== 'string' && (fault === null || fault === 'withheld')) messages.push(opened);
    }
  }
  return { messages, faults };
}

function faultIn({ place, before, seen }: Message, at: number, expected: string, others: number): ThreadFault['fault'] | null {
  if (place !== at || before !== expected) return 'broken-chain';
  return seen > others ? 'withheld' : null;
}

function chainOf(stored: readonly EncryptedMessage[], direction: Direction): EncryptedMessage[] {
  return stored.filter((one) => one.direction === direction).toSorted((a, b) => a.place - b.place);
}

function hashBefore({ body }: ThreadAddress, chain: readonly EncryptedMessage[]): string {
  const last = chain.at(-1);
  return encode(last ? sha256(last.encrypted) : body);
}

async function openMessage(
  { channel, report }: ThreadAddress,
  { direction, encrypted }: EncryptedMessage,
  identity: string,
  keyOf: (reader: number | null) => Uint8Array | undefined,
): Promise<Message | ThreadFault['fault']> {
  let signed: Bytes;
  let message: Message & ReportAddress & { readonly format: number };
  try {
    signed = unpad(await decryptWith(identity, encrypted), TEXT_SIZES);
    message = JSON.parse(textOf(signed.slice(SIGNATURE_BYTES)));
  } catch {
    return 'damaged';
  }
  // JSON may be `null`, which has no fields: one such message would keep the whole thread shut. Nobody needs to sign it.
  if (!isRecord(message)) return 'damaged';
  const isHere = message.format === FORMAT && message.channel === channel && message.report === report && message.direction === direction;
  if (!isHere) return 'other-thread';
  // The reporter writes to readers, and readers to the reporter.
  if ((message.reader === null) !== (direction === 'to-reader')) return 'wrong-signature';
  const key = keyOf(message.reader);
  if (key === undefined || verified('message', signed, key) === null) return 'wrong-signature';
  const { place, before, seen, reader, content } = message;
  // A signer may still be hostile: a page that cannot show one message would hide the others.
  const isShown = isRecord(content) && [content.phrase, content.text, content.state].every(isTextOrNone);
  if (!isShown || !isCount(place) || !isCount(seen)) return 'damaged';
  return { direction, place, before, seen, reader, content };
}
