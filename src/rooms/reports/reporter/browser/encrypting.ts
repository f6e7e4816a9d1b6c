import { sha256 } from '@noble/hashes/sha2.js';
import { encode as encodeQr } from 'uqr';
import { type Bytes, encode } from '../../crypto/bytes.ts';
import { groupsOf, mailboxOf, newCode } from '../../crypto/code.ts';
import { type EncryptionFault, encryptReport } from '../../crypto/report.ts';
import { CHUNK_BYTES } from '../../intake/files/ticket-header.ts';
import { fillReport } from '../../intake/filler.ts';
import type { SendReport } from '../../intake/intake.schema.ts';
import { fingerprintOf } from '../../manifest/manifest.ts';
import { type OnDuty, randomBelow, readersFor } from '../../manifest/readers.rules.ts';
import { faultOfDay } from '../../proof/check-proof.ts';
import { encode64 } from './base64.ts';
import { checkedList, type ListFault, type ProvenList } from './checked-list.ts';
import { FilesToSend } from './files/files-to-send.ts';
import { OUTSIDE_CHECKS } from './outside-checks.ts';
import type { CheckedChannel, WorkerCalls } from './worker-protocol.ts';

type Checked = ProvenList & { readonly channel: string; readonly onDuty: OnDuty; readonly isKept: boolean };
type Content = Parameters<WorkerCalls['encryptReport']>[0];

/** What the worker holds of a report that is being written. One page writes one report. */
export class ReportInProgress {
  #checked: Checked | null = null;
  #code: string | null = null;
  // All files as they are sent, encrypted, with their upload ticket.
  #upload: { ticket: Bytes; container: Bytes } | null = null;
  readonly files = new FilesToSend();
  // Sent again as it is: only then has sending again one effect.
  #last: { content: string; manifest: number; encrypted: SendReport } | null = null;

  /** Checks the list of readers and its proof, with the keys that this build trusts. */
  async checkChannel({ channel, fingerprint, ...asked }: Parameters<WorkerCalls['checkChannel']>[0]): Promise<CheckedChannel | ListFault> {
    this.#checked = null;
    const checked = await checkedList({ ...asked, channel: channel.channel, fingerprint }, OUTSIDE_CHECKS);
    if (typeof checked === 'string') return checked;
    const { manifest, key, proof } = checked;
    const { isKept } = asked;
    this.#checked = { ...checked, channel: channel.channel, onDuty: channel.onDuty, isKept };
    const readers = manifest.readers.map(({ number, function: of, nation, unit }) => ({ number, function: of, nation, unit }));
    return {
      parent: channel.parent,
      limits: channel.limits,
      poster: fingerprint !== null,
      isKept,
      fingerprint: fingerprintOf(key),
      proof,
      number: manifest.number,
      readers,
      onDuty: channel.onDuty,
      clocks: channel.clocks,
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

  /** The code as a QR, row by row: 1 is black. It is drawn here, so that no other program sees it. */
  drawCode(): string[] {
    if (this.#code === null) throw new Error('No code was made.');
    return encodeQr(this.#code, { ecc: 'M', border: 4 }).data.map((row) => row.map(Number).join(''));
  }

  /**
   * Encrypts the report to the readers who are left. The same content for the same list gives the same bytes and the same id again. `proof-late`: the proof of the list
   * became too old while the person wrote.
   */
  async encrypt({ answers, text, about, danger, now }: Content): Promise<SendReport | EncryptionFault | 'proof-late'> {
    if (this.#checked === null || this.#code === null) throw new Error('The list of readers was not checked, or no code was made.');
    const { channel, manifest, key, onDuty, proof, isKept } = this.#checked;
    const { ids, files } = this.files.chosen();
    const content = JSON.stringify({ answers, text, about, danger, ids });
    if (this.#last?.content === content && this.#last.manifest === manifest.number) return this.#last.encrypted;
    // A kept list encrypts while it is valid. The proof is demanded before anything is sent.
    if (!isKept && faultOfDay(proof.day, now) !== null) return 'proof-late';
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
    const bare: SendReport = {
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
    const encrypted = fillReport(bare, manifest.readers);
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
