import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineCommand, runCommand } from '#platform/command.ts';
import type { TestBed, TestPerson } from '../../../test/database/harness.ts';
import type { ItemContent, NewItem } from './item.schema.ts';
import { recordEvidence } from './record-evidence.ts';
import './permissions.ts';

/** A valid evidence item. Tests override the fields they are about. */
export function anItem(more: Partial<ItemContent> = {}): ItemContent {
  return {
    editionId: 'nato-thb-2004',
    obligationIds: ['P1.1'],
    kind: 'EV-POL',
    says: 'met',
    title: 'Endorsement of the policy',
    date: '2026-01-15',
    source: 'Ministry order 7 of 15 January 2026',
    ...more,
  };
}

/** A nation with people who enter, sign and review its evidence, and a policy office of two, so that one-person mode is off. */
export async function givenCast(bed: TestBed) {
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  const nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  const focal = await bed.signIn.focalPoint(nation, 'Fay Focal');
  const trainer = await bed.signIn.trainingOfficer(nation, 'Tom Trainer');
  const office = await bed.signIn.policyOffice(headquarters, 'Olga Office');
  const second = await bed.signIn.policyOffice(headquarters, 'Otto Office');
  const reviewer = await bed.signIn.reviewer(nation, 'Rita Reviewer');
  return { nation, focal, trainer, office, second, reviewer };
}

const leave = defineCommand({
  name: 'test/leave-evidence',
  permission: 'evidence:enter',
  operational: 'exercise',
  input: z.strictObject({ item: z.any() }),
  answer: z.object({ id: z.string() }),
  party: ({ item }) => item.partyId as string,
  run(context, { item }) {
    const id = recordEvidence(context, item);
    return { answer: { id }, entry: { subjectKind: 'evidence-item', subjectId: id, partyId: item.partyId, detail: {} } };
  },
});

/** Plants evidence that a room measured, or that it read from a public source, as a command of that room records it. Answers its id. */
export async function leaveEvidence(
  bed: TestBed,
  who: TestPerson,
  item: Pick<NewItem, 'partyId' | 'obligationIds' | 'kind' | 'says' | 'date'> & Partial<NewItem>,
): Promise<string> {
  const both = (text: string) => ({ en: text, fr: text });
  const whole = { editionId: 'nato-thb-2004', origin: 'measured', title: both('Counted in a room'), source: both('Its records'), ...item };
  const answer = await runCommand(bed.platform, leave, { token: who.token, key: randomUUID(), input: { item: whole } });
  return answer.id;
}

/** Enters, changes and reads evidence of this nation as the desk does. `summary` reads the evidence summary from the database. */
export function deskOf(bed: TestBed, nation: string) {
  return {
    async entered(who: TestPerson, content: object = anItem()): Promise<{ id: string; version: number }> {
      const { status, body } = await bed.call(who, 'POST', `/desk/api/parties/${nation}/evidence`, content);
      if (status !== 200) throw new Error(`Evidence was not entered: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    takeStep: (who: TestPerson | null, item: { id: string; version: number }, verb: string, body: object = {}) =>
      bed.call(who, 'POST', `/desk/api/evidence/${item.id}/${verb}`, body, { 'if-match': `"${item.version}"` }),
    see: (who: TestPerson | null, id: string) => bed.call(who, 'GET', `/desk/api/evidence/${id}`),
    async summary(obligationId: string) {
      const { rows } = await bed.deployer.query(
        'select kind, item_id, says, items from evidence.summary where party_id = $1 and obligation_id = $2 order by kind',
        [nation, obligationId],
      );
      return rows;
    },
  };
}
