import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { boardDay } from '../board/board-day.ts';
import { GapNumbers, Gaps, ListGapNumbers, ListGaps, MAX_NUMBERS } from './gap.schema.ts';
import { countGaps, numbersWithoutSlip } from './gap.store.ts';
import '../permissions.ts';

/** What keeps people back on a day, grouped by party, module and cause, with the number of people who already have an access slip for it. Largest group first. */
export const listGaps = defineQuery({
  name: 'training/list-gaps',
  permission: 'training:see',
  input: ListGaps,
  answer: Gaps,
  party: ({ scopeId }) => scopeId,
  protects: { kind: 'roster', id: ({ scopeId }) => scopeId },
  async run({ db, now }, { scopeId, day: requested }) {
    const day = boardDay(requested, now);
    const [scope] = (await readRegister(db, { ids: [scopeId] })).parties;
    if (scope === undefined) throw new AppError('platform/not-found');
    const counts = await countGaps(db, scope, day, dayOf(now));
    const { parties } = await readRegister(db, { ids: [...new Set(counts.map(({ partyId }) => partyId))] });
    const names = new Map(parties.map(({ id, name }) => [id, name]));
    return {
      day,
      gaps: counts
        .map((count) => ({ ...count, party: names.get(count.partyId)! }))
        .toSorted((a, b) => b.persons - a.persons || a.party.en.localeCompare(b.party.en) || a.module.localeCompare(b.module)),
    };
  },
});

/** Service numbers of one such group without an access slip, for the slips to be made. */
export const listGapNumbers = defineQuery({
  name: 'training/list-gap-numbers',
  permission: 'training:see',
  input: ListGapNumbers,
  answer: GapNumbers,
  party: ({ scopeId }) => scopeId,
  protects: { kind: 'roster', id: ({ scopeId }) => scopeId },
  async run({ db, now }, { scopeId, day: requested, ...gap }) {
    const [scope] = (await readRegister(db, { ids: [scopeId] })).parties;
    if (scope === undefined) throw new AppError('platform/not-found');
    const found = await numbersWithoutSlip(db, scope, { ...gap, day: boardDay(requested, now), today: dayOf(now), most: MAX_NUMBERS });
    return { numbers: found.slice(0, MAX_NUMBERS), more: found.length > MAX_NUMBERS };
  },
});
