import { accept, type Decision, refuse } from './decision.ts';
import { LABEL_POLICY, LABELS, type Label } from './label-levels.ts';
import type { ExportLabel, RecordLabel } from './record-label.ts';

export { LABEL_POLICY, LABELS, type Label } from './label-levels.ts';

/** The labels up to one, the lowest first. */
export function labelsUpTo(highest: Label): Label[] {
  return LABELS.slice(0, LABELS.indexOf(highest) + 1);
}

/** What carries no label of its own choosing. */
export const LOWEST: RecordLabel = { policy: LABEL_POLICY, level: 'unclassified', releasableTo: null };

/** Whether a label is at least as narrow as another: no lower, and releasable to nobody more. */
export function covers(label: ExportLabel, other: ExportLabel): boolean {
  if (LABELS.indexOf(label.level) < LABELS.indexOf(other.level)) return false;
  return other.releasableTo === null || (label.releasableTo?.every((party) => other.releasableTo!.includes(party)) ?? false);
}

/** The label of what holds all these: the highest level, releasable to whom each of them is. An empty list is nobody. */
export function joined(labels: readonly ExportLabel[]): ExportLabel {
  return labels.reduce<ExportLabel>(
    (whole, label) => ({
      policy: LABEL_POLICY,
      level: LABELS.indexOf(label.level) > LABELS.indexOf(whole.level) ? label.level : whole.level,
      releasableTo: whole.releasableTo?.filter((party) => label.releasableTo?.includes(party) ?? true) ?? label.releasableTo,
    }),
    LOWEST,
  );
}

/** A label as rows hold it. The party a record is of is always among those it is releasable to. */
export function labelColumns({ level, releasableTo }: ExportLabel, partyId: string): { level: number; releasableTo: string[] | null } {
  return { level: LABELS.indexOf(level), releasableTo: releasableTo && [...new Set([...releasableTo, partyId])].sort() };
}

/** The label of a row. */
export function labelOfRow(level: number, releasableTo: string[] | null): RecordLabel {
  return { policy: LABEL_POLICY, level: LABELS[level]!, releasableTo };
}

/** Who asked for a release may not decide it, but for the one person of a one-person installation. */
export function decideSecondPerson(askedByMe: boolean, sole: boolean): Decision<{ alone: boolean }> {
  return askedByMe && !sole ? refuse('platform/second-person') : accept({ alone: askedByMe });
}
