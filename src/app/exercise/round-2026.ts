import { ROLE } from '#kernel/roles.ts';
import { answerComment } from '#rooms/reviews/drafts/answer-comment.command.ts';
import { commentOnDraft } from '#rooms/reviews/drafts/comment-on-draft.command.ts';
import { carryOverFinding } from '#rooms/reviews/findings/carry-over-finding.command.ts';
import { inviteOrganisation } from '#rooms/reviews/organisations/invite-organisation.command.ts';
import { writeObservation } from '#rooms/reviews/organisations/write-observation.command.ts';
import { askClarification } from '#rooms/reviews/self-assessments/ask-clarification.command.ts';
import { accountOf, type CastParty, PARTNER, speakerOf } from './cast.ts';
import { type ExerciseContext, idOf, runAs } from './context.ts';
import { enterItems, type PlannedItem } from './give-evidence.ts';
import { type Adopted, ASKED, OFFICE, openRoundWith, type Participations } from './round-2024.ts';
import { COMMENTS, FINDINGS_2026, OBSERVATION, QUESTIONS } from './scenario.ts';
import { giveSelfAssessment, letDraftGo, rateSome, readParticipation, reviewerOf, writeFinding } from './take-part.ts';

/** How far a party is in the open round, and the date of its return. */
type Course = { until: 'asked' | 'submitted' | 'clarifying' | 'drafted' | 'commenting' | 'commented'; submitted?: string };

/** The progress of each party on the scenario's present day. Drelland is late; Ostany is only invited, so it never is. */
export const COURSES: Readonly<Record<string, Course>> = {
  XA: { until: 'commenting', submitted: '2026-06-11' },
  XB: { until: 'commenting', submitted: '2026-06-23' },
  XC: { until: 'commenting', submitted: '2026-06-18' },
  XD: { until: 'asked' },
  XE: { until: 'commented', submitted: '2026-05-21' },
  XF: { until: 'clarifying', submitted: '2026-06-29' },
  XH: { until: 'commenting', submitted: '2026-06-04' },
  XI: { until: 'submitted', submitted: '2026-10-28' },
  XJ: { until: 'commented', submitted: '2026-06-02' },
  XM: { until: 'submitted', submitted: '2026-10-16' },
  XO: { until: 'asked' },
  XT: { until: 'drafted', submitted: '2026-08-24' },
  'HQ-IS': { until: 'commenting', submitted: '2026-06-15' },
  'AMBER-QUAY': { until: 'clarifying', submitted: '2026-06-26' },
  'STONE-FERRY': { until: 'submitted', submitted: '2026-11-12' },
};

/** The open round: every party goes through it at its own pace, while its evidence of these months arrives. */
export async function holdRound2026(
  context: ExerciseContext,
  adopted: Adopted,
  items: ReadonlyMap<string, readonly PlannedItem[]>,
): Promise<void> {
  const { at } = context.calendar;
  const days = { selfAssessmentDue: '2026-07-01', commentDue: '2026-12-18', adoptionPlanned: '2027-01-28', followUpDue: '2028-01-31' };
  const { roundId, participations } = await openRoundWith(context, adopted.authorityId, {
    planned: '2026-01-12',
    opened: '2026-03-02',
    days,
    scope: [],
  });
  const helpfulBy = context.calendar.day('2026-07-31');
  const form = await runAs(context, OFFICE, at('2026-03-05'), inviteOrganisation, {
    roundId,
    partyId: idOf(context, PARTNER.code),
    helpfulBy,
  });
  await runAs(context, OFFICE, at('2026-03-09'), carryOverFinding, {
    findingId: adopted.findings.get('XC')!,
    version: 1,
    roundId,
    due: context.calendar.day('2027-03-31'),
    reason: 'No report came before the new round.',
  });
  const written = { formId: form.id, clauseId: '3', version: 0, text: OBSERVATION };
  await runAs(context, accountOf(ROLE.partnerContact, PARTNER.code), at('2026-04-14'), writeObservation, written);
  await Promise.all(ASKED.map((party) => advance(context, party, participations, items.get(party.code) ?? [])));
}

async function advance(
  context: ExerciseContext,
  party: CastParty,
  participations: Participations,
  items: readonly PlannedItem[],
): Promise<void> {
  const { at, day } = context.calendar;
  const course = COURSES[party.code]!;
  const participation = participations.get(party.code)!;
  if (course.submitted === undefined) return enterItems(context, party, items);
  const signed = at(course.submitted, 14);
  const startedAt = new Date(signed.getTime() - 20 * 86_400_000);
  await enterItems(context, party, before(items, startedAt));
  await giveSelfAssessment(context, party, participation, startedAt, signed);
  await enterItems(context, party, after(items, startedAt));
  await (course.until === 'submitted' ? undefined : judge(context, party, participation, course.until, day));
}

const before = (items: readonly PlannedItem[], when: Date) => items.filter((item) => item.day < when.toISOString().slice(0, 10));
const after = (items: readonly PlannedItem[], when: Date) => items.filter((item) => item.day >= when.toISOString().slice(0, 10));

async function judge(
  context: ExerciseContext,
  { code, ...party }: CastParty,
  participation: string,
  until: Course['until'],
  day: (scenario: string) => string,
): Promise<void> {
  const { at } = context.calendar;
  const question = QUESTIONS[code];
  if (question)
    await runAs(context, reviewerOf(code), at('2026-11-03'), askClarification, {
      participationId: participation,
      ...question,
      due: day('2026-12-08'),
    });
  if (until === 'clarifying') return;
  const drafted = code === 'XT' ? at('2026-10-19') : at('2026-09-07');
  await rateSome(context, { code, ...party }, participation, drafted, 10);
  for (const finding of FINDINGS_2026[code] ?? []) await writeFinding(context, code, participation, at('2026-09-28'), finding);
  if (until === 'drafted') return;
  await letDraftGo(context, participation, at('2026-10-17'));
  if (until === 'commented') await comment(context, code, participation);
}

/** Estrava's comment is answered; Kestria's waits for headquarters. */
async function comment(context: ExerciseContext, code: string, participationId: string): Promise<void> {
  const { at } = context.calendar;
  const text = { obligationId: null, findingId: null, text: COMMENTS[code]!, done: true };
  await runAs(context, speakerOf(code), at(code === 'XE' ? '2026-11-18' : '2026-11-23'), commentOnDraft, { participationId, ...text });
  if (code !== 'XE') return;
  const { comments } = await readParticipation(context, OFFICE, at('2026-11-20'), participationId);
  const decision = { decision: 'accepted' as const, reason: 'Noted with thanks; the finding stays as it is.' };
  for (const { id } of comments) await runAs(context, OFFICE, at('2026-11-20'), answerComment, { commentId: id, ...decision });
}
