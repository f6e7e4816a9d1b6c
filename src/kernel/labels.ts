import { accept, type Decision, refuse } from './decision.ts';
import { LABEL_POLICY, LABELS, type Label } from './label-levels.ts';
import type { ExportLabel, RecordLabel } from './record-label.ts';

export { LABEL_POLICY, LABELS, type Label } from './label-levels.ts';

/** All labels up to this one, the lowest first. */
export function labelsUpTo(highest: Label): Label[] {
  return LABELS.slice(0, LABELS.indexOf(highest) + 1);
}

/** The label of content that no one has labelled. */
export const LOWEST: RecordLabel = { policy: LABEL_POLICY, level: 'unclassified', releasableTo: null };

/** Whether a label is at least as restrictive as another: not lower, and releasable to no additional party. */
export function labelCovers(label: ExportLabel, other: ExportLabel): boolean {
  if (LABELS.indexOf(label.level) < LABELS.indexOf(other.level)) return false;
  return other.releasableTo === null || (label.releasableTo?.every((party) => other.releasableTo!.includes(party)) ?? false);
}

/**
 * The label of content that contains all these: the highest level, releasable to the parties that all of them are releasable to. An empty list means no party.
 */
export function combineLabels(labels: readonly ExportLabel[]): ExportLabel {
  return labels.reduce<ExportLabel>(
    (whole, label) => ({
      policy: LABEL_POLICY,
      level: LABELS.indexOf(label.level) > LABELS.indexOf(whole.level) ? label.level : whole.level,
      releasableTo: whole.releasableTo?.filter((party) => label.releasableTo?.includes(party) ?? true) ?? label.releasableTo,
    }),
    LOWEST,
  );
}

/** A label as rows store it. It is always releasable to the party that the record concerns. */
export function labelColumns({ level, releasableTo }: ExportLabel, partyId: string): { level: number; releasableTo: string[] | null } {
  return { level: LABELS.indexOf(level), releasableTo: releasableTo && [...new Set([...releasableTo, partyId])].sort() };
}

/** The label of a row. */
export function labelOfRow(level: number, releasableTo: string[] | null): RecordLabel {
  return { policy: LABEL_POLICY, level: LABELS[level]!, releasableTo };
}

/** The person who requested a release may not decide it, except in a one-person installation. */
export function decideSecondPerson(requestedByMe: boolean, sole: boolean): Decision<{ alone: boolean }> {
  return requestedByMe && !sole ? refuse('platform/second-person') : accept({ alone: requestedByMe });
}
