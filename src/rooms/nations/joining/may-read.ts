import type { Role } from '#kernel/roles.ts';
import type { Subject } from '#platform/identity/subject.ts';
import type { Joining } from './joining-view.ts';

const NATION: readonly Role[] = ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser', 'reviewer'];

/** Whether a subject may see the progress of a nation's checklist: the nation, its reviewers, headquarters, and the commander of the operation it joins. */
export function mayRead({ sole, grants }: Subject, { party, operation }: Pick<Joining, 'party' | 'operation'>): boolean {
  return (
    sole ||
    grants.some(
      ({ role, party: at }) =>
        role === 'policy-office' || (at === party.id && NATION.includes(role)) || (at === operation.id && role === 'commander'),
    )
  );
}
