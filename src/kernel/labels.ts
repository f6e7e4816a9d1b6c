/** Levels of confidentiality, the lowest first. A grant names the highest one its holder may see; the installation the highest one it holds anything of. */
export const LABELS = ['unclassified', 'restricted', 'confidential', 'secret'] as const;
export type Label = (typeof LABELS)[number];

/** The labels up to one, the lowest first. */
export function labelsUpTo(highest: Label): Label[] {
  return LABELS.slice(0, LABELS.indexOf(highest) + 1);
}
