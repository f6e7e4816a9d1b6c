import { z } from 'zod';
import { ContractRow } from '../register/contract.schema.ts';
import { Titles } from '../sets/titles.schema.ts';

const Counted = z.object({ contracts: z.int(), valued: z.int(), euros: z.number() });
/** Contracts by what is known of them; each contract is in one group. Values are added up as far as they are known. */
export const Shares = z.object({ whole: Counted, lacking: Counted, unknown: Counted });

/** The shares of the contracts of a set, an operation or an officer; `id` and `name` null: none is named in the register. */
const SharesOf = z.object({ id: z.string().nullable(), name: Titles.nullable(), shares: Shares });

/** What a contract is not known to carry: a provision by its title, and what was found of it; null: nothing was read. */
const Gap = z.object({ title: Titles, state: z.string().nullable() });

export const GapRow = ContractRow.pick({
  ...{ id: true, number: true, title: true, contractor: true, value: true, currency: true, valueEur: true },
  ...{ endsOn: true, setId: true, coverage: true },
}).extend({ gaps: z.array(Gap) });

/** The running contracts that are not known to carry their whole set: those that lack something first, the most valuable first. */
export const Gaps = z.object({ all: z.int(), rows: z.array(GapRow) });

/** At the end of a month: how many contracts ran, and how many of them carry the whole set since then or longer. */
const Month = z.object({ day: z.string(), contracts: z.int(), whole: z.int() });

/** Violations by the provision that is said to be violated; null: nobody named one. A violation of several provisions counts under each. */
const ViolatedRow = z.object({
  ...{ setId: z.string().nullable(), provision: z.string().nullable(), title: Titles.nullable(), set: Titles.nullable() },
  ...{ open: z.int(), found: z.int(), 'not-found': z.int() },
});

export const CoverageView = z.object({
  today: z.string(),
  shares: Shares,
  bySet: z.array(SharesOf),
  byOperation: z.array(SharesOf),
  byOfficer: z.array(SharesOf),
  months: z.array(Month),
  violated: z.array(ViolatedRow),
});
