import { dayOf } from '#kernel/dates.ts';
import { inEach } from '#kernel/languages.ts';
import type { CommandContext } from '#platform/command.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { sayNations } from '../texts.ts';
import { allCells, assessRatification, isOlder } from './treaty.rules.ts';
import type { Instrument, TreatyCell } from './treaty-table.schema.ts';

/** The obligation that treaty rows carry: ratify, accept or approve both United Nations treaties. */
export const RATIFY = 'P5.0b';
/** The kind of evidence treaty rows are. */
export const TREATY_EVIDENCE = 'EV-TRTY';

const LONGEST_SOURCE = 300;
const LONGEST_NOTE = 4000;

/**
 * Writes the evidence that a nation's treaty rows are, for P5.0b and nothing else: 5b asks Allies to encourage, so it never stands on what the
 * encouraged did. Says nothing where nothing is known, or where the edition has no such obligation. Answers the piece, if any.
 * `days` are the as-of days of the nation's earlier pieces that count.
 */
export function recordRatification(
  context: CommandContext,
  partyId: string,
  known: ReadonlyMap<Instrument, TreatyCell>,
  { batchId, days }: { batchId: string | null; days: readonly string[] | undefined },
): string | null {
  const { db, write, now, platform } = context;
  const edition = platform.services.catalogue.current;
  if (!edition.obligations.some((obligation) => obligation.id === RATIFY)) return null;
  const { says, date, asOf: found, sources } = assessRatification(allCells(known), now);
  if (says === null) return null;
  // The newest piece is the one with the latest day: what is said later must not be dated before what it replaces.
  const asOf = [found, ...(days ?? [])].reduce((latest, day) => (latest === null || isOlder(latest, day) ? day : latest), null);
  const whole = sources.join(' ; ');
  const pieceId = recordEvidence(context, {
    partyId,
    editionId: edition.id,
    obligationIds: [RATIFY],
    kind: TREATY_EVIDENCE,
    says,
    origin: 'arose',
    title: inEach((locale) => sayNations(locale, `evidence.${says}`)),
    date: date ?? asOf ?? dayOf(now),
    ...(asOf !== null && { asOf }),
    source: whole.length <= LONGEST_SOURCE ? whole : `${whole.slice(0, LONGEST_SOURCE - 1)}…`,
    ...(whole.length > LONGEST_SOURCE && { note: whole.slice(0, LONGEST_NOTE) }),
  });
  write(
    db
      .insertInto('nations.treaty_evidence')
      .values({ piece_id: pieceId, party_id: partyId, batch_id: batchId, recorded_at: now, as_of: asOf }),
  );
  return pieceId;
}
