import { dayOf } from '#kernel/dates.ts';
import { inEach } from '#kernel/languages.ts';
import type { CommandContext } from '#platform/command.ts';
import { recordEvidence, withdrawMany, withdrawRecorded } from '#rooms/evidence/index.ts';
import { translateNations } from '../texts.ts';
import { allCells, assessRatification, isOlder, type Ratification } from './treaty.rules.ts';
import { type CountingEvidence, markWithdrawn, originOf, type TreatyAction } from './treaty.store.ts';
import type { Instrument } from './treaty-table.schema.ts';

/** The obligation shown by treaty rows: ratify, accept or approve both United Nations treaties. */
export const RATIFY = 'P5.0b';
/** The kind of evidence of treaty rows. */
export const TREATY_EVIDENCE = 'EV-TRTY';

/** The instruments that P5.0b names. */
export const RATIFYING: readonly Instrument[] = ['UNTOC', 'TIP'];

/** Whether an instrument is one of those that P5.0b names. */
export function decidesRatification(instrument: Instrument): boolean {
  return RATIFYING.includes(instrument);
}

type Row = Pick<TreatyAction, 'instrument' | 'origin' | 'cell'>;

/** What rows of one nation, oldest first, say of P5.0b. */
export function assessRows(rows: readonly Row[], now: Date): Ratification {
  return assessRatification(allCells(new Map(rows.map((row) => [row.instrument, row.cell]))), now);
}

/** The rows on which evidence from public sources rests. */
export function fromPublicSources<R extends Row>(rows: readonly R[]): R[] {
  return rows.filter((row) => row.origin === 'public-source');
}

const LONGEST_SOURCE = 300;
const LONGEST_NOTE = 4000;

/**
 * Records the evidence of a nation's treaty rows, for P5.0b only: 5b asks Allies to encourage, so it never depends on what the encouraged nation did. Records
 * nothing where nothing is known, or where the edition has no such obligation. Answers the evidence item, if any. `rows` are the nation's rows, oldest first: what the policy
 * office records rests on rows from public sources alone, what a nation states on the latest of all. `counting` is the nation's earlier evidence of this origin
 * that counts. Where the rows now say too little, it is withdrawn with `reason`: it would contradict them.
 */
export function recordRatification(
  context: CommandContext,
  partyId: string,
  rows: readonly Row[],
  { batchId, counting, reason }: { batchId: string | null; counting: CountingEvidence | undefined; reason: string },
): string | null {
  const { db, write, now, platform, subject } = context;
  const edition = platform.services.catalogue.current;
  if (!edition.obligations.some((obligation) => obligation.id === RATIFY)) return null;
  const origin = originOf(subject);
  const used = origin === 'declared' ? rows : fromPublicSources(rows);
  const { says, date, asOf: found, sources } = assessRows(used, now);
  if (says === null) {
    if (counting === undefined) return null;
    if (origin === 'declared') withdrawMany(context, counting.itemIds, reason);
    else {
      withdrawRecorded(context, counting.itemIds, reason);
      markWithdrawn(context, counting.itemIds);
    }
    return null;
  }
  // The evidence item with the latest date counts, so a new one must not be dated before the one it replaces.
  const asOf = [found, ...(counting?.days ?? [])].reduce((latest, day) => (latest === null || isOlder(latest, day) ? day : latest), null);
  const whole = sources.join(' ; ');
  const itemId = recordEvidence(context, {
    partyId,
    editionId: edition.id,
    obligationIds: [RATIFY],
    kind: TREATY_EVIDENCE,
    says,
    origin,
    title: inEach((locale) => translateNations(locale, `evidence.${says}`)),
    date: date ?? asOf ?? dayOf(now),
    ...(asOf !== null && { asOf }),
    source: whole.length <= LONGEST_SOURCE ? whole : `${whole.slice(0, LONGEST_SOURCE - 1)}…`,
    ...(whole.length > LONGEST_SOURCE && { note: whole.slice(0, LONGEST_NOTE) }),
  });
  write(
    db
      .insertInto('nations.treaty_evidence')
      .values({ item_id: itemId, party_id: partyId, batch_id: batchId, recorded_at: now, as_of: asOf, origin }),
  );
  return itemId;
}
