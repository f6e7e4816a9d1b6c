import { decode, encode } from '../../../crypto/bytes.ts';
import { type CodeFault, type Mailbox as Keys, mailboxOf, parseCode } from '../../../crypto/code.ts';
import { openLetter } from '../../../crypto/report.ts';
import { type EncryptedMessage, encryptMessage, type MessageContent, openThread, type ThreadAddress } from '../../../crypto/thread.ts';
import { fingerprintOf, type ManifestFault, verifyKeyOfReader } from '../../../manifest/manifest.ts';
import { encode64 } from '../base64.ts';
import { checkedList, checkedManifest } from '../checked-list.ts';
import { OUTSIDE_CHECKS } from '../outside-checks.ts';
import type { OpenedMailbox, OwnMessage, WorkerCalls } from '../worker-protocol.ts';

type Opened = { address: ThreadAddress; reportRecipient: string; stored: EncryptedMessage[] };

/** What the worker holds of a mailbox that a code opened. */
export class OpenMailbox {
  #keys: Keys | null = null;
  #opened: Opened | null = null;
  // Sent again as it is where the connection broke: the server refuses another message in the same place.
  #last: { content: string; message: OwnMessage } | null = null;

  readCode({ typed }: { typed: string }): { mailbox: string } | CodeFault {
    const code = parseCode(typed);
    if (typeof code !== 'string') return code;
    this.#keys = mailboxOf(code);
    this.#opened = null;
    this.#last = null;
    return { mailbox: encode(this.#keys.id) };
  }

  /**
   * Opens the letter and the thread. The list of readers must be signed in the chain of the key that the letter names: the key to which this report went. A state
   * counts only where a reader signed it. The log is asked too: a list that a stolen channel key signed for this one reporter would name a reader whom no log names.
   * Answers are shown all the same, with a warning: neither a proof nor a list that is late may keep back "leave now". That a channel is closed is the server's word
   * alone, so the log is asked there too, for its last day.
   */
  async open({
    found,
    channel,
    proof,
    today,
    now,
    messages,
  }: Parameters<WorkerCalls['openMailbox']>[0]): Promise<OpenedMailbox | ManifestFault | 'letter'> {
    const keys = this.#keys;
    if (keys === null) throw new Error('No code was read.');
    const address = { channel: found.channel, report: found.report };
    const letter = await openLetter(address, decode(found.letter), keys).catch(() => null);
    if (letter === null || channel.channel !== found.channel) return 'letter';
    if (channel.manifest === null) return 'damaged';
    const isClosed = channel.state === 'closed';
    const fingerprint = fingerprintOf(letter.channelKey);
    const checked = checkedManifest(channel, channel.manifest.signed, fingerprint, today, true);
    if (typeof checked === 'string') return checked;
    const isLate = !isClosed && (today < checked.manifest.validFrom || today > checked.manifest.validUntil);
    const list = { channel: channel.channel, fingerprint, isKept: isClosed || isLate, isForReading: true, today, now };
    const proven = proof && (await checkedList({ ...list, proof }, OUTSIDE_CHECKS));
    const isNamed = (reader: number) =>
      proven !== null &&
      typeof proven !== 'string' &&
      String(verifyKeyOfReader(proven.manifest, reader)) === String(verifyKeyOfReader(checked.manifest, reader));
    const stored = messages.map(({ direction, place, encrypted }) => ({ direction, place, encrypted: decode(encrypted) }));
    const thread: ThreadAddress = { ...address, body: letter.body };
    const opened = await openThread(thread, stored, {
      identity: keys.identity,
      reads: ['to-reporter'],
      keyOf: (reader) => (reader === null ? undefined : verifyKeyOfReader(checked.manifest, reader)),
    });
    this.#opened = { address: thread, reportRecipient: letter.reportRecipient, stored };
    const dayOf = (place: number) => messages.find((one) => one.direction === 'to-reporter' && one.place === place)?.day ?? '';
    const read = opened.messages.map(({ direction, place, content }) => ({ direction, place, day: dayOf(place), content }));
    const own = messages
      .filter(({ direction }) => direction === 'to-reader')
      .map(({ direction, place, day }) => ({ direction, place, day, content: null }));
    const newest = read.findLast(({ content }) => content.state !== undefined);
    return {
      state: newest ? { name: newest.content.state!, day: newest.day } : null,
      messages: [...read, ...own].toSorted((a, b) => a.day.localeCompare(b.day)),
      faults: opened.faults,
      isProven: opened.messages.every(({ reader }) => isNamed(reader!)),
      isClosed,
      isLate,
    };
  }

  /** Encrypts the next message of the reporter to the key of the report. The code does not open it later. */
  async encrypt({ content }: { content: MessageContent }): Promise<OwnMessage | 'text-too-long'> {
    if (this.#keys === null || this.#opened === null) throw new Error('No mailbox is open.');
    const { address, reportRecipient, stored } = this.#opened;
    const asked = JSON.stringify(content);
    if (this.#last?.content === asked) return this.#last.message;
    const made = await encryptMessage(address, {
      direction: 'to-reader',
      reader: null,
      content,
      stored,
      recipients: [reportRecipient],
      signingKey: this.#keys.signingKey,
    });
    if (made === null) return 'text-too-long';
    const message = { mailbox: encode(this.#keys.id), place: made.place, encrypted: encode64(made.encrypted) };
    this.#last = { content: asked, message };
    return message;
  }
}
