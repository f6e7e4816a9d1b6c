/** What the rows of a table become. */
export const SUBJECTS = ['evidence', 'parties', 'people'] as const;
export type TableSubject = (typeof SUBJECTS)[number];

/** The columns of a past table. A text in `title_en` alone is used for both languages. */
export const EVIDENCE_COLUMNS = 'party obligations kind says title_en title_fr date as_of source page address note'.split(' ');
