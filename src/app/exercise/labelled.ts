import { LABEL_POLICY, LOWEST } from '#kernel/labels.ts';
import { inEach } from '#kernel/languages.ts';
import { changeLabel } from '#rooms/evidence/labels/change-label.command.ts';
import { releaseLabel } from '#rooms/evidence/labels/release-label.command.ts';
import { enterEvidence } from '#rooms/evidence/steps/enter-evidence.command.ts';
import { submitEvidence } from '#rooms/evidence/steps/submit-evidence.command.ts';
import { getEvidence } from '#rooms/evidence/views/get-evidence.query.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { BOUND, speakerOf } from './cast.ts';
import { type ExerciseContext, idOf, queryAs, runAs } from './context.ts';
import { type Key, translateExercise } from './texts.ts';

const CORVANIA = BOUND.find(({ code }) => code === 'XC')!;
const [MIRA, JORIS] = [speakerOf('XC'), 'joris.lem'];

/**
 * Three records of Corvania under a label, which only cleared people read: one still labelled, one released by a second person, and one waiting for that person
 * to release it.
 */
export async function enterLabelled(context: ExerciseContext): Promise<void> {
  await give(context, { title: 'labelled.raid', obligationId: 'P3.3', day: '2026-11-10', number: 'R1' });
  const over = await give(context, { title: 'labelled.order', obligationId: 'P3.4', day: '2026-11-11', number: 'R2' });
  const releaseId = await requestRelease(context, over, '2026-11-17', 'labelled.over');
  await runAs(context, MIRA, context.calendar.at('2026-11-18', 9), releaseLabel, { itemId: over, version: 3, releaseId });
  await requestRelease(
    context,
    await give(context, { title: 'labelled.patrols', obligationId: 'P3.3', day: '2026-11-12', number: 'R3' }),
    '2026-11-20',
    'labelled.old',
  );
}

async function give(
  context: ExerciseContext,
  { title, obligationId, day, number }: { title: Key; obligationId: string; day: string; number: string },
): Promise<string> {
  const { at, day: scenarioDay } = context.calendar;
  const partyId = idOf(context, 'XC');
  const { id } = await runAs(context, JORIS, at(day, 9), enterEvidence, {
    partyId,
    editionId: currentEdition().id,
    obligationIds: [obligationId],
    kind: 'EV-MEAS',
    says: 'met',
    title: both(title),
    date: scenarioDay(day),
    source: both('source.order', scenarioDay(day), number),
    label: { policy: LABEL_POLICY, level: 'restricted', releasableTo: [partyId] },
  });
  await runAs(context, MIRA, at(day, 10), submitEvidence, { itemId: id, version: 1 });
  return id;
}

async function requestRelease(context: ExerciseContext, itemId: string, day: string, reason: Key): Promise<string> {
  const when = context.calendar.at(day, 9);
  await runAs(context, JORIS, when, changeLabel, { itemId, version: 2, label: LOWEST, reason: translateExercise('en', reason, {}) });
  const { labelRequest } = await queryAs(context, MIRA, when, getEvidence, { itemId });
  return labelRequest!.id;
}

function both(key: Key, day = '', number = '') {
  const year = day.slice(0, 4);
  return inEach((locale) => translateExercise(locale, key, { party: CORVANIA.name[locale], n: number, year }));
}
