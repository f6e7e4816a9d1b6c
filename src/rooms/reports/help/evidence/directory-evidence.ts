import { dayOf } from '#kernel/dates.ts';
import { inEach } from '#kernel/languages.ts';
import type { QueryContext } from '#platform/query.ts';
import { isStillSaid, measuredStates, type NewItem } from '#rooms/evidence/index.ts';
import { ownerKindsOn, readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { entriesOf, placesOf } from '../help.store.ts';
import { recheckDays } from '../help-entry.ts';
import { directoryOf, saysOfDirectory } from './directory.rules.ts';
import { translateDirectory } from './texts.ts';

/** The kind of evidence that lists of help give. */
export const KIND = 'EV-DIR';

/** `isNew`: its newest evidence says something else, or is a month old. */
type DirectoryItem = { item: Omit<NewItem, 'origin'>; isNew: boolean };

/** What a party's published lists of help show today, and the obligations that this decides (A1.6); null where the party owes none, or never published a list. */
export async function directoryItem({ db, now }: Pick<QueryContext, 'db' | 'now'>, partyId: string): Promise<DirectoryItem | null> {
  const edition = currentEdition();
  const today = dayOf(now);
  const { parties, operations } = await readRegister(db, { ids: [partyId] });
  const owes = parties[0] === undefined ? [] : ownerKindsOn(parties[0], operations, today);
  const obligationIds = edition.obligations
    .filter(({ clause, evidence, owners }) => {
      const isOwed = owners.some((owner) => owes.includes(owner));
      return isOwed && evidence.kinds.includes(KIND) && SUPPORT_CLAUSES().includes(clause);
    })
    .map(({ id }) => id);
  if (obligationIds.length === 0) return null;
  const [places, entries, [newest]] = await Promise.all([
    placesOf(db, { partyId }),
    entriesOf(db, { partyId }),
    measuredStates(db, { partyId, editionId: edition.id, kind: KIND, obligationIds }),
  ]);
  const published = places.filter((place) => place.published).map(({ id }) => id);
  const days = recheckDays(now);
  const shown = entries.filter(({ placeId }) => published.includes(placeId));
  const directory = directoryOf(published.length, shown, days, today);
  const says = saysOfDirectory(directory, newest !== undefined);
  if (says === null) return null;
  const item = {
    ...{ partyId, editionId: edition.id, obligationIds, kind: KIND, says, date: today },
    title: inEach((locale) => translateDirectory(locale, directory.lists === 0 ? 'title.none' : 'title', { ...directory, days })),
    source: inEach((locale) => translateDirectory(locale, 'source')),
  };
  return { item, isNew: !isStillSaid(newest, item, now) };
}
