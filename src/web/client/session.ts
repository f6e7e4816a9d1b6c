import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { SessionView } from '#rooms/people/people.schema.ts';
import { get } from './api.ts';
import { chooseLocale } from './language.ts';
import type { PermissionName } from './routes.gen.ts';

/** Who is signed in: person, roles held today, one-person mode, exercise, edition. */
export type Session = z.infer<typeof SessionView>;

/** The query for the session; the shell loads it before it renders any page. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    const session = await get('/session', {}, signal);
    await chooseLocale(session.person.language);
    return session;
  },
});

/** The signed-in person, on every page inside the shell. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether the signed-in person has a permission: at a party where one is named, else anywhere. The server decides again. */
export function can(session: Session, permission: PermissionName, partyId?: string): boolean {
  const granted = session.permissions[permission];
  return granted === true || (granted !== undefined && (partyId === undefined || granted.includes(partyId)));
}

/** Whether the signed-in person has a permission at every party. */
export const canEverywhere = (session: Session, permission: PermissionName): boolean => session.permissions[permission] === true;
