import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestPerson } from '#test/database/harness.ts';

/** A day, so many days from now. */
export const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** The status and the error code of an answer. */
export const code = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code];

/** An application with two nations, two members of the policy office, and an administrator of each nation. */
export async function openHandOvers() {
  const bed = await openTestBed();
  const aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  const brevia = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  const office = await bed.signIn.policyOffice();
  const second = await bed.signIn.policyOffice();
  const admin = await bed.signIn.partyAdmin(aldmark, 'Wanda');
  const otherAdmin = await bed.signIn.partyAdmin(brevia);
  const session = async (who: TestPerson) =>
    (await bed.call(who, 'GET', '/desk/api/session')).body.grants as { id: string; role: string; to: string | null }[];
  const page = async (who: TestPerson, after = '') => (await bed.call(who, 'GET', `/desk/api/hand-overs?after=${after}`)).body;
  return {
    bed,
    aldmark,
    brevia,
    people: { office, second, admin, otherAdmin },
    session,
    handOver: (who: TestPerson, to: TestPerson, grantIds: string[], lastDay = day(7)) =>
      bed.call(who, 'POST', '/desk/api/hand-overs', { successorId: to.personId, lastDay, grantIds }),
    decide: (who: TestPerson, handOverId: string, body: object) =>
      bed.call(who, 'POST', `/desk/api/hand-overs/${handOverId}/decision`, body),
    page,
    list: async (who: TestPerson) => (await page(who)).items,
    tasks: async (who: TestPerson, kind: string) =>
      (await bed.call(who, 'GET', '/desk/api/tasks')).body.access.tasks.filter((task: { kind: string }) => task.kind === kind),
    /** A person with two roles in Aldmark, one of which ends in 200 days, and a successor without any. */
    pair: async () => {
      const leaver = await bed.givenPerson('Mira Kolb', [
        { role: ROLE.focalPoint, partyId: aldmark },
        { role: ROLE.legalAdviser, partyId: aldmark },
      ]);
      await bed.deployer.query(`update identity.role_grant set valid_to = $2 where person_id = $1 and role = '${ROLE.legalAdviser}'`, [
        leaver.personId,
        day(200),
      ]);
      const successor = await bed.givenPerson('Karl Munk');
      const grants = (await session(leaver)).map((grant) => grant.id);
      return { leaver, successor, grants };
    },
  };
}
export type HandOvers = Awaited<ReturnType<typeof openHandOvers>>;
