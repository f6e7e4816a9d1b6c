import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Day } from '#kernel/day.ts';
import type { TestBed, TestPerson } from '#test/database/harness.ts';
import { encode } from './crypto/bytes.ts';
import { mailboxOf, newCode } from './crypto/code.ts';
import { newKeys, publicOf, type SecretKeys } from './crypto/keys.ts';
import { lockKeys } from './crypto/reader-keys.ts';
import { type EncryptedReport, encryptReport, type ReportContent, type ReportFile } from './crypto/report.ts';
import { verifyKeyOf } from './crypto/signatures.ts';
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

/** A channel that is open, with what its readers and its key can do. `list`: what a report names of its list. */
export type OpenChannel = {
  id: string;
  nation: string;
  readers: readonly MadeReader[];
  people: readonly TestPerson[];
  listed: readonly ListedReader[];
  list: { manifest: number; channelKey: Uint8Array };
  /** The secret channel key, and the person who keeps the channel. */
  signingKey: Uint8Array;
  keptBy: TestPerson;
};

/** An open channel of a nation with three readers, made as the desk makes it. What opening a channel asks for is tested elsewhere. */
export async function givenOpenChannel(bed: TestBed, today: Day): Promise<OpenChannel> {
  const nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  const commander = await bed.signIn.commander(nation);
  const readers = await Promise.all([['1 Bn'], ['2 Bn'], ['Chaplain']].map((unit, at) => givenReader(at + 1, 'XC', ['XC', ...unit])));
  const { signingKey } = newKeys();
  const created = await bed.call(commander, 'POST', '/desk/api/channels', {
    ...{ partyId: nation, operationId: null, parentId: null, slug: 'camp-help' },
    ...{ name: { en: 'Camp help', fr: 'Aide du camp' }, firstKey: encode(verifyKeyOf(signingKey)) },
  });
  const channel: string = created.body.id;
  const people: TestPerson[] = [];
  for (const { joining } of readers) {
    const person = await bed.signIn.legalAdviser(nation);
    people.push(person);
    await bed.call(person, 'POST', `/desk/api/channels/${channel}/readers`, joining);
  }
  const listed = readers.map((one) => one.listed);
  const days = { validFrom: today, validUntil: daysAfter(today, 60) };
  await bed.call(commander, 'POST', `/desk/api/channels/${channel}/lists`, {
    signed: signedList({ channel, number: 1, ...days, readers: listed, former: [] }, signingKey),
  });
  await bed.deployer.query('update reports.channel set opened_on = $2 where id = $1', [channel, today]);
  const list = { manifest: 1, channelKey: verifyKeyOf(signingKey) };
  return { id: channel, nation, readers, people, listed, list, signingKey, keptBy: commander };
}

/** The first leaf of an open channel, which names its list 1: from then on reporters can write. A list that nobody signed is made where there is none. */
export async function givenFirstLeaf(bed: TestBed, channel: string, day: Day): Promise<void> {
  await bed.deployer.query(
    `insert into reports.manifest (channel_id, number, signed, readers, valid_from, valid_until, published_at, published_by)
     select id, 1, decode(repeat('00', 100), 'hex'), '{1,2}', $2::date, $2::date + 60, now(), created_by from reports.channel where id = $1
     on conflict do nothing`,
    [channel, day],
  );
  await bed.deployer.query('insert into reports.daily_leaf values ($1, $2, 1, 0, $3, $4)', [channel, day, randomBytes(32), randomUUID()]);
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
    files = [],
    code = newCode(),
    content = { answers: {}, text: 'They sleep behind the depot.' },
  }: {
    manifest: number;
    channelKey: Uint8Array;
    danger?: boolean;
    files?: readonly ReportFile[];
    code?: string;
    content?: ReportContent;
  },
): Promise<{ code: string; encrypted: EncryptedReport; sent: SendReport; ticket: string }> {
  const encrypted = await encryptReport(
    { channel, report: randomUUID() },
    { content, files, readers, mailbox: mailboxOf(code), channelKey, manifest },
  );
  if (typeof encrypted === 'string') throw new Error(encrypted);
  const { idHash, verifyKey, letter } = encrypted.mailbox;
  const ticket = randomBytes(32);
  const { container } = encrypted;
  return {
    code,
    encrypted,
    ticket: ticket.toString('base64'),
    sent: {
      channel,
      report: encrypted.address.report,
      manifest,
      body: encode(encrypted.body),
      wraps: encrypted.wraps.map(({ reader, bytes }) => ({ reader, bytes: encode(bytes) })),
      mailbox: { idHash: encode(idHash), verifyKey: encode(verifyKey), letter: encode(letter) },
      danger,
      ...(container && { container: { bytes: container.length, ticketHash: hash('sha256', ticket, 'base64') } }),
    },
  };
}

/** A later day. */
export const daysAfter = (day: Day, days: number): Day => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
