import { sha256 } from '@noble/hashes/sha2.js';
import { decode } from '../../crypto/bytes.ts';
import { areOtherFiles, type FoundFile, findFiles } from '../../crypto/found-files.ts';
import { encryptTo, publicOf, type SecretKeys } from '../../crypto/keys.ts';
import { encryptNote } from '../../crypto/note.ts';
import { type OpenedReport as Opened, openReport, unwrapKey } from '../../crypto/report.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { type EncryptedMessage, encryptMessage, openThread, type ThreadAddress } from '../../crypto/thread.ts';
import { verifyKeyOfReader } from '../../manifest/manifest.ts';
import { encode64 } from '../../reporter/browser/base64.ts';
import { namesKeys, readList } from './list.ts';
import { KeysLocked, type OpenKeys } from './open-keys.ts';
import { openNotes } from './open-notes.ts';
import type { FetchedReport, OpenedReport, OpenFault, ReaderCalls } from './protocol.ts';

type Input<Call extends keyof ReaderCalls> = Parameters<ReaderCalls[Call]>[0];
type Answer<Call extends keyof ReaderCalls> = Promise<ReturnType<ReaderCalls[Call]>>;

/** What is kept of the report whose thread is on the page, for the next message. The key of the report is in it: it never leaves the worker. */
type Current = {
  address: ThreadAddress;
  number: number;
  identity: string;
  reporter: Opened['reporter'];
  announced: Opened['announced'];
  stored: EncryptedMessage[];
};

/** Opens reports with the keys of a reader, and encrypts what the reader writes. */
export class ReportOpening {
  readonly #keys: OpenKeys;
  #current: Current | null = null;
  #files: readonly FoundFile[] = [];

  constructor(keys: OpenKeys) {
    this.#keys = keys;
  }

  async openReports({ channel, reports }: Input<'openReports'>): Answer<'openReports'> {
    const { identity } = this.#keys.of(channel);
    return await Promise.all(
      reports.map(async (report): Promise<OpenedReport> => {
        const opened = await openWith(channel, report, identity);
        if (typeof opened === 'string') return { report: report.report, fault: opened };
        return { report: report.report, answers: opened.content.answers, text: opened.content.text };
      }),
    );
  }

  async openThread({ channel, number, asInterpreter, report, thread, list }: Input<'openThread'>): Answer<'openThread'> {
    const keys = this.#keys.of(channel);
    // The same report is opened again after each act on it: its files stay.
    if (this.#current?.address.report !== report.report) this.#files = [];
    this.#current = null;
    const opened = await openWith(channel, report, keys.identity);
    if (typeof opened === 'string') return { fault: opened };
    const manifest = readList(channel, list);
    const { reporter, answers, text, announced } = opened.content;
    // Numbers that nobody can encrypt to show only when it is tried, and a stranger may name the key of the report itself as theirs. Such a report could be neither
    // answered nor closed with a signed state.
    const isAnswerable = await encryptTo([reporter.recipient], new Uint8Array(1)).then(
      () => true,
      () => false,
    );
    if (!isAnswerable || reporter.recipient === (await recipientOf(opened.identity, keys.signingKey))) return { fault: 'damaged' };
    const keyOf = (reader: number | null) =>
      reader === null ? reporter.verifyKey : manifest === null ? undefined : verifyKeyOfReader(manifest, reader);
    const address = { channel, report: report.report, body: new Uint8Array(sha256(decode(report.body))) };
    const stored = thread.messages.map(({ encrypted, ...one }) => ({ ...one, encrypted: decode(encrypted) }));
    const { messages, faults } = await openThread(address, stored, {
      identity: opened.identity,
      reads: ['to-reader', 'to-reporter'],
      keyOf,
    });
    const own = asInterpreter ? { number, verifyKey: verifyKeyOf(keys.signingKey) } : null;
    const notes = await openNotes(address, thread.notes, { identity: opened.identity, keyOf, own });
    this.#current = { address, number, identity: opened.identity, reporter, announced, stored };
    return {
      answers,
      text,
      announced,
      listChecked: manifest !== null,
      mayWrite: manifest !== null && (await namesKeys(manifest, number, keys)),
      messages: messages.map(({ direction, place, seen, reader, content }) => ({ direction, place, seen, reader, content })),
      faults,
      notes,
    };
  }

  async openFiles({ report, container }: Input<'openFiles'>): Answer<'openFiles'> {
    const { address, identity, announced } = this.#at(report);
    try {
      const found = await findFiles(address, container, identity);
      // The keys may have been locked, or another report opened, while this one was decrypted.
      this.#at(report);
      this.#files = found.files;
      return {
        files: found.files.map(({ name, type, size, bytes }) => ({ name, type, size, isThere: bytes !== null })),
        areOthers: areOtherFiles(announced, container, found),
      };
    } catch (error) {
      if (error instanceof KeysLocked) throw error;
      return 'damaged';
    }
  }

  async takeFile({ report, place }: Input<'takeFile'>): Answer<'takeFile'> {
    this.#at(report);
    const bytes = this.#files[place]?.bytes;
    return bytes ? new Uint8Array(bytes) : null;
  }

  async encryptAnswer({ report, content }: Input<'encryptAnswer'>): Answer<'encryptAnswer'> {
    const { address, number, identity, reporter, stored, signingKey } = this.#at(report);
    const made = await encryptMessage(address, {
      ...{ direction: 'to-reporter', reader: number, content, stored, signingKey },
      recipients: [reporter.recipient, await recipientOf(identity, signingKey)],
    });
    if (made !== null) return { place: made.place, encrypted: encode64(made.encrypted) };
    return stored.some(({ direction }) => direction === 'to-reporter') ? 'text-too-long' : 'first-too-long';
  }

  async encryptNote({ report, id, content }: Input<'encryptNote'>): Answer<'encryptNote'> {
    const { address, number, identity, signingKey } = this.#at(report);
    const recipient = await recipientOf(identity, signingKey);
    const made = await encryptNote(address, { id, reader: number, content, recipient, signingKey });
    return made === null ? 'text-too-long' : { id, encrypted: encode64(made) };
  }

  /** Forgets the report on the page: the keys were dropped. */
  forget(): void {
    this.#current = null;
    this.#files = [];
  }

  #at(report: string) {
    const current = this.#current;
    if (current === null || current.address.report !== report) throw new KeysLocked();
    return { ...current, signingKey: this.#keys.of(current.address.channel).signingKey };
  }
}

async function recipientOf(identity: string, signingKey: SecretKeys['signingKey']): Promise<string> {
  return (await publicOf({ identity, signingKey })).recipient;
}

async function openWith(
  channel: string,
  { report, body, wrap }: FetchedReport,
  reader: string,
): Promise<{ identity: string; content: Opened } | OpenFault> {
  const address = { channel, report };
  try {
    const identity = await unwrapKey(address, decode(wrap), reader);
    return { identity, content: await openReport(address, decode(body), identity) };
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    if (text.includes('of another report')) return 'other-report';
    return text.includes('no identity matched') ? 'other-keys' : 'damaged';
  }
}
