import { type FunctionComponent, lazy, Suspense } from 'react';
import { Skeleton } from '../kit/notes/Skeleton.tsx';

type Place = FunctionComponent<{ partyId: string }>;

// A room that has something to say on a party's page has a file `…OnParty.tsx` in its ui folder with a default export. Loaded with the page that
// asks for them, they let rooms stand on a dossier that the order of the rooms forbids its own room to import.
const FILES = import.meta.glob<{ default: Place }>('../../rooms/*/ui/**/*OnParty.tsx');
const PLACES = Object.keys(FILES)
  .sort()
  .reverse()
  .map((path) => ({ path, Place: lazy(FILES[path]!) }));

/** What other rooms show on the page of a party, each in an area of its own. A room shows nothing to whom its routes would refuse. */
export function OnParty({ partyId }: { partyId: string }) {
  return PLACES.map(({ path, Place }) => (
    <Suspense key={path} fallback={<Skeleton rows={3} />}>
      <Place partyId={partyId} />
    </Suspense>
  ));
}
