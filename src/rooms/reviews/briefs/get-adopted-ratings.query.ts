import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { combineLabels } from '#kernel/labels.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { collator } from '#platform/texts/texts.ts';
import { boundParties } from '#rooms/commitments/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { adoptedReviews } from './adopted-reviews.store.ts';
import { adoptedClauses } from './brief.rules.ts';
import { AdoptedRatings } from './brief.schema.ts';
import '../permissions.ts';

/** The newest adopted and released review of each party bound today, as corrected since (5g). Reads adopted reports only, under the claims of the reader. */
export const getAdoptedRatings = defineQuery({
  name: 'reviews/get-adopted-ratings',
  permission: 'reviews:read-adopted',
  input: z.strictObject({}),
  answer: AdoptedRatings,
  protects: { kind: 'matrix' },
  async run(context) {
    const { db, now } = context;
    const { language } = subjectOf(context);
    const edition = currentEdition();
    const bound = (await boundParties(db, dayOf(now))).filter(({ owes }) => owes.length > 0);
    const reviews = await adoptedReviews(
      db,
      edition.id,
      bound.map(({ id }) => id),
    );
    // The newest comes first.
    const newest = new Map(reviews.toReversed().map((review) => [review.partyId, review]));
    const inOrder = collator(language);
    const rows = bound
      .flatMap(({ id, kind, name, group }) => {
        const last = newest.get(id);
        if (last === undefined) return [];
        return [{ party: { id, kind, name, group }, review: last.review, clauses: adoptedClauses(edition, last, undefined, 0) }];
      })
      .toSorted((a, b) => inOrder(a.party.name[language], b.party.name[language]));
    return {
      asOf: dayOf(now),
      label: combineLabels(rows.map(({ party }) => newest.get(party.id)!.label)),
      rows,
      unseen: bound.length - rows.length,
    };
  },
});
