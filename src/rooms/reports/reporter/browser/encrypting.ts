import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../../crypto/bytes.ts';
import { groupsOf, mailboxOf, newCode } from '../../crypto/code.ts';
import { decode, type EncryptionFault, encode, encryptReport } from '../../crypto/report.ts';
import { CHUNK_BYTES } from '../../intake/files/ticket-header.ts';
import type { PublicChannel, SendReport } from '../../intake/intake.schema.ts';
import { checkManifest, type Manifest, type ManifestFault, newestKey } from '../../manifest/manifest.ts';
import { type OnDuty, randomBelow, readersFor } from '../../manifest/readers.rules.ts';
import { encode64 } from './base64.ts';
import { FilesToSend } from './files/files-to-send.ts';
import type { CheckedChannel, WorkerCalls } from './worker-protocol.ts';

type Checked = { channel: string; manifest: Manifest; key: Uint8Array; onDuty: OnDuty };
type Content = Parameters<WorkerCalls['encryptReport']>[0];

/**
 * The list of readers of a channel, checked: its newest key signed it, it is valid today, and the poster's fingerprint, where there is one, names a key of the chain.
 * Nothing is kept of lists seen before: a reporter's phone stores nothing.
 */
export function checkedManifest(
  { channel, keys, manifest, state }: PublicChannel,
  fingerprint: string | null,
  today: string,
): { manifest: Manifest; key: Uint8Array } | ManifestFault | 'closed' {
  if (state === 'closed' || manifest === null) return 'closed';
  const key = newestKey(channel, { first: decode(keys.first), successors: keys.successors.map(decode) }, fingerprint);
  if (key === null) return 'other-key';
  const checked = checkManifest(decode(manifest.signed), { channel, key, today, seen: null });
  return typeof checked === 'string' ? checked : { manifest: checked, key };
}

/** What the worker holds of a report that is being written. One page writes one report. */
export class ReportInProgress {
  #checked: Checked | null = null;
  #code: string | null = null;
  // All files as they are sent, encrypted, with their upload ticket.
  #upload: { ticket: Bytes; container: Bytes } | null = null;
  readonly files = new FilesToSend();
  // Sent again as it is: only then has sending again one effect.
  #last: { content: string; manifest: number; encrypted: SendReport } | null = null;

  checkChannel({
    channel,
    fingerprint,
    today,
  }: {
    channel: PublicChannel;
    fingerprint: string | null;
    today: string;
  }): CheckedChannel | ManifestFault | 'closed' {
    this.#checked = null;
    const checked = checkedManifest(channel, fingerprint, today);
    if (typeof checked === 'string') return checked;
    const { manifest, key } = checked;
    this.#checked = { channel: channel.channel, manifest, key, onDuty: channel.onDuty };
    const readers = manifest.readers.map(({ number, function: of, nation, unit }) => ({ number, function: of, nation, unit }));
    return {
      poster: fingerprint !== null,
      number: manifest.number,
      readers,
      onDuty: channel.onDuty,
      dangerMinutes: channel.clocks.dangerMinutes,
    };
  }

  makeCode(): string[] {
    this.#code ??= newCode();
    return groupsOf(this.#code);
  }

  ownMailbox(): string {
    if (this.#code === null) throw new Error('No code was made.');
    return encode(mailboxOf(this.#code).id);
  }

  /** Encrypts the report to the readers who are left. The same content for the same list gives the same bytes and the same id again. */
  async encrypt({ answers, text, about, danger }: Content): Promise<SendReport | EncryptionFault> {
    if (this.#checked === null || this.#code === null) throw new Error('The list of readers was not checked, or no code was made.');
    const { channel, manifest, key, onDuty } = this.#checked;
    const { ids, files } = this.files.chosen();
    const content = JSON.stringify({ answers, text, about, danger, ids });
    if (this.#last?.content === content && this.#last.manifest === manifest.number) return this.#last.encrypted;
    const readers = readersFor(manifest, about, onDuty, randomBelow);
    if (readers === null) return 'too-few-readers';
    const address = { channel, report: crypto.randomUUID() };
    const mailbox = mailboxOf(this.#code);
    const made = await encryptReport(address, {
      content: { answers, text },
      files,
      readers,
      mailbox,
      channelKey: key,
      manifest: manifest.number,
    });
    if (typeof made === 'string') return made;
    this.#upload = made.container && { ticket: crypto.getRandomValues(new Uint8Array(TICKET_BYTES)), container: made.container };
    const encrypted: SendReport = {
      ...address,
      manifest: manifest.number,
      body: encode64(made.body),
      wraps: made.wraps.map(({ reader, bytes }) => ({ reader, bytes: encode64(bytes) })),
      mailbox: {
        idHash: encode(made.mailbox.idHash),
        verifyKey: encode(made.mailbox.verifyKey),
        letter: encode64(made.mailbox.letter),
      },
      danger,
      ...(this.#upload && {
        container: { bytes: this.#upload.container.length, ticketHash: encode(sha256(this.#upload.ticket)) },
      }),
    };
    this.#last = { content, manifest: manifest.number, encrypted };
    return encrypted;
  }

  /** The upload ticket of the files of this report, and the number of their chunks; null where it has none. */
  upload(): { ticket: string; chunks: number } | null {
    return this.#upload && { ticket: encode(this.#upload.ticket), chunks: Math.ceil(this.#upload.container.length / CHUNK_BYTES) };
  }

  chunk(place: number): Bytes {
    return this.#upload!.container.slice(place * CHUNK_BYTES, (place + 1) * CHUNK_BYTES);
  }
}

const TICKET_BYTES = 32;
