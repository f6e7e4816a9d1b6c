/** Levels of confidentiality, the lowest first. A grant names the highest one its holder may see; the installation the highest one it holds anything of. */
export const LABELS = ['unclassified', 'restricted', 'confidential', 'secret'] as const;
export type Label = (typeof LABELS)[number];

/** The security policy whose levels these are. */
export const LABEL_POLICY = 'NATO';
