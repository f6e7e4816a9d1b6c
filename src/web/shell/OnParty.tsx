import { later } from '../kit/later.tsx';

/** The content of other rooms on the page of a party, each in an area of its own. A room shows nothing to a person whom its routes would refuse. */
export const OnParty = later(() => import('./PlacesOnParty.tsx').then((file) => file.PlacesOnParty));
