import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, decode, encode, joinBytes, sameBytes, textOf, utf8 } from './bytes.ts';
import type { Mailbox } from './code.ts';
import { decryptWith, encryptTo, identityFrom, isRecipient, newKeys, publicOf, seedOf } from './keys.ts';
import { CONTAINER_SIZES, pad, TEXT_SIZES, unpad } from './padding.ts';
import { isCount, isRecord } from './shapes.ts';
import { sign, verified, verifyKeyOf } from './signatures.ts';

const FORMAT = 1;

/** Which report this is. `id` is a random UUID (version 4), made in the browser: it is also the key under which sending again has one effect. */
export type ReportAddress = { readonly channel: string; readonly report: string };
/** A reader as the list of readers names them. */
export type Recipient = { readonly number: number; readonly recipient: string };
/** A file of a report. Its name and type are inside the ciphertext. */
export type ReportFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

/** An encrypted report as the server stores it: nothing in it says what was written, by whom, about whom, or how many files there are. */
export type EncryptedReport = {
  readonly address: ReportAddress;
  /** The text, encrypted to the report's own key. */
  readonly body: Bytes;
  /** All files in one container, encrypted to the same key; null where there are none. */
  readonly container: Bytes | null;
  /** The report's key, encrypted to each reader apart. All are of one size. */
  readonly wraps: readonly { readonly reader: number; readonly bytes: Bytes }[];
  readonly mailbox: {
    /** SHA-256 of the mailbox id: the id itself is sent only to ask for answers. */
    readonly idHash: Bytes;
    /** Checks what the reporter sends later. */
    readonly verifyKey: Bytes;
    /** What the reporter's next visit needs, encrypted to the reporter and signed by them. */
    readonly letter: Bytes;
  };
};

/** Why a report cannot be encrypted: fewer than two readers are left, or the text or the files are too long. */
export type EncryptionFault = 'too-few-readers' | 'text-too-long' | 'files-too-large';

/** What the reporter gives. `answers`: the taps, as codes of the question catalogue; `text`: their words. */
export type ReportContent = { readonly answers: Readonly<Record<string, unknown>>; readonly text: string };

/** What the text says of the files that follow it: how many, and the length and SHA-256 (base64) of their encrypted container; zero and null where there are none. */
export type AnnouncedFiles = { readonly count: number; readonly bytes: number; readonly hash: string | null };

/**
 * What a reader reads: the content, the keys with which the reporter is answered, and the files that the text announces; null where it does not say, as earlier
 * versions wrote it.
 */
export type OpenedReport = ReportContent & {
  readonly reporter: { readonly recipient: string; readonly verifyKey: Bytes };
  readonly announced: AnnouncedFiles | null;
};

/** What the reporter's letter to themselves holds. `body`: SHA-256 of the encrypted text, with which the thread begins. */
export type OwnLetter = { readonly reportRecipient: string; readonly body: Bytes; readonly channelKey: Bytes; readonly manifest: number };

const MIN_READERS = 2;

/**
 * Encrypts a report in the reporter's browser. The text goes to a key made for this report; that key goes to each reader in a wrap of its own, so that a reader can
 * be added later without the text being touched. The reporter's code opens the answers and the letter, never the report: a found code shows nothing of the
 * report.
 */
export async function encryptReport(
  { channel, report }: ReportAddress,
  {
    content,
    files,
    readers,
    mailbox,
    channelKey,
    manifest,
  }: {
    content: ReportContent;
    files: readonly ReportFile[];
    readers: readonly Recipient[];
    mailbox: Mailbox;
    /** The key that signed the list of readers, and the number of that list. */
    channelKey: Uint8Array;
    manifest: number;
  },
): Promise<EncryptedReport | EncryptionFault> {
  if (readers.length < MIN_READERS) return 'too-few-readers';
  const { identity } = newKeys();
  const own = await publicOf(mailbox);
  const { recipient } = await publicOf({ identity, signingKey: mailbox.signingKey });
  const reporter = { recipient: own.recipient, verifyKey: encode(own.verifyKey) };
  const packed = files.length === 0 ? null : pad(packFiles({ channel, report }, files), CONTAINER_SIZES);
  if (files.length > 0 && packed === null) return 'files-too-large';
  const container = packed && (await encryptTo([recipient], packed));
  // The text names its files, so that a server cannot leave them all out unnoticed.
  const announced: AnnouncedFiles = { count: files.length, bytes: container?.length ?? 0, hash: container && encode(sha256(container)) };
  const text = pad(utf8(JSON.stringify({ format: FORMAT, channel, report, reporter, files: announced, ...content })), TEXT_SIZES);
  if (text === null) return 'text-too-long';
  const body = await encryptTo([recipient], text);
  const known = { reportRecipient: recipient, body: encode(sha256(body)), channelKey: encode(channelKey), manifest };
  const letter = utf8(JSON.stringify({ format: FORMAT, channel, report, ...known }));
  return {
    address: { channel, report },
    body,
    container,
    wraps: await Promise.all(
      readers.map(async (reader) => ({ reader: reader.number, bytes: await wrapKey({ channel, report }, identity, reader.recipient) })),
    ),
    mailbox: {
      idHash: new Uint8Array(sha256(mailbox.id)),
      verifyKey: own.verifyKey,
      letter: await encryptTo([own.recipient], pad(sign('letter', letter, mailbox.signingKey), TEXT_SIZES)!),
    },
  };
}

