/** What a visitor looks at (5f), in the order of the form. */
export const CHECKLIST = ['housing', 'passports', 'wages', 'contracts', 'fees', 'freedom', 'poster'] as const;
export type Checked = (typeof CHECKLIST)[number];

/** `seen`: seen, and as it should be. `wrong`: seen, and not so. `not-seen`: nobody could look; it is never read as good. */
export const SIGHTS = ['seen', 'wrong', 'not-seen'] as const;
export type Sight = (typeof SIGHTS)[number];
export type Answers = Readonly<Record<Checked, { readonly sight: Sight; readonly note: string | null }>>;

/** The findings of a visit, in the order of the form: what was not as it should be. Pure. */
export const findingsOf = (answers: Answers): Checked[] => CHECKLIST.filter((one) => answers[one].sight === 'wrong');

/** The questions that were left open at a visit. Pure. */
export const notSeen = (answers: Answers): Checked[] => CHECKLIST.filter((one) => answers[one].sight === 'not-seen');

/** Findings without a sentence that says what was found. Pure. */
export const unexplained = (answers: Answers): Checked[] => findingsOf(answers).filter((one) => answers[one].note === null);

/** The most photographs of a visit. */
export const MAX_PHOTOS = 20;
