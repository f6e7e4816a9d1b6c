import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { collator } from '#platform/texts/texts.ts';
import { boundParties } from '#rooms/commitments/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { adoptedReviews } from './adopted-reviews.store.ts';
import { type AdoptedReview, adoptedClauses, adoptedFindings, findingDates, sourceList, trendOf } from './brief.rules.ts';
import { type BriefDate, ClauseBrief } from './brief.schema.ts';
import { labelOfBrief, readCurrent, readFindings } from './read-current.ts';

/**
 * One clause on one page, for a committee (5g): the parties that it binds today, each with a mark per obligation, and what the adopted rounds said of it. A
 * reader sees today's marks of the parties whose evidence they may read, and of the others adopted and released ratings only.
 */
export const getClauseBrief = defineQuery({
  name: 'reviews/get-clause-brief',
  permission: 'signed-in',
  input: z.strictObject({ clauseId: z.string().min(1).max(40) }),
  answer: ClauseBrief,
  protects: { kind: 'matrix' },
  async run(context, { clauseId }): Promise<ClauseBrief> {
    const { db, now, platform } = context;
    const subject = subjectOf(context);
    const edition = currentEdition();
    const today = dayOf(now);
    const obligations = edition.obligationsOf(clauseId);
    const owners = new Set(obligations.flatMap((obligation) => obligation.owners));
    const inOrder = collator(subject.language);
    const bound = (await boundParties(db, today))
      .filter(({ owes }) => owes.some((kind) => owners.has(kind)))
      .toSorted((a, b) => inOrder(a.name[subject.language], b.name[subject.language]));
    const open = bound.filter(({ id }) => may(subject, 'commitments:read', id));
    const reviews = await adoptedReviews(
      db,
      edition.id,
      bound.map(({ id }) => id),
    );
    const byParty = Map.groupBy(reviews, ({ partyId }) => partyId);
    const covering = (partyId: string): AdoptedReview[] =>
      (byParty.get(partyId) ?? []).filter(({ ratings }) => obligations.some(({ id }) => ratings.has(id)));
    const sources = sourceList();
    const newest = new Map(
      open.flatMap(({ id }) =>
        covering(id)
          .slice(0, 1)
          .map((review) => [id, review] as const),
      ),
    );
    const [current, found] = await Promise.all([readCurrent(context, edition, open, newest, sources, [clauseId]), readFindings(context)]);
    const rows = bound.flatMap((party): ClauseBrief['rows'] => {
      const head = { id: party.id, kind: party.kind, name: party.name, group: party.group };
      const [last, earlier] = covering(party.id);
      const read = current.get(party.id);
      if (read !== undefined)
        return read.clauses.map(({ clauseId: _, ...marks }) => ({ ...marks, party: head, basis: 'current', review: last?.review ?? null }));
      if (last === undefined) return [];
      const source = sources.place({ origin: 'rated', text: last.review.title, asOf: last.review.adoptedAt.slice(0, 10) });
      return adoptedClauses(edition, last, earlier, source)
        .filter((clause) => clause.clauseId === clauseId)
        .map(({ clauseId: _, ...marks }) => ({ ...marks, party: head, basis: 'adopted', review: last.review }));
    });
    const seen = new Set(open.map(({ id }) => id));
    const unsettled = found.filter(({ finding }) => seen.has(finding.partyId) && finding.clauses.includes(clauseId));
    const adopted = rows.filter(({ basis }) => basis === 'adopted').flatMap(({ party }) => adoptedFindings(covering(party.id)[0]!));
    const findings = [...unsettled.map(({ finding }) => finding), ...adopted.filter(({ clauses }) => clauses.includes(clauseId))];
    const due = rows.flatMap(({ next, party }): BriefDate[] =>
      next === null ? [] : [{ day: next, kind: 'evidence', late: next < today, partyId: party.id, of: party.name }],
    );
    const covered = reviews.filter(({ ratings }) => obligations.some(({ id }) => ratings.has(id)));
    return {
      ...(platform.exercise && { exercise: 'EXERCISE' as const }),
      editionId: edition.id,
      asOf: today,
      clauseId,
      rows,
      unseen: bound.length - new Set(rows.map(({ party }) => party.id)).size,
      findings,
      dates: [...due, ...findingDates(findings)].sort((a, b) => (a.day < b.day ? -1 : 1)),
      sources: sources.sources,
      trend: trendOf(edition, covered, [clauseId]),
      ...(await labelOfBrief(db, [
        ...[...current.values()].map(({ label }) => label),
        ...covered.map(({ label }) => label),
        ...unsettled.map(({ label }) => label),
      ])),
    };
  },
});
