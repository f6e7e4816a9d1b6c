/** The instruments the policy refers to, in display order. `TIP` is the Palermo Protocol; `OSCE` the Code of Conduct of 1994. */
export const INSTRUMENTS = ['UNTOC', 'TIP', 'CETS197', 'OSCE', 'C029', 'P029', 'C105'] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** `unknown` means that no source was found. It never means "no"; `not-party` and `not-participating` need a source that says so. */
export const TREATY_STATUSES = ['party', 'signatory', 'not-party', 'participating', 'not-participating', 'unknown'] as const;
export type TreatyStatus = (typeof TREATY_STATUSES)[number];

/**
 * Confidence of a cell, from the `confidence` column of the facts: `cross-checked` -> two-sources; `single-source…` -> one-source; `position-inferred` ->
 * position; `status only` and `cross-checked (status)` -> status-only (no date found); `conflict` -> conflict; `none` -> none.
 */
export const CONFIDENCES = ['two-sources', 'one-source', 'position', 'status-only', 'conflict', 'none'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** A nation's group today: an Ally, a contributor confirmed by a person, last seen in a running operation, or none of these. */
export const TREATY_GROUPS = ['ally', 'contributor', 'seen', 'other'] as const;
export type TreatyGroup = (typeof TREATY_GROUPS)[number];

/** Ways of becoming bound, as depositaries name them; `admission` is used by the OSCE. */
export const ACTION_KINDS = ['ratification', 'accession', 'acceptance', 'approval', 'succession', 'admission'] as const;
