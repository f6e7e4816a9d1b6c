import { latestDayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { labelColumns } from '#kernel/labels.ts';
import { isIn } from '#kernel/roles.ts';
import { type CommandContext, defineCommand, unwrap } from '#platform/command.ts';
import { HEADQUARTERS_CODE, readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { CONSULTING, decideConsulted, decideDay } from './consultation.rules.ts';
import { ConsultationAnswer, RecordConsultation } from './cooperation.schema.ts';
import './errors.ts';
import './permissions.ts';

/** The consulting body: the one where the person holds the policy office, else headquarters. */
async function bodyOf({ db, subject }: Pick<CommandContext, 'db' | 'subject'>): Promise<string> {
  const at = subject.grants.find(({ role, party }) => isIn('office', role) && party !== null)?.party;
  if (at) return at;
  const bodies = (await readRegister(db, { kinds: ['body'] })).parties.filter(({ bodyKind }) => bodyKind === 'headquarters');
  const headquarters = bodies.find(({ code }) => code === HEADQUARTERS_CODE) ?? bodies[0];
  if (headquarters === undefined) throw new AppError('platform/not-found');
  return headquarters.id;
}

/** Records the statement of a partner or an organisation on the edition in force (2, 5). Evidence is created only once they were informed of the result. */
export const recordConsultation = defineCommand({
  name: 'cooperation/record-consultation',
  permission: 'cooperation:consult',
  clauses: ({ kind }) => [currentEdition().obligation(CONSULTING[kind]).clause],
  input: RecordConsultation,
  answer: ConsultationAnswer,
  async run(context, { kind, consultedId, consultedName, statedOn, statement, label }) {
    const { db, change, subject, now, newId } = context;
    unwrap(decideDay(statedOn, latestDayOf(now), null));
    if (consultedId !== null) unwrap(decideConsulted(kind, (await readRegister(db, { ids: [consultedId] })).parties[0]));
    const [id, partyId] = [newId(), await bodyOf(context)];
    const labelled = labelColumns(label, partyId);
    await change(
      db.insertInto('cooperation.consultation').values({
        id,
        edition_id: currentEdition().id,
        party_id: partyId,
        kind,
        consulted_id: consultedId,
        consulted_name: consultedName,
        stated_on: statedOn,
        statement,
        recorded_at: now,
        recorded_by: subject.person,
        label_level: labelled.level,
        releasable_to: labelled.releasableTo,
      }),
    );
    return {
      answer: { id, state: 'recorded' as const, version: 1 },
      entry: { subjectKind: 'consultation', subjectId: id, partyId, detail: { kind, consultedId, consultedName, statedOn, label } },
    };
  },
});
