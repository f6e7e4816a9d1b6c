import { randomUUID } from 'node:crypto';
import type { Day } from '#kernel/day.ts';
import { mailboxOf, newCode } from './crypto/code.ts';
import { newKeys, publicOf, type SecretKeys } from './crypto/keys.ts';
import { lockKeys } from './crypto/reader-keys.ts';
import { type EncryptedReport, encode, encryptReport, type ReportContent } from './crypto/report.ts';
import type { SendReport } from './intake/intake.schema.ts';
import { type ListedReader, type Manifest, signManifest } from './manifest/manifest.ts';

/** A reader with keys, as they join a channel and as a list names them. */
export type MadeReader = { keys: SecretKeys; listed: ListedReader; joining: Record<string, unknown> };

/** Makes the keys of a reader. `number`: the one that the server will give. */
export async function givenReader(number: number, nation: string, unit: string[], passphrase = 'test only'): Promise<MadeReader> {
  const keys = newKeys();
  const { recipient, verifyKey } = await publicOf(keys);
  const own = { nation, unit, recipient, verifyKey: encode(verifyKey) };
  const joining = { function: 'reader', ...own, locked: encode(await lockKeys(keys, passphrase)) };
  return { keys, listed: { number, function: 'reader', ...own }, joining };
}

/** A signed list in base64. */
export function signedList(manifest: Omit<Manifest, 'channelKey'>, channelKey: Uint8Array): string {
  return encode(signManifest(manifest, channelKey));
}

/** A report as the reporter's browser sends it, with the code that opens its mailbox. */
export async function givenReport(
  channel: string,
  readers: readonly ListedReader[],
  {
    manifest,
    channelKey,
    danger = false,
    content = { answers: {}, text: 'They sleep behind the depot.' },
  }: {
    manifest: number;
    channelKey: Uint8Array;
    danger?: boolean;
    content?: ReportContent;
  },
): Promise<{ code: string; encrypted: EncryptedReport; sent: SendReport }> {
  const code = newCode();
  const encrypted = await encryptReport(
    { channel, report: randomUUID() },
    { content, files: [], readers, mailbox: mailboxOf(code), channelKey, manifest },
  );
  if (typeof encrypted === 'string') throw new Error(encrypted);
  const { idHash, verifyKey, letter } = encrypted.mailbox;
  return {
    code,
    encrypted,
    sent: {
      channel,
      report: encrypted.address.report,
      manifest,
      body: encode(encrypted.body),
      wraps: encrypted.wraps.map(({ reader, bytes }) => ({ reader, bytes: encode(bytes) })),
      mailbox: { idHash: encode(idHash), verifyKey: encode(verifyKey), letter: encode(letter) },
      danger,
    },
  };
}

/** A later day. */
export const daysAfter = (day: Day, days: number): Day => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
