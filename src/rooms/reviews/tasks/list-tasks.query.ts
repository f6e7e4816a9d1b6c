import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { isSilent } from '#kernel/status.ts';
import { holdsRole, may, type Subject } from '#platform/identity/subject.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { calendarsOf, isOver, overOn, type WorkCalendar } from '#rooms/parties/index.ts';
import { type Edition, numberWithDagger } from '#rooms/policy/index.ts';
import { countUnsettled } from '../findings/finding.store.ts';
import { isFindingLate, unsettledFindings } from '../findings/open-findings.store.ts';
import { formsOf } from '../organisations/form.store.ts';
import { obligationsOf, partyNames } from '../participations/obligations.ts';
import { isOverdue, type ParticipationState } from '../participations/participation.rules.ts';
import { countsOf } from '../participations/participation.store.ts';
import { mayTakeNextStep, nextOf, overFor } from '../participations/participation-line.ts';
import { allows, decideAdopt, decideClose, type RoundState } from '../rounds/round.rules.ts';
import { type DueItem, nextReminder } from './due.rules.ts';
import { timesOf } from './reminder-times.ts';
import { type Task, Tasks } from './task.schema.ts';
import { notKnownAnswers, participationsAtWork, roundsAtWork } from './task.store.ts';

type Loose = Omit<Task, 'round' | 'party'> & { partyId: string | null };

/** What this reader has to do next in reviews, nearest due date first, for My tasks. */
export const listReviewTasks = defineQuery({
  name: 'reviews/list-tasks',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: Tasks,
  async run(context) {
    const { db } = context;
    const subject = subjectOf(context);
    const rounds = await roundsAtWork(db);
    const editions = new Map(rounds.map((round) => [round.id, context.platform.services.catalogue.edition(round.edition_id)]));
    const reminderOf: ReminderOf = (roundId, kind, due, voluntary, calendar) => {
      const edition = editions.get(roundId);
      if (edition === undefined || kind === undefined || due === null) return null;
      return nextReminder({ kind, due, overOn: overOn(calendar, due), voluntary }, dayOf(context.now), timesOf(edition, context.now));
    };
    const tasks = [
      ...(await participationTasks(context, subject, reminderOf)),
      ...(await higherTasks(context, subject, editions)),
      ...(await findingTasks(context, subject, reminderOf)),
      ...(await formTasks(context, subject)),
      ...(await unknownTasks(context, subject)),
      ...(await roundTasks(context, subject, rounds)),
    ];
    const names = await partyNames(db, [...new Set(tasks.flatMap((task) => task.partyId ?? []))]);
    const titles = new Map(rounds.map((round) => [round.id, { en: round.title_en, fr: round.title_fr }]));
    return {
      tasks: tasks
        .flatMap(({ partyId, ...task }): Task[] => {
          const round = titles.get(task.roundId);
          if (round === undefined) return [];
          return [{ ...task, round, party: partyId === null ? null : { id: partyId, name: names.get(partyId) ?? { en: '', fr: '' } } }];
        })
        .toSorted((a, b) => ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : (a.due ?? '9999') > (b.due ?? '9999') ? 1 : 0)),
    };
  },
});

const labelOf = (row: { label_level: number; releasable_to: string[] | null }) => labelOfRow(row.label_level, row.releasable_to);
const BLANK = {
  participationId: null,
  findingId: null,
  formId: null,
  title: null,
  obligation: null,
  due: null,
  reminder: null,
  late: false,
  partyId: null,
  label: null,
};

/** The kind of reminder for each next step. */
const RECALLED: Partial<Record<string, DueItem['kind']>> = {
  prefill: 'self-assessment',
  submit: 'self-assessment',
  explain: 'question',
  comment: 'comment',
};

/** Finds the next reminder day, by the edition of the round. */
type ReminderOf = (
  roundId: string,
  kind: DueItem['kind'] | undefined,
  due: string | null,
  voluntary: boolean,
  calendar: WorkCalendar,
) => string | null;

/** The next step of each participation, where this reader takes it. Adopting is one task per round, not one per party. */
async function participationTasks({ db, now }: QueryContext, subject: Subject, reminderOf: ReminderOf): Promise<Loose[]> {
  const participations = await participationsAtWork(db);
  const counts = await countsOf(
    db,
    participations.map((participation) => participation.id),
  );
  const calendar = await calendarsOf(db, [...new Set(participations.map((participation) => participation.party_id))]);
  return participations.flatMap((participation): Loose[] => {
    const over = overFor(calendar, participation, now);
    const next = nextOf(participation, counts.get(participation.id), over);
    if (next.action === 'adopt' || !mayTakeNextStep(subject, participation, next)) return [];
    const dueFacts = {
      state: participation.state as ParticipationState,
      voluntary: participation.voluntary,
      selfAssessmentDue: participation.self_assessment_due,
    };
    // A voluntary item is never late, whether a self-assessment or an answer to a question.
    const late =
      isOverdue(dueFacts, over) || (next.action === 'explain' && !participation.voluntary && next.due !== null && over(next.due));
    const day = RECALLED[next.action] === 'self-assessment' ? participation.self_assessment_due : next.due;
    const remindOf = RECALLED[next.action];
    const reminder =
      next.by === 'party'
        ? reminderOf(participation.round_id, remindOf, day, participation.voluntary, calendar(participation.party_id))
        : null;
    const about = {
      roundId: participation.round_id,
      participationId: participation.id,
      partyId: participation.party_id,
      label: labelOf(participation),
    };
    return [{ ...BLANK, ...about, kind: next.action, due: next.due, late, reminder }];
  });
}

