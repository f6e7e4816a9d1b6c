import type { FunctionComponent } from 'react';

type Place = FunctionComponent<{ partyId: string }>;

// A room that adds content to a party's page has a file `…OnParty.tsx` in its ui folder with a default export. They let rooms appear on a dossier whose own room
// may not import them by the order of the rooms.
const FILES = import.meta.glob<{ default: Place }>('../../rooms/*/ui/**/*OnParty.tsx', { eager: true });
const PATHS = Object.keys(FILES).sort().reverse();

/** What every room adds to the page of a party, by path from the last, in one file: each request costs a round trip on a slow line. */
export function PlacesOnParty({ partyId }: { partyId: string }) {
  return PATHS.map((path) => {
    const Place = FILES[path]!.default;
    return <Place key={path} partyId={partyId} />;
  });
}
