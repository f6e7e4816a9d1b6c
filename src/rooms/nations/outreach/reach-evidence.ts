import { dayOf } from '#kernel/dates.ts';
import { labelCovers, labelOfRow } from '#kernel/labels.ts';
import { inEach, type Locale } from '#kernel/languages.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Says } from '#kernel/status.ts';
import type { CommandContext } from '#platform/command.ts';
import type { QueryContext } from '#platform/query.ts';
import { freshMonths } from '#rooms/commitments/index.ts';
import { recordEvidence, summariesOf } from '#rooms/evidence/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentCatalogue, currentEdition, type Edition } from '#rooms/policy/index.ts';
import { ENCOURAGED, obligationsOf, type Reach, reachOf, statusOfReach } from './outreach.rules.ts';
import { type OutreachRecord, writtenBy } from './outreach.store.ts';
import { contributorsOn, treatyStatusesOf } from './outreach-view.ts';
import { translateOutreach } from './texts.ts';

/** The kind of evidence of outreach. */
export const OUTREACH_EVIDENCE = 'EV-OUTR';

/**
 * Records, for each obligation that an attempt is about, how many of the contributors to be encouraged its writer has encouraged (5b). Declared: the program sends no
 * letter itself. Attempts with a stricter label than this one are left out, because the figure would reveal them. Answers the ids of the items.
 */
export async function recordReach(
  context: CommandContext,
  attempt: OutreachRecord,
  { day, documentId }: { day: string; documentId: string | null },
): Promise<string[]> {
  const edition = currentCatalogue().edition(attempt.editionId);
  const label = labelOfRow(attempt.level, attempt.releasableTo);
  const counter = await counterOf(context, edition, attempt.writerId);
  const before = counter.written.filter((one) => one.id !== attempt.id && labelCovers(label, labelOfRow(one.level, one.releasableTo)));
  const recorded = await recordedBy(context, edition, attempt.writerId, label);
  return obligationsOf(attempt.instruments).map((obligationId) => {
    const reach = counter.count(obligationId, [...before, attempt]);
    const words = (locale: Locale) => ({
      ...reach,
      addressee: counter.name(attempt.addresseeId, locale),
      writer: counter.name(attempt.writerId, locale),
    });
    // The figure is of today. An item dated before the newest one, because the letter is older, would not count.
    const newest = recorded.get(obligationId)?.countsOn;
    return recordEvidence(context, {
      partyId: attempt.writerId,
      editionId: edition.id,
      obligationIds: [obligationId],
      kind: OUTREACH_EVIDENCE,
      says: statusOfReach(reach),
      origin: 'declared',
      title: inEach((locale) => translateOutreach(locale, 'title', words(locale))),
      date: day,
      ...(newest !== undefined && newest > day && { asOf: newest }),
      source: inEach((locale) => translateOutreach(locale, 'source', words(locale))),
      label,
      ...(documentId !== null && { documentId }),
    });
  });
}

/** One figure that no longer says what it said: a contributor has joined or deposited, or a letter has become old. */
type Changed = { obligationId: string; label: RecordLabel; reach: Reach };

/**
 * The figures of a writer whose status differs from what its newest evidence says, from the lowest label up. Where a lower figure is recorded again, so is each
 * higher one, because the newest counts. A figure that was never recorded, or that the writer withdrew, stays away.
 */
export async function changedReach(context: Pick<QueryContext, 'db' | 'now'>, writerId: string): Promise<Changed[]> {
  const edition = currentEdition();
  const counter = await counterOf(context, edition, writerId);
  const levels = Map.groupBy(counter.written, (one) => JSON.stringify([one.level, one.releasableTo]));
  const labels = [...levels.values()]
    .map(([one]) => labelOfRow(one!.level, one!.releasableTo))
    .sort((a, b) => (labelCovers(a, b) ? 1 : -1));
  const changed: Changed[] = [];
  for (const label of labels) {
    const within = counter.written.filter((one) => labelCovers(label, labelOfRow(one.level, one.releasableTo)));
    const recorded = await recordedBy(context, edition, writerId, label);
    for (const obligationId of new Set(Object.values(ENCOURAGED))) {
      const says = recorded.get(obligationId)?.says;
      const reach = counter.count(obligationId, within);
      const below = changed.some((one) => one.obligationId === obligationId && labelCovers(label, one.label));
      if (says !== undefined && (below || says !== statusOfReach(reach))) changed.push({ obligationId, label, reach });
    }
  }
  return changed;
}

/** Records the figures that changed without a letter; see `changedReach`. Answers the ids of the items. */
export async function recordChangedReach(context: CommandContext, writerId: string): Promise<string[]> {
  const edition = currentEdition();
  return (await changedReach(context, writerId)).map(({ obligationId, label, reach }) =>
    recordEvidence(context, {
      partyId: writerId,
      editionId: edition.id,
      obligationIds: [obligationId],
      kind: OUTREACH_EVIDENCE,
      says: statusOfReach(reach),
      origin: 'declared',
      title: inEach((locale) => translateOutreach(locale, 'recount', reach)),
      date: dayOf(context.now),
      source: inEach((locale) => translateOutreach(locale, 'recount-source', {})),
      label,
    }),
  );
}

/** What a writer has written, whom it should encourage today, and the figure of both. */
async function counterOf({ db, now }: Pick<QueryContext, 'db' | 'now'>, edition: Edition, writerId: string) {
  const { parties, operations } = await readRegister(db, { kinds: ['nation', 'body', 'operation'] });
  const contributors = contributorsOn(parties, operations, now, await treatyStatusesOf(db));
  const written = (await writtenBy(db, [writerId])).get(writerId) ?? [];
  return {
    written,
    name: (id: string, locale: Locale) => parties.find((party) => party.id === id)?.name[locale] ?? '',
    count: (obligationId: string, attempts: readonly OutreachRecord[]): Reach => {
      const months = freshMonths(edition, edition.obligation(obligationId), OUTREACH_EVIDENCE, now) ?? Number.POSITIVE_INFINITY;
      return reachOf(obligationId, contributors, attempts, { months, now });
    },
  };
}

/** The newest figure that a writer has recorded for each obligation, as a reader within this label sees it. */
async function recordedBy(
  { db }: Pick<QueryContext, 'db'>,
  edition: Edition,
  writerId: string,
  within: RecordLabel,
): Promise<Map<string, { says: Says; countsOn: string }>> {
  const rows = await summariesOf(db, edition.id, [writerId], { within, obligations: [...new Set(Object.values(ENCOURAGED))] });
  const own = rows.filter((row) => row.kind === OUTREACH_EVIDENCE && row.origin === 'declared');
  return new Map(own.map((row) => [row.obligationId, row]));
}
