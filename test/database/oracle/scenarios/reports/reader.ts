import type { Arranged } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';

type Reading = { who?: GuardFixture['signedOut']; removed?: boolean; wrapped?: boolean };

/** The nation's open channel and its report, and for a scenario its reader 7: a legal adviser, or another person, with a wrap of the report unless that is left out. */
export async function givenReader({ by, nation, id }: GuardFixture) {
  const adviser = by('legal adviser');
  const channel = await id(`select id from reports.channel where party_id = '${nation}' and opened_on is not null limit 1`);
  const report = await id(
    `select id from reports.report where channel_id = '${channel}' and id in (select report_id from reports.message) limit 1`,
  );
  const reading = ({ who = adviser, removed = false, wrapped = true }: Reading = {}): Arranged => ({
    arrange: `insert into reports.reader (channel_id, number, person_id, reader_function, nation, unit, recipient, verify_key, locked, joined_at, removed_at, removed_by)
        values ('${channel}', 7, '${who.subject.person}', 'reader', 'QA', '{QA}', 'age1pq1' || repeat('y', 1952), decode(repeat('00', 32), 'hex'),
          decode(repeat('00', 200), 'hex'), now(), ${removed ? `now(), '${by('focal point').subject.person}'` : 'null, null'});
      insert into reports.wrap (report_id, channel_id, reader_number, bytes) select '${report}', '${channel}', 7, '\\x00' where ${wrapped}`,
    restore: `delete from reports.wrap where channel_id = '${channel}' and reader_number = 7; delete from reports.reader where channel_id = '${channel}' and number = 7`,
  });
  /** The list in force names reader 7 as well. */
  const listed = (as?: Reading): Arranged => ({
    arrange: `${reading(as).arrange}; update reports.manifest set readers = readers || 7 where channel_id = '${channel}'`,
    restore: `delete from reports.shift_note where channel_id = '${channel}' and place > 1;
      update reports.manifest set readers = array_remove(readers, 7) where channel_id = '${channel}'; ${reading().restore}`,
  });
  const both = (first: Arranged, second: Arranged): Arranged => ({
    arrange: `${first.arrange}; ${second.arrange}`,
    restore: `${second.restore}; ${first.restore}`,
  });
  return { adviser, channel, report, reading, listed, both };
}

/** The record that goes with an act on reports: its hash, salt and detail. */
export const recorded = (word: string) => `sha256('${word}'), decode(repeat('00', 16), 'hex'), '{}'`;

/** The clocks of a report in days, and months for feedback. */
export const CLOCKS = '{"look":1,"triage":1,"acknowledge":7,"feedback":3}';
