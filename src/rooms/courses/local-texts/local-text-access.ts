import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { Group } from '#kernel/roles.ts';
import type { Database } from '#platform/db/transaction.ts';
import { holdsRole, type Subject } from '#platform/identity/subject.ts';
import { contributionsNotOver, ownerKindsOn, readRegister } from '#rooms/parties/index.ts';
import type { Courses } from '../edition/courses.ts';
import type { PlaceholderId } from './local-text.rules.ts';

/** A placeholder of the courses: the questions a party answers in it, and the text shown until the party has answered. */
export function placeholderOf(courses: Courses, id: PlaceholderId) {
  const placeholders = courses.modules.flatMap(({ lessons }) =>
    lessons.flatMap(({ sections }) => sections.flatMap(({ placeholder }) => placeholder ?? [])),
  );
  const found = placeholders.find((placeholder) => placeholder.id === id);
  if (found === undefined) throw new AppError('platform/not-found');
  return found;
}

/** The party a text is about, as the register records it. */
export async function partyOfText(db: Database, partyId: string) {
  const party = (await readRegister(db, { ids: [partyId] })).parties[0];
  if (party === undefined) throw new AppError('platform/not-found');
  return party;
}

/**
 * The parties whose texts a subject may read: its own, those of operations its nation takes part in or will take part in, and for headquarters all of them.
 */
export async function readableParties(db: Database, subject: Subject, now: Date) {
  const { parties, operations } = await readRegister(db, { kinds: ['operation', 'nation'] });
  const day = dayOf(now);
  const office = subject.sole || holdsRole(subject, 'office');
  const senders = parties.filter(({ id }) => holdsRoleOrSole(subject, 'training-managers', id));
  const sent = new Set(senders.flatMap((party) => contributionsNotOver(party, operations, day).map(({ operation }) => operation)));
  return parties
    .filter(({ id, kind, code }) => office || holdsRoleOrSole(subject, 'brief-writers', id) || (kind === 'operation' && sent.has(code)))
    .map((party) => ({ ...party, bound: ownerKindsOn(party, operations, day).length > 0 }));
}

/** Whether a subject holds a role of a group at a party. A sole user holds all roles. */
function holdsRoleOrSole(subject: Subject, group: Group, partyId: string): boolean {
  return subject.sole || holdsRole(subject, group, partyId);
}