/** An owed self-assessment that is missing for the edition's escalation time is escalated: the policy office writes to the permanent representative. */
async function higherTasks({ db, now }: QueryContext, subject: Subject, editions: ReadonlyMap<string, Edition>): Promise<Loose[]> {
  if (!may(subject, 'reviews:direct', null)) return [];
  const participations = await participationsAtWork(db);
  const calendar = await calendarsOf(db, [...new Set(participations.map((participation) => participation.party_id))]);
  return participations.flatMap((participation): Loose[] => {
    const dueFacts = {
      state: participation.state as ParticipationState,
      voluntary: participation.voluntary,
      selfAssessmentDue: participation.self_assessment_due,
    };
    const { higherAfter } = timesOf(editions.get(participation.round_id)!, now);
    const before = new Date(now.getTime() - (higherAfter - 1) * 86_400_000);
    if (!isOverdue(dueFacts, (due) => isOver(calendar(participation.party_id), due, before))) return [];
    const about = {
      roundId: participation.round_id,
      participationId: participation.id,
      partyId: participation.party_id,
      label: labelOf(participation),
    };
    return [{ ...BLANK, ...about, kind: 'write-higher', due: participation.self_assessment_due, late: true }];
  });
}

async function findingTasks({ db, now }: QueryContext, subject: Subject, reminderOf: ReminderOf): Promise<Loose[]> {
  const findings = await unsettledFindings(db);
  const calendar = await calendarsOf(db, [...new Set(findings.map((finding) => finding.party_id))]);
  return findings.flatMap((finding): Loose[] => {
    const kind = finding.state === 'open' ? 'report-progress' : 'verify';
    if (!may(subject, kind === 'verify' ? 'reviews:judge' : 'reviews:speak', finding.party_id)) return [];
    const late = isFindingLate(finding, calendar(finding.party_id), now);
    const about = { findingId: finding.id, title: finding.title, participationId: finding.participation_id, partyId: finding.party_id };
    const reminder =
      kind === 'report-progress'
        ? reminderOf(finding.round_id, 'finding', finding.due, finding.voluntary, calendar(finding.party_id))
        : null;
    return [{ ...BLANK, ...about, kind, roundId: finding.round_id, due: finding.due, late, reminder, label: labelOf(finding) }];
  });
}

/** A form for an invited organisation: its date is helpful, never due. */
async function formTasks({ db }: QueryContext, subject: Subject): Promise<Loose[]> {
  return (await formsOf(db)).flatMap((form): Loose[] => {
    if (!holdsRole(subject, 'observers', form.party_id)) return [];
    return [{ ...BLANK, kind: 'observe', roundId: form.round_id, formId: form.id, partyId: form.party_id }];
  });
}

/** *Not known* asks the party to find out until evidence of the obligation arrives. It has no due date. */
async function unknownTasks(context: QueryContext, subject: Subject): Promise<Loose[]> {
  const answers = (await notKnownAnswers(context.db)).filter((answer) => may(subject, 'reviews:speak', answer.party_id));
  const editions = Map.groupBy(answers, (answer) => answer.edition_id);
  const tasks: Loose[] = [];
  for (const [editionId, some] of editions) {
    const edition = context.platform.services.catalogue.edition(editionId);
    const today = await obligationsOf(context, edition, [...new Set(some.map((answer) => answer.party_id))]);
    const statusOf = new Map(today.map((party) => [party.partyId, party.status]));
    for (const answer of some) {
      const status = statusOf.get(answer.party_id)?.get(answer.obligation_id)?.status;
      if (status === undefined || !(isSilent(status) || status === 'zero-received')) continue;
      const { title: name } = edition.obligation(answer.obligation_id);
      const number = numberWithDagger(edition, answer.obligation_id);
      const obligation = { en: `${number} ${name.en}`, fr: `${number} ${name.fr}` };
      tasks.push({
        ...BLANK,
        kind: 'find-out',
        roundId: answer.round_id,
        participationId: answer.participation_id,
        partyId: answer.party_id,
        obligation,
        label: labelOf(answer),
      });
    }
  }
  return tasks;
}

async function roundTasks({ db, now }: QueryContext, subject: Subject, rounds: Awaited<ReturnType<typeof roundsAtWork>>): Promise<Loose[]> {
  if (!may(subject, 'reviews:direct', null)) return [];
  const participations = await participationsAtWork(db);
  const counts = await countsOf(
    db,
    participations.map((participation) => participation.id),
  );
  const calendar = await calendarsOf(db, [...new Set(participations.map((participation) => participation.party_id))]);
  const over = (partyId: string, due: string) => isOver(calendar(partyId), due, now);
  const tasks: Loose[] = [];
  for (const round of rounds) {
    const state = round.state as RoundState;
    if (allows(state, 'open')) tasks.push({ ...BLANK, kind: 'open-round', roundId: round.id });
    if (allows(state, 'close') && decideClose(state, await countUnsettled(db, round.id)).accepted)
      tasks.push({ ...BLANK, kind: 'close-round', roundId: round.id });
    if (!allows(state, 'adopt')) continue;
    const own = participations.filter((participation) => participation.round_id === round.id);
    const facts = own.map((participation) => ({
      partyId: participation.party_id,
      state: participation.state as ParticipationState,
      selfAssessmentDue: participation.self_assessment_due,
      commentDue: participation.comment_due,
      commentsDone: participation.comments_done_at !== null,
      commentsOpen: counts.get(participation.id)?.comments_open ?? 0,
    }));
    if (decideAdopt({ state, isOver: over, parties: facts }).accepted)
      tasks.push({ ...BLANK, kind: 'adopt-round', roundId: round.id, due: round.adoption_planned });
  }
  return tasks;
}
