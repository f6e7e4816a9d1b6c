/** Levels of confidentiality, the lowest first. A grant names the highest level its holder may see; the installation names the highest level it may hold. */
export const LABELS = ['unclassified', 'restricted', 'confidential', 'secret'] as const;
export type Label = (typeof LABELS)[number];

/** The security policy that defines these levels. */
export const LABEL_POLICY = 'NATO';
