import { givenTestReport, LIMITS } from '#rooms/reports/channels/opening/fixtures.ts';
import { lockCheaply } from '#rooms/reports/crypto/fixtures.ts';
import type { MadeReader } from '#rooms/reports/fixtures.ts';
import { deskOf, nationOf } from '../returns/returns.ts';

// The keys that a story gives its readers open cheaply: a lock took half a second here, and as long again in the browser. What the browser locks itself
// (opening.e2e) costs what it costs a reader.
lockCheaply();

/** Certificates of the module for people who take reports, of people of Corvania: their numbers. */
export async function givenCertificates(count: number): Promise<string[]> {
  const officer = await deskOf('Jonas Reed');
  const partyId = await nationOf(officer, 'Corvania');
  const list = (query = '') =>
    officer.call<{ items: { completionId: string; serviceNumber: string }[] }>('GET', `parties/${partyId}/certificates?limit=100${query}`);
  const numbers = [...new Set((await list()).items.map(({ serviceNumber }) => serviceNumber))].slice(0, count);
  const passed = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
  const rows = numbers.map((number) => `${number};S9;1;${passed};90;;`);
  await officer.call('POST', 'completions', { partyId, table: ['number;module;version;passed;score;signed;lessons', ...rows].join('\n') });
  const lines = await Promise.all(numbers.map((number) => list(`&module=S9&number=${number}`)));
  const completionIds = lines.flatMap(({ items }) => items.map(({ completionId }) => completionId));
  const issue = () => officer.call<{ issued: { number: string }[] }>('POST', `parties/${partyId}/certificates`, { completionIds });
  // Stories of two files may issue them at one moment: the second one is asked to try again.
  const { issued } = await issue().catch(issue);
  return issued.map(({ number }) => number);
}

/** Every step of opening a channel but its list, by the API: certificates, limits of confidentiality, a test report that its readers open. */
export async function makeReady(
  channel: string,
  {
    keptBy,
    readers,
    channelKey,
  }: { keptBy: Awaited<ReturnType<typeof deskOf>>; readers: readonly { name: string; made: MadeReader }[]; channelKey: Uint8Array },
): Promise<void> {
  const certificates = await givenCertificates(readers.length);
  const desks = await Promise.all(readers.map(({ name }) => deskOf(name)));
  for (const [at, desk] of desks.entries())
    await desk.call('PUT', `channels/${channel}/own-certificate`, { certificate: certificates[at]! });
  await desks[0]!.call('POST', `channels/${channel}/limits`, { limits: LIMITS });
  const { sent, answer } = await givenTestReport(
    channel,
    readers.map(({ made }) => made),
    1,
    channelKey,
  );
  await keptBy.call('POST', `channels/${channel}/tests`, sent);
  for (const desk of desks) await desk.call('POST', `channels/${channel}/tests/${sent.report}/readings`, { answer });
}
