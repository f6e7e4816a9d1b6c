import { inEach } from '#kernel/languages.ts';
import { commentOnDraft } from '#rooms/reviews/drafts/comment-on-draft.command.ts';
import { reportProgress } from '#rooms/reviews/findings/report-progress.command.ts';
import { verifyFinding } from '#rooms/reviews/findings/verify-finding.command.ts';
import { adoptRound } from '#rooms/reviews/reports/adopt-round.command.ts';
import { agreeToPublication } from '#rooms/reviews/reports/publication/agree-to-publication.command.ts';
import { publishRound } from '#rooms/reviews/reports/publication/publish-round.command.ts';
import { openRound } from '#rooms/reviews/rounds/open-round.command.ts';
import { planRound } from '#rooms/reviews/rounds/plan-round.command.ts';
import { registerAuthority } from '#rooms/reviews/rounds/register-authority.command.ts';
import { getRound } from '#rooms/reviews/views/get-round.query.ts';
import { ACCOUNTS, BOUND, type CastParty, speakerOf } from './cast.ts';
import { type ExerciseContext, idOf, queryAs, runAs } from './context.ts';
import { FINDINGS_2024 } from './scenario.ts';
import { giveSelfAssessment, letDraftGo, rateSome, readParticipation, reviewerOf, writeFinding } from './take-part.ts';
import { translateExercise } from './texts.ts';

export const OFFICE = ACCOUNTS[0]!.key;
/** The parties that rounds ask: nations, headquarters staff and operations. */
export const ASKED: readonly CastParty[] = BOUND.filter(
  (one) => one.as !== 'contractor' && !['SUPPORT-AGENCY', 'COMMAND-SOUTH'].includes(one.code),
);
/** The parties that gave no return in the adopted round. */
const SILENT = ['XD', 'XO'];

/** Participations of a round by code of party. */
export type Participations = ReadonlyMap<string, string>;
/** The adopted round: its id and the findings by code of party. */
export type Adopted = { roundId: string; authorityId: string; findings: ReadonlyMap<string, string> };

/** The authority registers, and the round of two years ago runs from its plan to its adoption. */
export async function holdRound2024(context: ExerciseContext): Promise<Adopted> {
  const { at, day } = context.calendar;
  const { id: authorityId } = await runAs(context, OFFICE, at('2023-12-04'), registerAuthority, {
    name: inEach((locale) => translateExercise(locale, 'authority.name')),
    reviews: inEach((locale) => translateExercise(locale, 'authority.reviews')),
    intervalMonths: 24,
    from: day('2023-12-01'),
    to: null,
    replaces: null,
    source: 'Decision 12 of the Policy Committee of the exercise',
  });
  const days = { selfAssessmentDue: '2024-06-28', commentDue: '2024-10-11', adoptionPlanned: '2024-11-20', followUpDue: '2025-12-31' };
  const { roundId, participations } = await openRoundWith(context, authorityId, {
    planned: '2024-01-15',
    opened: '2024-03-01',
    days,
    scope: ['3', '5d', '5g'],
  });
  const findings = new Map<string, string>();
  const returned = ASKED.filter(({ code }) => !SILENT.includes(code));
  await Promise.all(
    returned.map(async (party) => {
      const participation = participations.get(party.code)!;
      await giveSelfAssessment(context, party, participation, at('2024-05-13'), at('2024-06-20', 14));
      await rateSome(context, party, participation, at('2024-07-15'), 4);
      const finding = FINDINGS_2024[party.code];
      if (finding) findings.set(party.code, await writeFinding(context, party.code, participation, at('2024-07-22'), finding));
      await letDraftGo(context, participation, at('2024-08-05'));
      const nothing = { obligationId: null, findingId: null, text: null, done: true };
      await runAs(context, speakerOf(party.code), at('2024-09-16'), commentOnDraft, { participationId: participation, ...nothing });
    }),
  );
  await runAs(context, OFFICE, at('2024-11-20', 15), adoptRound, { roundId, version: 2, release: 'parties' });
  await publish(context, roundId, participations);
  await followUp(context, findings);
  return { roundId, authorityId, findings };
}

/** Aldmark and Brevia agree to publish their participation; the others have not answered. */
async function publish(context: ExerciseContext, roundId: string, participations: Participations): Promise<void> {
  const { at } = context.calendar;
  for (const code of ['XA', 'XB']) {
    const participationId = participations.get(code)!;
    const { version } = await readParticipation(context, speakerOf(code), at('2024-11-25'), participationId);
    await runAs(context, speakerOf(code), at('2024-11-25'), agreeToPublication, { participationId, version, agreed: true });
  }
  await runAs(context, OFFICE, at('2024-12-02'), publishRound, { roundId, version: 3 });
}

/** Brevia's finding is settled, Aldmark's is reported and not yet checked; the others stay open. */
async function followUp(context: ExerciseContext, findings: ReadonlyMap<string, string>): Promise<void> {
  const { at } = context.calendar;
  const report = (code: string, when: Date, text: string) =>
    runAs(context, speakerOf(code), when, reportProgress, { findingId: findings.get(code)!, version: 1, text, evidenceIds: [] });
  await report('XB', at('2025-10-06'), 'The plan now has a chapter on ports.');
  const seen = { version: 2, settled: true, reason: 'The chapter was seen.' };
  await runAs(context, reviewerOf('XB'), at('2025-11-03'), verifyFinding, { findingId: findings.get('XB')!, ...seen });
  await report('XA', at('2026-11-09'), 'All services teach from the joint course since autumn.');
}

/** Plans a round with every party to ask, and opens it. */
export async function openRoundWith(
  context: ExerciseContext,
  authorityId: string,
  order: {
    planned: string;
    opened: string;
    days: Record<'selfAssessmentDue' | 'commentDue' | 'adoptionPlanned' | 'followUpDue', string>;
    scope: string[];
  },
): Promise<{ roundId: string; participations: Participations }> {
  const { at, day, year } = context.calendar;
  const values = { year: year(order.opened) };
  const { id: roundId } = await runAs(context, OFFICE, at(order.planned), planRound, {
    title: inEach((locale) => translateExercise(locale, 'round.title', values)),
    authorityId,
    scope: order.scope,
    parties: ASKED.map(({ code }) => idOf(context, code)),
    calendar: {
      selfAssessmentDue: day(order.days.selfAssessmentDue),
      commentDue: day(order.days.commentDue),
      adoptionPlanned: day(order.days.adoptionPlanned),
      followUpDue: day(order.days.followUpDue),
      // Ratings count from the day by which self-assessments were due.
      cutOff: null,
    },
    ratings: true,
  });
  await runAs(context, OFFICE, at(order.opened), openRound, { roundId, version: 1 });
  const page = await queryAs(context, OFFICE, at(order.opened), getRound, { roundId });
  const codes = new Map([...context.parties].map(([code, id]) => [id, code]));
  return {
    roundId,
    participations: new Map(page.participations.map((participation) => [codes.get(participation.party.id)!, participation.id])),
  };
}
