import { LABEL_POLICY, LOWEST } from '#kernel/labels.ts';
import { inEach } from '#kernel/languages.ts';
import { changeLabel } from '#rooms/evidence/labels/change-label.command.ts';
import { releaseLabel } from '#rooms/evidence/labels/release-label.command.ts';
import { enterEvidence } from '#rooms/evidence/steps/enter-evidence.command.ts';
import { submitEvidence } from '#rooms/evidence/steps/submit-evidence.command.ts';
import { getEvidence } from '#rooms/evidence/views/get-evidence.query.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { BOUND, speakerOf } from './cast.ts';
import { act, ask, idOf, type Stage } from './stage.ts';
import { type Key, translateExercise } from './texts.ts';

const CORVANIA = BOUND.find(({ code }) => code === 'XC')!;
const [MIRA, JORIS] = [speakerOf('XC'), 'joris.lem'];

/**
 * Three records of Corvania under a label, which only cleared people read: one still labelled, one released by a second person, and one waiting for that person
 * to release it.
 */
export async function giveLabelled(stage: Stage): Promise<void> {
  await give(stage, { title: 'labelled.raid', obligationId: 'P3.3', day: '2026-11-10' });
  const over = await give(stage, { title: 'labelled.order', obligationId: 'P3.4', day: '2026-11-11' });
  const asked = await askRelease(stage, over, '2026-11-17', 'labelled.over');
  await act(stage, MIRA, stage.calendar.at('2026-11-18', 9), releaseLabel, { pieceId: over, version: 3, releaseId: asked });
  await askRelease(
    stage,
    await give(stage, { title: 'labelled.patrols', obligationId: 'P3.3', day: '2026-11-12' }),
    '2026-11-20',
    'labelled.old',
  );
}

async function give(stage: Stage, { title, obligationId, day }: { title: Key; obligationId: string; day: string }): Promise<string> {
  const { at, day: storyDay } = stage.calendar;
  const partyId = idOf(stage, 'XC');
  const { id } = await act(stage, JORIS, at(day, 9), enterEvidence, {
    partyId,
    editionId: currentEdition().id,
    obligationIds: [obligationId],
    kind: 'EV-MEAS',
    says: 'met',
    title: both(title),
    date: storyDay(day),
    source: both('source.order', storyDay(day)),
    label: { policy: LABEL_POLICY, level: 'restricted', releasableTo: [partyId] },
  });
  await act(stage, MIRA, at(day, 10), submitEvidence, { pieceId: id, version: 1 });
  return id;
}

async function askRelease(stage: Stage, pieceId: string, day: string, reason: Key): Promise<string> {
  const when = stage.calendar.at(day, 9);
  await act(stage, JORIS, when, changeLabel, { pieceId, version: 2, label: LOWEST, reason: translateExercise('en', reason, {}) });
  const { labelAsked } = await ask(stage, MIRA, when, getEvidence, { pieceId });
  return labelAsked!.id;
}

function both(key: Key, day = '') {
  const year = day.slice(0, 4);
  return inEach((locale) => translateExercise(locale, key, { party: CORVANIA.name[locale], n: 7, year }));
}
