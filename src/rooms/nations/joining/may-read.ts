import { holdsRole, type Subject } from '#platform/identity/subject.ts';
import type { Joining } from './joining-view.ts';

/** Whether a subject may see the progress of a nation's checklist: the nation, its reviewers, headquarters, and the commander of the operation it joins. */
export function mayRead(subject: Subject, { party, operation }: Pick<Joining, 'party' | 'operation'>): boolean {
  return (
    subject.sole || holdsRole(subject, 'office') || holdsRole(subject, 'readers', party.id) || holdsRole(subject, 'leaders', operation.id)
  );
}
