import { holdsRole, type Subject } from '#platform/identity/subject.ts';
import { SIDES, type Side } from './difference.rules.ts';

/** Whether a subject may record the view of this side on a party. In one-person mode that person speaks for both. */
export function maySpeakFor(subject: Subject, side: Side, partyId: string): boolean {
  return subject.sole || (side === 'party' ? holdsRole(subject, 'representatives', partyId) : holdsRole(subject, 'office'));
}

/** The sides for which a subject may record a view on a party. */
export const sidesOf = (subject: Subject, partyId: string): Side[] => SIDES.filter((side) => maySpeakFor(subject, side, partyId));
