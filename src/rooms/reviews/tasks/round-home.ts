import { dayOf } from '#kernel/dates.ts';
import { defineHomePart } from '#platform/home/home-part.ts';
import { holdsRole } from '#platform/identity/subject.ts';
import { type QueryContext, subjectOf } from '#platform/query.ts';
import { calendarsOf } from '#rooms/parties/index.ts';
import { representativesOf } from '#rooms/people/index.ts';
import { partyNames } from '../participations/obligations.ts';
import { SHOWN_STATES } from '../participations/participation.rules.ts';
import { countsOf } from '../participations/participation.store.ts';
import { lineOf } from '../participations/participation-line.ts';
import { listRounds } from '../rounds/round.store.ts';
import { viewRound } from '../rounds/round-view.ts';
import { AssignmentsHome, RoundHome } from './round-home.schema.ts';
import { participationsAtWork } from './task.store.ts';
import '../permissions.ts';

const NEWEST = 20;

/** How far the round is and what comes next: for the policy office. */
export const roundHome = defineHomePart({
  name: 'round',
  group: 'office',
  permission: 'reviews:direct',
  protects: 'round',
  answer: RoundHome,
  async run(context) {
    const today = dayOf(context.now);
    const { rounds, lines } = await atWork(context);
    const row = rounds.find(({ state }) => state === 'open') ?? rounds.find(({ state }) => state === 'planned');
    const own = lines.filter(({ roundId }) => roundId === row?.id).map(({ line }) => line);
    const late = own.filter(({ state }) => state === 'overdue');
    const people = await representativesOf(
      context.db,
      late.map(({ party }) => party.id),
      today,
    );
    const overdue = late.map(({ id, party, selfAssessmentDue }) => ({
      participationId: id,
      party: party.name,
      due: selfAssessmentDue,
      people: people.get(party.id) ?? [],
    }));
    const dates = row
      ? Object.entries(row.calendar).flatMap(([what, day]) => (what !== 'cutOff' && day !== null && day >= today ? [day] : []))
      : [];
    return {
      round: row ?? null,
      steps: SHOWN_STATES.map((state) => ({ state, n: own.filter((line) => line.state === state).length })).filter(({ n }) => n > 0),
      overdue: overdue.toSorted((a, b) => a.due.localeCompare(b.due)),
      yours: own.filter(({ yours }) => yours).length,
      late: overdue.length,
      next: dates.toSorted()[0] ?? null,
    };
  },
});

/** What to rate next and by when: for reviewers. */
export const assignmentsHome = defineHomePart({
  name: 'assignments',
  group: 'reviewers',
  permission: 'reviews:judge',
  protects: 'participation',
  answer: AssignmentsHome,
  async run(context) {
    const subject = subjectOf(context);
    const { rounds, lines } = await atWork(context);
    const assigned = new Set(subject.assignments?.map(({ participation }) => participation));
    const assignments = lines
      .filter(({ line }) => holdsRole(subject, 'reviewers', line.party.id) || assigned.has(line.id))
      .map(({ roundId, line }) => ({
        participationId: line.id,
        round: rounds.find(({ id }) => id === roundId)!,
        party: line.party.name,
        state: line.state,
        asked: line.asked,
        rated: line.rated,
        questionsOpen: line.questionsOpen,
        yours: line.yours,
        action: line.next.action,
        label: line.label,
      }));
    if (assignments.length === 0) return null;
    const dates = assignments.flatMap(({ yours, round }) => (yours ? (round.calendar.adoptionPlanned ?? []) : []));
    return {
      assignments: assignments.toSorted((a, b) => Number(b.yours) - Number(a.yours)),
      // A rating has no due date of its own, so it is never late.
      late: 0,
      next: dates.toSorted()[0] ?? null,
    };
  },
});

/** The newest rounds, and each participation of an open one as the page of its round shows it. */
async function atWork(context: QueryContext) {
  const { db, now } = context;
  const subject = subjectOf(context);
  const [rounds, participations] = await Promise.all([listRounds(db, undefined, NEWEST), participationsAtWork(db)]);
  const parties = [...new Set(participations.map(({ party_id }) => party_id))];
  const [counts, names, calendar] = await Promise.all([
    countsOf(
      db,
      participations.map(({ id }) => id),
    ),
    partyNames(db, parties),
    calendarsOf(db, parties),
  ]);
  const name = (partyId: string) => names.get(partyId) ?? { en: '', fr: '' };
  return {
    rounds: rounds.map(viewRound),
    lines: participations.map((row) => ({
      roundId: row.round_id,
      line: lineOf(subject, { now, calendar }, row, name(row.party_id), counts.get(row.id), []),
    })),
  };
}
