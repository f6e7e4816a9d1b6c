import type { Grade, RatingStatus } from '#rooms/reviews/reviews.schema.ts';

// What invented people write in the scenario, each in their own language. The desk shows it untranslated.

/** A finding as a reviewer of the scenario words it. Days are days of the scenario. */
export type ScenarioFinding = { grade: Grade; title: string; text: string; obligationId: string; owner: string; due: string };

const finding = (grade: Grade, obligationId: string, title: string, text: string, owner: string, due: string): ScenarioFinding => ({
  grade,
  obligationId,
  title,
  text,
  owner,
  due,
});

/** Findings of the adopted round by code of party. The first of Corvania is carried over, Brevia's is closed, the others are open. */
export const FINDINGS_2024: Readonly<Record<string, ScenarioFinding>> = {
  XA: finding(
    'suggest',
    'P5d.2',
    'Use one course for all services',
    'Two services still teach from older material.',
    'Training command',
    '2026-12-31',
  ),
  XB: finding(
    'recommend',
    'P3.2',
    'Plan measures for ports',
    'The plan covers garrisons and leaves ports out.',
    'Ministry of Defence',
    '2025-12-31',
  ),
  XC: finding(
    'suggest',
    'P5d.1',
    'Keep a list of who was trained',
    'Courses are held; no list shows who has passed them.',
    'Training command',
    '2025-12-31',
  ),
  XF: finding('urge', 'P3.3', 'Carry the planned measures out', 'No measure of the plan could be shown.', 'Joint staff', '2026-11-10'),
  XH: finding(
    'recommend',
    'P3.4',
    'Look beyond the sex trade',
    'Forced work on and near bases is left out.',
    'Ministry of Defence',
    '2026-12-15',
  ),
};

/** Findings drafted in the open round. */
export const FINDINGS_2026: Readonly<Record<string, readonly ScenarioFinding[]>> = {
  XA: [
    finding(
      'recommend',
      'P5f.3',
      'Write a ladder of remedies',
      'Remedies are possible, but nobody says which comes when.',
      'Procurement office',
      '2027-06-30',
    ),
  ],
  XB: [
    finding(
      'recommend',
      'P5a.1',
      'Reach civilians abroad in criminal law',
      'Civilians who go with the force are not covered.',
      'Ministry of Justice',
      '2027-06-30',
    ),
    finding(
      'suggest',
      'P5b.1',
      'Write to contributors once a year',
      'The last letter is from before the round.',
      'Ministry of Foreign Affairs',
      '2027-09-30',
    ),
  ],
  XC: [
    finding(
      'recommend',
      'P3.4',
      'Cover work on base in demand measures',
      'The campaign covers the sex trade only; work on base is left out.',
      'Joris Lem',
      '2027-01-31',
    ),
    finding(
      'suggest',
      'P5f.3',
      'Write a ladder of remedies',
      'The catering contracts name no step below ending them.',
      'Ada Brandt',
      '2027-01-31',
    ),
  ],
  XE: [finding('suggest', 'P2.2', 'Share lessons with other nations', 'Good lessons stay at home.', 'Joint staff', '2027-12-31')],
  XH: [
    finding(
      'urge',
      'P3.3',
      'Measures for the harbour',
      'Patrols ended in summer and were not taken up again.',
      'Joint staff',
      '2027-03-31',
    ),
  ],
  XJ: [
    finding('recommend', 'P5c.1', 'File the conduct return each quarter', 'Two quarters are missing.', 'Personnel office', '2027-02-28'),
  ],
  'HQ-IS': [
    finding(
      'recommend',
      'P5f.1',
      'Check every contract of the agency',
      'Contracts below the threshold are not looked at.',
      'Contracts division',
      '2027-06-30',
    ),
  ],
};

/** Notes on changed answers, by answer. */
export const ANSWER_NOTES = {
  met: [
    'Changed by an order of this year; the text is with the ministry.',
    'Now part of the joint course.',
    'Handed to another office, which goes on with it.',
  ],
  'partly-met': ['Two of three bases; the third follows next year.', 'In force for soldiers; civilians follow.'],
  'in-progress': ['Begun in spring, not finished.', 'A draft is with the ministry.'],
} as const;

/** Reasons of ratings, by rating. */
export const RATING_REASONS: Readonly<Record<RatingStatus, readonly string[]>> = {
  met: ['What was shown is current and covers the obligation.', 'Seen and complete.', 'Current; checked against the source.'],
  'partly-met': ['It covers part of the obligation only.', 'Current, but not everywhere.', 'Two of three bases are covered.'],
  'in-progress': ['Begun; no result yet.', 'The work has a plan and a day.'],
  'not-started': ['The party says that nothing was begun.'],
  'not-met': ['The party itself says that the obligation is not kept.'],
  'not-reported': ['Nothing was received. This does not say whether the obligation is kept.'],
  'not-applicable': ['This obligation does not bind the party.'],
};

/** The questions of clarifications and the words of comments. */
export const QUESTIONS: Readonly<Record<string, { obligationId: string; question: string }>> = {
  XF: { obligationId: 'P3.3', question: 'Which measures of the plan were carried out since June?' },
  'AMBER-QUAY': { obligationId: 'A1.4', question: 'How many people of the contingent had passed the course on arrival?' },
};
export const COMMENTS: Readonly<Record<string, string>> = {
  XE: 'We agree and will share our lessons with the other nations in spring.',
  XJ: 'One of the two quarters was filed; the receipt is with our delegation.',
};

/** What the partner organisation has written on its form so far. */
export const OBSERVATION =
  'The list of places off limits is known in the barracks. Guests of the shelter say that it is not checked at weekends.';
