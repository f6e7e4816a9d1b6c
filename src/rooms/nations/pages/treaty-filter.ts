import { z } from 'zod';
import type { Words } from '#site/words.ts';
import { CONFIDENCES, type Instrument, type TreatyGroup, type TreatyParty, type TreatyTable } from '../treaties/treaty-table.schema.ts';

/** The instruments with a column; the others are in the details of a nation. */
export const COLUMNS = ['UNTOC', 'TIP', 'CETS197', 'OSCE'] as const satisfies readonly Instrument[];

export const SHOWN = ['today', 'ally', 'contributor', 'seen', 'everyone'] as const;
export const STATUS_FILTERS = ['any', 'both', 'not-both', 'cets', 'not-cets', 'unknown'] as const;
export const SOURCE_FILTERS = ['any', ...CONFIDENCES] as const;

/** The reader's filter, from the query string. An invalid value is ignored. */
export const TreatyFilter = z.object({
  name: z.string().trim().catch(''),
  show: z.enum(SHOWN).catch('today'),
  status: z.enum(STATUS_FILTERS).catch('any'),
  sources: z.enum(SOURCE_FILTERS).catch('any'),
});
export type TreatyFilter = z.infer<typeof TreatyFilter>;

/** Whether the filter hides anything the page shows by default. */
export function isFiltering(filter: TreatyFilter): boolean {
  return filter.name !== '' || filter.show !== 'today' || filter.status !== 'any' || filter.sources !== 'any';
}

const SHOWN_GROUPS: Record<TreatyFilter['show'], readonly TreatyGroup[]> = {
  today: ['ally', 'contributor', 'seen'],
  ally: ['ally'],
  contributor: ['contributor'],
  seen: ['seen'],
  everyone: ['ally', 'contributor', 'seen', 'other'],
};

/** The filtered groups, each sorted by name in the reader's language. A selected group stays, even when it is empty. */
export function filterGroups(
  table: TreatyTable,
  filter: TreatyFilter,
  { compare, plainData }: Pick<Words<never>, 'compare' | 'plainData'>,
): TreatyTable['groups'] {
  return table.groups
    .filter((group) => SHOWN_GROUPS[filter.show].includes(group.key))
    .map(({ key, parties }) => ({
      key,
      parties: parties.filter((party) => matches(party, filter)).sort((a, b) => compare(plainData(a.name), plainData(b.name))),
    }));
}

/** Whether both United Nations treaties are deposited: what clause 5 asks of an Ally. */
export function hasBoth({ cells }: TreatyParty): boolean {
  return cells.UNTOC.status === 'party' && cells.TIP.status === 'party';
}

function matches(party: TreatyParty, filter: TreatyFilter): boolean {
  const name = plain(filter.name);
  if (name !== '' && ![party.name.en, party.name.fr, party.iso2].some((one) => plain(one).includes(name))) return false;
  if (filter.sources !== 'any' && !COLUMNS.some((instrument) => party.cells[instrument].confidence === filter.sources)) return false;
  // Unknown is not "no": "not" shows only nations of which a source says so.
  const lacks = (instrument: Instrument) => ['not-party', 'signatory'].includes(party.cells[instrument].status);
  switch (filter.status) {
    case 'any':
      return true;
    case 'both':
      return hasBoth(party);
    case 'not-both':
      return lacks('UNTOC') || lacks('TIP');
    case 'cets':
      return party.cells.CETS197.status === 'party';
    case 'not-cets':
      return lacks('CETS197');
    case 'unknown':
      return COLUMNS.some((instrument) => party.cells[instrument].status === 'unknown');
  }
}

// So that "turkiye" finds Türkiye and "emirats" finds Émirats.
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
