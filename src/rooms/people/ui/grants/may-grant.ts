import { isIn } from '#kernel/roles.ts';
import { can, type Session } from '#web/client/session.ts';

/** Whether the signed-in person gives and ends this role at a party, or at any where none is named: as identity.may_grant, so that nothing is offered and then refused. */
export function mayGrant(session: Session, role: string, partyId?: string): boolean {
  if (isIn('given-by-office', role)) return can(session, 'people:appoint');
  return can(session, isIn('party-admins', role) ? 'people:grant' : 'people:grant-at-party', partyId);
}