/** The key of a report in a wrap for one reader. The wrap names the report, so that it is no wrap of another. */
export async function wrapKey(address: ReportAddress, identity: string, recipient: string): Promise<Bytes> {
  return await encryptTo([recipient], joinBytes(new Uint8Array([FORMAT]), addressHash(address), seedOf(identity)));
}

/** The key of a report from a reader's wrap. Throws where the wrap is for another reader, of another report, or damaged. */
export async function unwrapKey(address: ReportAddress, wrap: Uint8Array, reader: string): Promise<string> {
  const opened = await decryptWith(reader, wrap);
  const hash = addressHash(address);
  if (opened[0] !== FORMAT || !sameBytes(opened.slice(1, 1 + hash.length), hash)) throw new Error('This key is that of another report.');
  return identityFrom(opened.slice(1 + hash.length));
}

/**
 * Opens the text of a report with its key. Throws where it was changed, is that of another report, or is not of the shape that the form writes: anybody may send a
 * report, one that a page cannot show would hide all others of its list, and one whose reporter cannot be encrypted to could never be closed.
 */
export async function openReport({ channel, report }: ReportAddress, body: Uint8Array, identity: string): Promise<OpenedReport> {
  const opened = JSON.parse(textOf(unpad(await decryptWith(identity, body), TEXT_SIZES)));
  if (opened.format !== FORMAT || opened.channel !== channel || opened.report !== report)
    throw new Error('This text is that of another report.');
  const { answers, text, reporter } = opened;
  if (!isRecord(answers) || typeof text !== 'string' || !isRecipient(reporter?.recipient)) throw new Error('This text has another shape.');
  return {
    answers,
    text,
    reporter: { recipient: reporter.recipient, verifyKey: decode(reporter.verifyKey) },
    announced: readAnnounced(opened.files),
  };
}

/** What a text says of its files; null where it says nothing that can be read: its words are shown all the same. */
function readAnnounced(files: unknown): AnnouncedFiles | null {
  if (!isRecord(files) || !isCount(files.count) || !isCount(files.bytes)) return null;
  const { count, bytes, hash } = files;
  return { count, bytes, hash: typeof hash === 'string' ? hash : null };
}

/** Opens the files of a report with its key. Throws where they were changed, or belong to another report. */
export async function openFiles(address: ReportAddress, container: Uint8Array, identity: string): Promise<ReportFile[]> {
  return unpackFiles(address, unpad(await decryptWith(identity, container), CONTAINER_SIZES));
}

/** Opens the reporter's letter to themselves with the code. Throws where it was changed, is not theirs, or is that of another report. */
export async function openLetter(
  { channel, report }: ReportAddress,
  letter: Uint8Array,
  { identity, signingKey }: Mailbox,
): Promise<OwnLetter> {
  const signed = unpad(await decryptWith(identity, letter), TEXT_SIZES);
  const content = verified('letter', signed, verifyKeyOf(signingKey));
  const opened = content && JSON.parse(textOf(content));
  if (opened?.format !== FORMAT || opened.channel !== channel || opened.report !== report)
    throw new Error('This letter is that of another report.');
  const { reportRecipient, body, channelKey, manifest } = opened;
  return { reportRecipient, body: decode(body), channelKey: decode(channelKey), manifest };
}

// The index of the files is in front of them: its length as 32 bits, then names, types and sizes as JSON.
const INDEX_LENGTH_BYTES = 4;

function packFiles({ channel, report }: ReportAddress, files: readonly ReportFile[]): Bytes {
  const index = utf8(
    JSON.stringify({ format: FORMAT, channel, report, files: files.map(({ name, type, bytes }) => ({ name, type, size: bytes.length })) }),
  );
  const length = new Uint8Array(INDEX_LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, index.length);
  return joinBytes(length, index, ...files.map(({ bytes }) => bytes));
}

function unpackFiles({ channel, report }: ReportAddress, packed: Bytes): ReportFile[] {
  let at = INDEX_LENGTH_BYTES + new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  const index = JSON.parse(textOf(packed.subarray(INDEX_LENGTH_BYTES, at)));
  if (index.format !== FORMAT || index.channel !== channel || index.report !== report)
    throw new Error('These files belong to another report.');
  const files = (index.files as { name: string; type: string; size: number }[]).map(({ name, type, size }) => {
    // A negative size would step back, and the same bytes could be copied until the memory of the reader's browser is full.
    if (typeof name !== 'string' || typeof type !== 'string' || !isCount(size))
      throw new Error('The index of the files has another shape.');
    const bytes = packed.slice(at, at + size);
    at += size;
    return { name, type, bytes };
  });
  if (at !== packed.length) throw new Error('The files are not as long as their index says.');
  return files;
}

function addressHash({ channel, report }: ReportAddress): Bytes {
  return new Uint8Array(sha256(utf8(`${channel}\n${report}`)));
}
