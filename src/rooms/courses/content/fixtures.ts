import type { CourseEdition } from './course.rules.ts';
import { CourseModule, Lesson } from './course.schema.ts';

const WORDS = [
  ['river', 'fleuve'],
  ['market', 'marché'],
  ['bridge', 'pont'],
  ['school', 'collège'],
  ['doctor', 'médecin'],
  ['garden', 'jardin'],
  ['window', 'vitrail'],
  ['letter', 'courrier'],
  ['driver', 'chauffeur'],
  ['kitchen', 'four'],
  ['passport', 'passeport'],
  ['summer', 'mois'],
  ['table', 'buffet'],
  ['bottle', 'flacon'],
  ['picture', 'tableau'],
  ['clock', 'cadran'],
  ['ladder', 'escabeau'],
  ['candle', 'cierge'],
] as const;

/** The smallest edition that the courses of the tests need. */
export const EDITION: CourseEdition = {
  obligations: [
    { id: 'T.1', clause: 'T', reconstructed: false },
    { id: 'T.2', clause: 'T', reconstructed: true },
    { id: 'O.1', clause: 'O', reconstructed: false },
  ],
  parameters: [
    { id: 'pass', unit: 'percent' },
    { id: 'valid', unit: 'months' },
  ],
};

/** A valid lesson: plain sentences, one story and an item for each of eighteen sentences, two on each critical topic. */
export function validLesson(id = 'L1') {
  return Lesson.parse({
    id,
    version: 1,
    title: { en: 'Things near the gate', fr: 'Ce qui est près de la porte' },
    goal: { en: 'You know what is near the gate.', fr: 'Vous savez ce qui est près de la porte.' },
    minutes: 10,
    carries: ['T.1'],
    sources: [{ id: 'walk', title: { en: 'A walk', fr: 'Une marche' }, origin: 'D' }],
    sections: [
      {
        id: 'things',
        title: { en: 'Things', fr: 'Choses' },
        sentences: WORDS.map(([en, fr], at) => ({
          id: en,
          en: `The ${en} is near the gate.`,
          fr: `Le ${fr} est près de la porte.`,
          ...(at === 0 ? { source: 'walk' } : {}),
        })),
      },
    ],
    scenarios: [
      {
        id: 'walk',
        title: { en: 'A walk', fr: 'Une marche' },
        points: [point('start', 'end', WAIT), point('end', null, { en: 'I wait.', fr: 'J’attends.' })],
      },
    ],
    items: WORDS.map(([en, fr], at) => ({
      id: `${id}-${en}`,
      kind: 'true-false',
      tests: en,
      ...(at < 6 ? { critical: (['child-rule', 'do-not-confront', 'duty-to-report'] as const)[at % 3] } : {}),
      stem: { en: `Is the ${en} near the gate?`, fr: `Le ${fr} est-il près de la porte\u202f?` },
      answer: true,
      feedback: { en: `It is near, so you can see the ${en}.`, fr: `Il est près, donc on voit le ${fr}.` },
    })),
  });
}

// The best choice is the shorter one at the first point, and the longer one at the second.
const WAIT = { en: 'I wait here for now.', fr: 'Je reste ici pour le moment.' };

function point(id: string, next: string | null, wait: { en: string; fr: string }) {
  const feedback = { en: 'You can see more from there.', fr: 'On voit mieux de là-bas.' };
  return {
    id,
    situation: { en: 'You stand at the gate.', fr: 'Vous êtes à la porte.' },
    choices: [
      { id: 'a', ...wait, feedback, next },
      { id: 'b', en: 'I go and look.', fr: 'Je vais voir.', best: true, feedback, next },
    ],
  };
}

/** A valid module with lessons of that kind. */
export function validModule(lessons: readonly string[] = ['L1']) {
  return CourseModule.parse({
    id: 'M',
    version: 1,
    kind: 'specific',
    title: { en: 'The gate', fr: 'La porte' },
    audience: { en: 'Everybody at the gate.', fr: 'Toute personne à la porte.' },
    care: { en: 'You can stop at any time.', fr: 'Vous pouvez arrêter à tout moment.' },
    level: 'plain',
    carries: ['T.2'],
    lessons,
    check: { items: 8, perLesson: 2, passMark: 'pass', tries: 3, critical: ['child-rule', 'do-not-confront', 'duty-to-report'] },
    review: { status: 'not-reviewed' },
  });
}
