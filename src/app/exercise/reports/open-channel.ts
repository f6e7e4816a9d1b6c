import { randomBytes, randomUUID } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import { plusDays } from '#kernel/dates.ts';
import { ROLE } from '#kernel/roles.ts';
import { issueCertificates } from '#rooms/learning/certificates/issue-certificates.command.ts';
import { listCertificates } from '#rooms/learning/certificates/list-certificates.query.ts';
import { COMPLETION_COLUMNS } from '#rooms/readiness/records/completions-file.ts';
import { importCompletions } from '#rooms/readiness/records/import-completions.command.ts';
import { createChannel } from '#rooms/reports/channels/create-channel.command.ts';
import { joinChannel } from '#rooms/reports/channels/join-channel.command.ts';
import { openChannel } from '#rooms/reports/channels/open-channel.command.ts';
import { INTAKE_MODULE } from '#rooms/reports/channels/opening/opening.rules.ts';
import { readTest } from '#rooms/reports/channels/opening/read-test.command.ts';
import { sendTest } from '#rooms/reports/channels/opening/send-test.command.ts';
import { showCertificate } from '#rooms/reports/channels/opening/show-certificate.command.ts';
import { stateLimits } from '#rooms/reports/channels/opening/state-limits.command.ts';
import { publishManifest } from '#rooms/reports/channels/publish-manifest.command.ts';
import { setRoster } from '#rooms/reports/clocks/set-roster.command.ts';
import { encode } from '#rooms/reports/crypto/bytes.ts';
import { lockChannelKey } from '#rooms/reports/crypto/channel-key.ts';
import { mailboxOf, newCode } from '#rooms/reports/crypto/code.ts';
import { newKeys, publicOf, type SecretKeys } from '#rooms/reports/crypto/keys.ts';
import { lockKeys } from '#rooms/reports/crypto/reader-keys.ts';
import { encryptReport } from '#rooms/reports/crypto/report.ts';
import { verifyKeyOf } from '#rooms/reports/crypto/signatures.ts';
import { type ListedReader, MAX_VALID_DAYS, type Manifest, signManifest } from '#rooms/reports/manifest/manifest.ts';
import { encode64 } from '#rooms/reports/reporter/browser/base64.ts';
import { keyFileText } from '#rooms/reports/ui/channels/keys/key-file.ts';
import { accountOf, speakerOf } from '../cast.ts';
import { type ExerciseContext, idOf, queryAs, runAs } from '../context.ts';
import { CHANNEL_KEY, CHANNEL_SLUG, READERS, unitOf } from './readers.ts';

const OPERATION = 'AMBER-QUAY';
const [LIST_NUMBER, ZONE] = [1, 'Europe/Brussels'];
const WORKDAYS = [1, 2, 3, 4, 5];
const WEEKEND = [6, 7];

/** What the readers must do whatever a reporter wishes, as the legal adviser of the operation states it. */
const LIMITS = {
  child: {
    en: 'A reader who learns of a child at risk tells the child protection officer the same day.',
    fr: 'Si un enfant est en danger, le lecteur prévient la personne chargée de la protection de l’enfance le jour même.',
  },
  life: {
    en: 'A reader who learns of a life at risk calls the military police at once.',
    fr: 'Si une vie est en danger, le lecteur appelle aussitôt la police militaire.',
  },
  law: {
    en: 'The law here asks a soldier to tell the prosecutor of a serious crime. The reader asks the legal adviser first.',
    fr: 'La loi du pays oblige un militaire à signaler un crime grave au parquet. Le lecteur consulte d’abord la conseillère juridique.',
  },
};

// The passphrases of the exercise are the same everywhere, so a slow lock would protect nothing: it took two seconds of each start, and half a second of each opening.
const LOCK_COST = { workFactor: 8 };

/** An open channel, with the keys of its readers in the order of their numbers, and what a report is encrypted to. */
export type ExerciseChannel = { id: string; keys: readonly SecretKeys[]; manifest: Manifest; channelKey: Uint8Array };

