import { useQuery } from '@tanstack/react-query';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { useLocale } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { letsContracts } from '../sets/letting.rules.ts';

/** The parties at which the reader keeps contracts. */
export function useKeeping() {
  const [session, locale] = [useSession(), useLocale()];
  const { data } = useQuery({ ...allPartiesQuery(), enabled: can(session, 'contractors:manage') });
  return (data ?? [])
    .filter(({ id, kind }) => letsContracts(kind) && can(session, 'contractors:manage', id))
    .map(({ id, name }) => ({ id, name: name[locale] }));
}
