import { ROLE } from '#kernel/roles.ts';
import { decideOnConsultation, informConsulted } from '#rooms/cooperation/consultation-steps.command.ts';
import { recordConsultation } from '#rooms/cooperation/record-consultation.command.ts';
import { answerItems } from '#rooms/nations/joining/answer-items.command.ts';
import type { JoiningItem } from '#rooms/nations/joining/joining.rules.ts';
import { listJoinings } from '#rooms/nations/joining/list-joinings.query.ts';
import { setTransfer } from '#rooms/nations/joining/set-transfer.command.ts';
import { getOutreach } from '#rooms/nations/outreach/get-outreach.query.ts';
import { openOutreach } from '#rooms/nations/outreach/open-outreach.command.ts';
import { recordReply } from '#rooms/nations/outreach/record-reply.command.ts';
import { sendLetter } from '#rooms/nations/outreach/send-letter.command.ts';
import { addMeasure } from '#rooms/nations/plans/add-measure.command.ts';
import { listPlans } from '#rooms/nations/plans/list-plans.query.ts';
import type { MeasureAction } from '#rooms/nations/plans/plan.rules.ts';
import { recordPlan } from '#rooms/nations/plans/record-plan.command.ts';
import { recordProgress } from '#rooms/nations/plans/record-progress.command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { accountOf, BODIES, PARTNER, speakerOf } from './cast.ts';
import { type ExerciseContext, idOf, queryAs, runAs } from './context.ts';

const OFFICE = accountOf(ROLE.policyOffice, BODIES[0].code);

/** Headquarters and an Ally write to the contributor whose treaties are unknown; two contributors work on their checklists; three are consulted. An Ally follows its action plan. */
export async function encourageAndJoin(context: ExerciseContext): Promise<void> {
  await writeLetters(context);
  await answerChecklists(context);
  await consult(context);
  await keepActionPlan(context);
}

async function writeLetters(context: ExerciseContext): Promise<void> {
  const ostany = idOf(context, 'XO');
  const office = await begin(context, OFFICE, idOf(context, BODIES[0].code), ostany, '2026-02-09');
  await send(context, OFFICE, office, 1, '2026-02-10', 'A talk between our legal advisers, at a place of your choice.');
  await noteReply(context, OFFICE, office, 2, '2026-06-10', null);
  await send(context, OFFICE, office, 3, '2026-09-15', 'Model texts in your language, and two places on the spring course.', '2026-12-01');
  const estrava = speakerOf('XE');
  const ally = await begin(context, estrava, idOf(context, 'XE'), ostany, '2026-05-04');
  await send(context, estrava, ally, 1, '2026-05-04', null);
  await noteReply(
    context,
    estrava,
    ally,
    2,
    '2026-07-02',
    'The ministry thanks Estrava. The protocol is before the committee of law; no day is set.',
  );
}

async function begin(context: ExerciseContext, actor: string, writerId: string, addresseeId: string, day: string): Promise<string> {
  const instruments = ['UNTOC', 'TIP'] as const;
  const input = { writerId, addresseeId, instruments: [...instruments] };
  return (await runAs(context, actor, context.calendar.at(day, 8), openOutreach, input)).id;
}

async function send(
  context: ExerciseContext,
  actor: string,
  outreachId: string,
  version: number,
  day: string,
  offer: string | null,
  reminder: string | null = null,
): Promise<void> {
  const { at, day: scenarioDay } = context.calendar;
  const { draft } = await queryAs(context, actor, at(day, 9), getOutreach, { outreachId });
  await runAs(context, actor, at(day, 10), sendLetter, {
    outreachId,
    version,
    sentOn: scenarioDay(day),
    language: 'en',
    body: draft.en,
    offer,
    documentId: null,
    reminderOn: reminder && scenarioDay(reminder),
  });
}

async function noteReply(
  context: ExerciseContext,
  actor: string,
  outreachId: string,
  version: number,
  day: string,
  body: string | null,
): Promise<void> {
  const { at, day: scenarioDay } = context.calendar;
  await runAs(context, actor, at(day, 11), recordReply, { outreachId, version, received: body !== null, on: scenarioDay(day), body });
}

