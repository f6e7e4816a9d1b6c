import { type FunctionComponent, lazy, Suspense } from 'react';
import { withTexts } from '../client/language.ts';
import { Skeleton } from '../kit/notes/Skeleton.tsx';

type Place = FunctionComponent<{ partyId: string }>;

// A room that adds content to a party's page has a file `…OnParty.tsx` in its ui folder with a default export. These files load with the page that shows them.
// They let rooms appear on a dossier whose own room may not import them by the order of the rooms.
const FILES = import.meta.glob<{ default: Place }>('../../rooms/*/ui/**/*OnParty.tsx');
const PLACES = Object.keys(FILES)
  .sort()
  .reverse()
  .map((path) => ({ path, Place: lazy(() => withTexts(FILES[path]!())) }));

/** The content of other rooms on the page of a party, each in an area of its own. A room shows nothing to a person whom its routes would refuse. */
export function OnParty({ partyId }: { partyId: string }) {
  return PLACES.map(({ path, Place }) => (
    <Suspense key={path} fallback={<Skeleton rows={3} />}>
      <Place partyId={partyId} />
    </Suspense>
  ));
}
