import type { TestBed, TestPerson } from '../../../../test/database/harness.ts';
import { givenReadyToOpen } from '../channels/opening/fixtures.ts';
import { encode } from '../crypto/bytes.ts';
import { newKeys } from '../crypto/keys.ts';
import { verifyKeyOf } from '../crypto/signatures.ts';
import { daysAfter, givenReader, givenReport, type MadeReader, signedList } from '../fixtures.ts';
import type { Shift } from './roster.rules.ts';

export const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** An open channel of a nation, with readers who joined in person. The last one is the parent's duty. */
export type OpenChannel = {
  id: string;
  slug: string;
  nation: string;
  commander: TestPerson;
  people: TestPerson[];
  /** Sends a report through the public address, to the readers with these numbers. Returns its id, and the body that was sent. */
  report: (readers: readonly number[], danger?: boolean) => Promise<{ id: string; code: string; sent: object }>;
  setRoster: (version: number, shifts: readonly Shift[], zone?: string) => ReturnType<TestBed['call']>;
};

/** Opens a channel with four readers. Its list is valid for 60 days from `today`. */
export async function givenOpenChannel(
  bed: TestBed,
  { code, slug, today }: { code: string; slug: string; today: string },
): Promise<OpenChannel> {
  const nation = await bed.givenParty({ kind: 'nation', code, name: `Nation ${code}` });
  const commander = await bed.signIn.commander(nation);
  const { signingKey } = newKeys();
  const channelKey = verifyKeyOf(signingKey);
  const created = await bed.call(commander, 'POST', '/desk/api/channels', {
    ...{ partyId: nation, operationId: null, parentId: null, slug, name: { en: 'Camp help', fr: 'Aide du camp' } },
    firstKey: encode(channelKey),
  });
  const id: string = created.body.id;
  const people: TestPerson[] = [];
  const readers: MadeReader[] = [];
  for (const [at, unit] of ['1 Bn', '2 Bn', '3 Bn', 'Duty'].entries()) {
    const made = await givenReader(at + 1, code, [code, unit]);
    const kind = unit === 'Duty' ? ('parent-duty' as const) : ('reader' as const);
    people.push(await bed.signIn.legalAdviser(nation));
    await bed.call(people[at]!, 'POST', `/desk/api/channels/${id}/readers`, { ...made.joining, function: kind });
    readers.push({ ...made, listed: { ...made.listed, function: kind } });
  }
  const listed = readers.map((one) => one.listed);
  await bed.call(commander, 'POST', `/desk/api/channels/${id}/lists`, {
    signed: signedList(
      { channel: id, number: 1, validFrom: today, validUntil: daysAfter(today, 60), readers: listed, former: [] },
      signingKey,
    ),
  });
  await givenReadyToOpen(bed, { channel: id, party: nation, commander, people, readers, manifest: 1, channelKey });
  await bed.call(commander, 'POST', `/desk/api/channels/${id}/open`, {}, { 'if-match': '"1"' });
  return {
    ...{ id, slug, nation, commander, people },
    report: async (numbers, danger = false) => {
      const made = await givenReport(
        id,
        listed.filter(({ number }) => numbers.includes(number)),
        { manifest: 1, channelKey, danger },
      );
      const answer = await bed.call(null, 'POST', '/r/reports', made.sent);
      if (answer.status !== 200) throw new Error(answer.text);
      return { id: made.sent.report, code: made.code, sent: made.sent };
    },
    setRoster: (version, shifts, zone = 'Europe/Brussels') =>
      bed.call(commander, 'PUT', `/desk/api/channels/${id}/roster`, { zone, shifts }, { 'if-match': `"${version}"` }),
  };
}