/** Tyrsund has answered everything for one of its operations, Maravel a good part of it; Ostany has not begun. */
async function answerChecklists(context: ExerciseContext): Promise<void> {
  const { at, day } = context.calendar;
  const { joining } = currentEdition();
  const of = async (code: string, operation: string) => {
    const { joinings } = await queryAs(context, speakerOf(code), at('2026-04-20', 8), listJoinings, {});
    return joinings.find((one) => one.operation.id === idOf(context, operation))!.contributionId;
  };
  const tyrsund = await of('XT', 'AMBER-QUAY');
  const others: Record<string, JoiningItem> = {
    'P5a.1': {
      obligationId: 'P5a.1',
      choice: 'equivalent',
      note: 'Our criminal code covers the articles in other words; the table is public.',
    },
    'P5f.3': { obligationId: 'P5f.3', choice: 'equivalent', note: 'Our law on public contracts names the steps.' },
    'A2.2c': { obligationId: 'A2.2c', choice: 'explain', note: 'We have no training centre of our own and send people to others.' },
  };
  const all = joining.map((obligationId): JoiningItem => others[obligationId] ?? { obligationId, choice: 'comply', note: null });
  await runAs(context, speakerOf('XT'), at('2026-04-20'), answerItems, { contributionId: tyrsund, version: 0, answers: all });
  const maravel = await of('XM', 'AMBER-QUAY');
  const part = joining.slice(0, 10).map((obligationId): JoiningItem => ({ obligationId, choice: 'comply', note: null }));
  await runAs(context, speakerOf('XM'), at('2026-10-05'), answerItems, { contributionId: maravel, version: 0, answers: part });
  await runAs(context, OFFICE, at('2026-10-06'), setTransfer, { contributionId: maravel, version: 1, transferOn: day('2026-12-15') });
}

async function consult(context: ExerciseContext): Promise<void> {
  const { at, day } = context.calendar;
  const consult = (consultation: { kind: 'organisation' | 'contributor'; code?: string; name?: string; on: string; statement: string }) =>
    runAs(context, OFFICE, at(consultation.on, 10), recordConsultation, {
      kind: consultation.kind,
      consultedId: consultation.code === undefined ? null : idOf(context, consultation.code),
      consultedName: consultation.name ?? null,
      statedOn: day(consultation.on),
      statement: consultation.statement,
    });
  const decided = (consultationId: string, on: string, changed: boolean, outcome: string) =>
    runAs(context, OFFICE, at(on, 11), decideOnConsultation, { consultationId, version: 1, changed, outcome, on: day(on) });
  const shelterConsultation = await consult({
    kind: 'organisation',
    code: PARTNER.code,
    on: '2026-03-03',
    statement: 'Soldiers bring people to us at night without a call. We ask for one number to call first.',
  });
  await decided(
    shelterConsultation.id,
    '2026-03-17',
    true,
    'The duty officer’s card now says to call the shelter first, and has its number.',
  );
  await runAs(context, OFFICE, at('2026-03-20', 9), informConsulted, {
    consultationId: shelterConsultation.id,
    version: 2,
    on: day('2026-03-20'),
  });
  const unionConsultation = await consult({
    kind: 'organisation',
    name: 'Dock Workers’ Aid',
    on: '2026-09-08',
    statement: 'Publish the names of firms that were warned.',
  });
  await decided(
    unionConsultation.id,
    '2026-10-12',
    false,
    'A warning is no finding. Remedies that were decided are published; warnings are not.',
  );
  await consult({
    kind: 'contributor',
    code: 'XT',
    on: '2026-11-10',
    statement: 'The checklist should name the rows our own law already covers.',
  });
}

const PLANNING = 'XE';
/** Clause, measure, owner and due date; then each entry of progress: date, action and note. */
const MEASURES: readonly [string, string, string, string | null, ...(readonly [string, MeasureAction, string | null])[]][] = [
  [
    '1',
    'Put zero tolerance into the orders of all services.',
    'Chief of Defence',
    '2026-05-29',
    ['2026-05-04', 'start', null],
    ['2026-05-27', 'finish', 'Order 4 is in force.'],
  ],
  [
    '5d',
    'Train every unit before it deploys.',
    'Training command',
    '2026-12-18',
    ['2026-06-01', 'start', null],
    ['2026-09-30', 'report', 'Five of seven units are trained.'],
  ],
  [
    '5f',
    'Put the anti-trafficking clause into all contracts for support.',
    'Procurement office',
    '2026-10-30',
    ['2026-07-06', 'start', null],
  ],
  ['3', 'Publish the places that are off limits.', 'Military police', null],
];

/** Estrava follows its action plan: four measures, of which one is done and one is overdue. */
async function keepActionPlan(context: ExerciseContext): Promise<void> {
  const { at, day } = context.calendar;
  const [actor, partyId] = [speakerOf(PLANNING), idOf(context, PLANNING)];
  const plan = await runAs(context, actor, at('2026-04-28', 9), recordPlan, {
    partyId,
    title: 'National action plan against trafficking in human beings',
    document: 'Government decree 88',
    adoptedOn: day('2026-04-27'),
    from: day('2026-05-01'),
    to: day('2029-04-30'),
  });
  for (const [index, [clauseId, text, owner, due]] of MEASURES.entries())
    await runAs(context, actor, at('2026-04-28', 10 + index), addMeasure, {
      ...{ planId: plan.id, version: 1 + index, clauseId, text, owner },
      dueOn: due === null ? null : day(due),
    });
  const { plans } = await queryAs(context, actor, at('2026-04-29', 9), listPlans, { partyId });
  for (const [index, [, , , , ...entries]] of MEASURES.entries())
    for (const [number, [on, action, note]] of entries.entries())
      await runAs(context, actor, at(on, 15), recordProgress, {
        ...{ measureId: plans[0]!.measures[index]!.id, version: 1 + number, action, on: day(on), note, dueOn: null },
      });
}
