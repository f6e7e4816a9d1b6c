import { LABELS, type Label } from '#kernel/labels.ts';
import { isIn } from '#kernel/roles.ts';
import { holdsRole, type Subject } from '#platform/identity/subject.ts';
import type { Joining } from './joining-view.ts';

/** Whether a subject may see the progress of a nation's checklist: the nation, its reviewers, headquarters, and the commander of the operation it joins. */
export function mayRead(subject: Subject, { party, operation }: Pick<Joining, 'party' | 'operation'>): boolean {
  return (
    subject.sole || holdsRole(subject, 'office') || holdsRole(subject, 'readers', party.id) || holdsRole(subject, 'leaders', operation.id)
  );
}

/**
 * Whether no label can hide a checklist from a subject: only those cleared for the highest level at the nation itself. From others a nation can withhold it, so to
 * them one of which they see nothing may be unanswered or hidden.
 */
export function seesEachLabel(subject: Subject, partyId: string, highest: Label): boolean {
  return (
    subject.sole ||
    subject.grants.some(
      ({ role, party, label }) => isIn('readers', role) && party === partyId && LABELS.indexOf(label as Label) >= LABELS.indexOf(highest),
    )
  );
}