/** The commander of the operation opens its channel, step by step as at the desk. What a browser does there is done here: keys, signatures, encryption. */
export async function openExerciseChannel(context: ExerciseContext): Promise<ExerciseChannel> {
  const { at, day } = context.calendar;
  const [commander, partyId] = [speakerOf(OPERATION), idOf(context, OPERATION)];
  const { signingKey } = newKeys();
  const channelKey = verifyKeyOf(signingKey);
  context.keepFile(
    CHANNEL_KEY.file,
    keyFileText('channel-key', CHANNEL_SLUG, encode(await lockChannelKey(signingKey, CHANNEL_KEY.passphrase, LOCK_COST))),
  );
  const { id: channelId } = await runAs(context, commander, at('2026-11-02'), createChannel, {
    ...{ partyId, operationId: null, parentId: null, slug: CHANNEL_SLUG, name: { en: 'Port Amber', fr: 'Port Amber' } },
    firstKey: encode(channelKey),
  });
  const keys: SecretKeys[] = [];
  const readers: ListedReader[] = [];
  for (const { key, nation, function: readerFunction, passphrase } of READERS) {
    const own = newKeys();
    const { recipient, verifyKey } = await publicOf(own);
    const joining = { function: readerFunction, nation, unit: unitOf(nation), recipient, verifyKey: encode(verifyKey) };
    const { number } = await runAs(context, key, at('2026-11-03', 8 + keys.length), joinChannel, {
      ...{ channelId, ...joining, locked: encode(await lockKeys(own, passphrase, LOCK_COST)) },
    });
    keys.push(own);
    readers.push({ number, ...joining });
  }
  await runAs(context, accountOf(ROLE.legalAdviser, OPERATION), at('2026-11-03', 14), stateLimits, { channelId, limits: LIMITS });
  await showCertificates(context, channelId);
  const [validFrom, validUntil] = [day('2026-11-05'), plusDays(day('2026-11-05'), MAX_VALID_DAYS)];
  const list = { channel: channelId, number: LIST_NUMBER, validFrom, validUntil, readers, former: [] };
  const signed = encode64(signManifest(list, signingKey));
  await runAs(context, commander, at('2026-11-05'), publishManifest, { channelId, signed });
  const channel = { id: channelId, keys, manifest: { ...list, channelKey: encode(channelKey) }, channelKey };
  await testChannel(context, commander, channel);
  await runAs(context, commander, at('2026-11-06', 15), openChannel, { channelId, version: 1 });
  await runAs(context, commander, at('2026-11-06', 16), setRoster, {
    ...{ channelId, version: 0, zone: ZONE },
    shifts: [
      { reader: 1, days: WORKDAYS, starts: '07:00', ends: '19:00' },
      { reader: 2, days: WORKDAYS, starts: '19:00', ends: '07:00' },
      { reader: 3, days: WEEKEND, starts: null, ends: null },
    ],
  });
  return channel;
}

/** Each reader has passed the module for people who take reports with their nation, and shows the certificate of it. */
async function showCertificates(context: ExerciseContext, channelId: string): Promise<void> {
  const { at, day } = context.calendar;
  const module = INTAKE_MODULE;
  for (const { key, nation, certified } of READERS) {
    const [officer, partyId] = [accountOf(ROLE.trainingOfficer, nation), idOf(context, nation)];
    const table = [COMPLETION_COLUMNS.join(';'), [certified, module, 1, day('2026-10-14'), 90, '', ''].join(';')].join('\n');
    await runAs(context, officer, at('2026-11-04', 9), importCompletions, { partyId, table });
    const found = await queryAs(context, officer, at('2026-11-04', 10), listCertificates, { partyId, module, number: certified });
    const completionIds = found.items.map(({ completionId }) => completionId);
    const { issued } = await runAs(context, officer, at('2026-11-04', 10), issueCertificates, { partyId, completionIds });
    await runAs(context, key, at('2026-11-04', 15), showCertificate, { channelId, certificate: issued[0]!.number });
  }
}

/** The commander sends a test report, and the readers open it. */
async function testChannel(
  context: ExerciseContext,
  commander: string,
  { id: channelId, manifest, channelKey }: ExerciseChannel,
): Promise<void> {
  const { at } = context.calendar;
  const answer = new Uint8Array(randomBytes(32));
  const report = randomUUID();
  const made = await encryptReport(
    { channel: channelId, report },
    {
      ...{ content: { answers: { test: encode(answer) }, text: '' }, files: [], readers: manifest.readers },
      ...{ mailbox: mailboxOf(newCode()), channelKey, manifest: manifest.number },
    },
  );
  if (typeof made === 'string') throw new Error(`The test report of the exercise cannot be encrypted: ${made}.`);
  await runAs(context, commander, at('2026-11-05', 10), sendTest, {
    ...{ channelId, report, manifest: manifest.number, body: encode64(made.body), answerHash: encode(sha256(answer)) },
    wraps: made.wraps.map(({ reader, bytes }) => ({ reader, bytes: encode64(bytes) })),
  });
  for (const { key } of READERS)
    await runAs(context, key, at('2026-11-06', 8), readTest, { channelId, reportId: report, answer: encode(answer) });
}
