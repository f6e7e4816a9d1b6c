import { randomBytes, randomUUID } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Day } from '#kernel/day.ts';
import type { Answer, TestBed, TestPerson } from '../../../../../test/database/harness.ts';
import { encode } from '../../crypto/bytes.ts';
import { newKeys } from '../../crypto/keys.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { daysAfter, givenReader, givenReport, type MadeReader, signedList } from '../../fixtures.ts';
import { INTAKE_MODULE } from './opening.rules.ts';

const both = (words: string) => ({ en: words, fr: words });
export const LIMITS = {
  child: both('Tell the child protection officer.'),
  life: both('Call the military police.'),
  law: both('None here.'),
};

/** A valid certificate of that module for a service number without an account: its number. */
export async function givenCertificate(bed: TestBed, partyId: string, by: TestPerson): Promise<string> {
  const [trainee, completion] = [randomUUID(), randomUUID()];
  const number = randomBytes(10).toString('hex').toUpperCase();
  await bed.deployer.query(
    `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by) values ($1, $2, $3, 'contingent', now(), $4)`,
    [trainee, partyId, `T-${trainee.slice(0, 8).toUpperCase()}`, by.personId],
  );
  await bed.deployer.query(
    `insert into training.completion (id, trainee_id, party_id, module_id, module_version, source, source_id, passed_at, recorded_at)
     values ($1, $2, $3, $4, 1, 'player', $5, now(), now())`,
    [completion, trainee, partyId, INTAKE_MODULE, randomUUID()],
  );
  await bed.deployer.query(
    `insert into training.certificate (number, completion_id, trainee_id, party_id, module_id, module_version, passed_on, key_generation, issued_at, issued_by)
     values ($1, $2, $3, $4, $5, 1, '2026-11-01', 1, now(), $6)`,
    [number, completion, trainee, partyId, INTAKE_MODULE, by.personId],
  );
  return number;
}

/** Records for a person with an account that they have passed the module for people who take reports. */
export async function givenTrained(bed: TestBed, partyId: string, { personId }: TestPerson, validUntil: string | null = null) {
  const trainee = randomUUID();
  await bed.deployer.query(
    `insert into training.trainee (id, party_id, service_number, category, person_id, recorded_at, recorded_by)
     values ($1, $2, $3, 'contingent', $4, now(), $4)`,
    [trainee, partyId, `T-${trainee.slice(0, 8).toUpperCase()}`, personId],
  );
  await bed.deployer.query(
    `insert into training.completion (id, trainee_id, party_id, module_id, module_version, source, source_id, passed_at, valid_until, recorded_at)
     values ($1, $2, $3, $4, 1, 'player', $5, now(), $6, now())`,
    [randomUUID(), trainee, partyId, INTAKE_MODULE, randomUUID(), validUntil],
  );
}

/** A test report for the readers of a list, as the page of those who keep a channel sends it. */
export async function givenTestReport(channel: string, readers: readonly MadeReader[], manifest: number, channelKey: Uint8Array) {
  const answer = new Uint8Array(randomBytes(32));
  const { sent, encrypted } = await givenReport(
    channel,
    readers.map(({ listed }) => listed),
    { manifest, channelKey, content: { answers: { test: encode(answer) }, text: '' } },
  );
  const { report, body, wraps } = sent;
  return { encrypted, answer: encode(answer), sent: { report, manifest, body, wraps, answerHash: encode(sha256(answer)) } };
}

/** Every step of opening a channel but its list: readers are trained, limits are stated, two readers open the test report. */
export async function givenReadyToOpen(
  bed: TestBed,
  {
    channel,
    party,
    commander,
    people,
    readers,
    manifest,
    channelKey,
  }: {
    channel: string;
    party: string;
    commander: TestPerson;
    people: readonly TestPerson[];
    readers: readonly MadeReader[];
    manifest: number;
    channelKey: Uint8Array;
  },
): Promise<void> {
  for (const person of people) await givenTrained(bed, party, person);
  const path = `/desk/api/channels/${channel}`;
  await bed.call(await bed.signIn.legalAdviser(party), 'POST', `${path}/limits`, { limits: LIMITS });
  const { sent, answer } = await givenTestReport(channel, readers, manifest, channelKey);
  await bed.call(commander, 'POST', `${path}/tests`, sent);
  for (const person of people.slice(0, 2)) await bed.call(person, 'POST', `${path}/tests/${sent.report}/readings`, { answer });
}

/** An open channel with two readers, of different units, in force on the day of the test's clock. */
export type OpenChannel = {
  id: string;
  slug: string;
  channelKey: Uint8Array<ArrayBuffer>;
  readers: MadeReader[];
  commander: TestPerson;
  /** Publishes the list of this number, valid from that day. */
  publish: (number: number, from: Day) => Promise<Answer>;
};

/** Creates a channel, lets two readers join, publishes its first list and opens it, through the desk. */
export async function givenOpenChannel(bed: TestBed, nation: string, slug: string, day: Day): Promise<OpenChannel> {
  const commander = await bed.signIn.commander(nation);
  const { signingKey: channelKey } = newKeys();
  const created = await bed.call(commander, 'POST', '/desk/api/channels', {
    ...{ partyId: nation, operationId: null, parentId: null, slug },
    ...{ name: { en: 'Camp help', fr: 'Aide du camp' }, firstKey: encode(verifyKeyOf(channelKey)) },
  });
  const { id } = created.body as { id: string };
  const readers = await Promise.all(['1 Bn', '2 Bn'].map((unit, at) => givenReader(at + 1, 'XC', ['XC', unit])));
  const people: TestPerson[] = [];
  for (const reader of readers) {
    const person = await bed.signIn.legalAdviser(nation);
    await bed.call(person, 'POST', `/desk/api/channels/${id}/readers`, reader.joining);
    people.push(person);
  }
  const channel: OpenChannel = { id, slug, channelKey, readers, commander, publish };
  function publish(number: number, from: Day): Promise<Answer> {
    const listed = readers.map((one) => one.listed);
    const list = { channel: id, number, validFrom: from, validUntil: daysAfter(from, 60), readers: listed, former: [] };
    return bed.call(commander, 'POST', `/desk/api/channels/${id}/lists`, { signed: signedList(list, channel.channelKey) });
  }
  await publish(1, day);
  await givenReadyToOpen(bed, { channel: id, party: nation, commander, people, readers, manifest: 1, channelKey: verifyKeyOf(channelKey) });
  const opened = await bed.call(commander, 'POST', `/desk/api/channels/${id}/open`, {}, { 'if-match': '"1"' });
  if (opened.status !== 200) throw new Error(`The channel did not open: ${JSON.stringify(opened.body)}`);
  return channel;
}
