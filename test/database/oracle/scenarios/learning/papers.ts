import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';

/** The local texts that a learner's session shows, and the certificates of each person. */
export async function paperScenarios({ by, nation, signedOut, id }: GuardFixture): Promise<Scenario[]> {
  const mine = await id(`select id from training.trainee where party_id = '${nation}' and left_at is null and person_id is null limit 1`);
  const session = randomUUID();
  const undo = `delete from training.learner_session where id = '${session}'; update training.trainee set left_at = null where id = '${mine}';
    update training.local_text set withdrawn_at = null, withdrawn_by = null, withdrawal_reason = null where party_id = '${nation}' and number = 2`;
  const given = (more = '') => ({
    arrange: `${undo}; insert into training.learner_session (id, trainee_id, party_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
      values ('${session}', '${mine}', '${nation}', sha256('papers'), sha256('papers-queue'), now() + interval '1 hour', now() + interval '1 day'); ${more}`,
    restore: undo,
  });
  const annex = (secret = 'papers') => `select training.learner_texts('${secret}') ? 'law-annex'`;
  const over = (set: string) => given(`update training.learner_session set ${set} where id = '${session}'`);
  const author = by('focal point').subject.person;
  const lines: ScenarioRow[] = [
    ['learner_texts', 'a session shows the law annex of the learner’s nation', signedOut, annex(), true, given()],
    ['learner_texts', 'another secret shows nothing', signedOut, annex('papers-queue'), false, given()],
    ['learner_texts', 'an ended session shows nothing', signedOut, annex(), false, over(`ended_at = now(), end_reason = 'left'`)],
    ['learner_texts', 'an expired session shows nothing', signedOut, annex(), false, over(`ends_at = now() - interval '1 minute'`)],
    [
      'learner_texts',
      'a session of a person who left shows nothing',
      signedOut,
      annex(),
      false,
      given(`update training.trainee set left_at = now() where id = '${mine}'`),
    ],
    [
      'learner_texts',
      'a withdrawn version is not shown',
      signedOut,
      annex(),
      false,
      given(
        `update training.local_text set withdrawn_at = now(), withdrawn_by = '${author}', withdrawal_reason = 'r' where party_id = '${nation}' and number = 2`,
      ),
    ],
  ];
  return toScenarios(lines);
}
