import { covers, labelOfRow } from '#kernel/labels.ts';
import { inEach, type Locale } from '#kernel/languages.ts';
import type { CommandContext } from '#platform/command.ts';
import { freshMonths } from '#rooms/commitments/index.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';
import { obligationsOf, reachOf, statusOfReach } from './outreach.rules.ts';
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
  const { db, now } = context;
  const edition = currentCatalogue().edition(attempt.editionId);
  const label = labelOfRow(attempt.level, attempt.releasableTo);
  const { parties, operations } = await readRegister(db, { kinds: ['nation', 'body', 'operation'] });
  const contributors = contributorsOn(parties, operations, now, await treatyStatusesOf(db));
  const before = (await writtenRecords(context, attempt.writerId)).filter(
    (one) => one.id !== attempt.id && covers(label, labelOfRow(one.level, one.releasableTo)),
  );
  const name = (id: string, locale: Locale) => parties.find((party) => party.id === id)?.name[locale] ?? '';
  return obligationsOf(attempt.instruments).map((obligationId) => {
    const row = edition.obligation(obligationId);
    const months = freshMonths(edition, row, OUTREACH_EVIDENCE, now) ?? Number.POSITIVE_INFINITY;
    const reach = reachOf(obligationId, contributors, [...before, attempt], { months, now });
    const words = (locale: Locale) => ({
      ...reach,
      addressee: name(attempt.addresseeId, locale),
      writer: name(attempt.writerId, locale),
    });
    return recordEvidence(context, {
      partyId: attempt.writerId,
      editionId: edition.id,
      obligationIds: [obligationId],
      kind: OUTREACH_EVIDENCE,
      says: statusOfReach(reach),
      origin: 'declared',
      title: inEach((locale) => translateOutreach(locale, 'title', words(locale))),
      date: day,
      source: inEach((locale) => translateOutreach(locale, 'source', words(locale))),
      label,
      ...(documentId !== null && { documentId }),
    });
  });
}

const writtenRecords = async ({ db }: CommandContext, writerId: string) => (await writtenBy(db, [writerId])).get(writerId) ?? [];
