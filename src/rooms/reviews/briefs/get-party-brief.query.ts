import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { boundParties } from '#rooms/commitments/index.ts';
import { calendarsOf, isOver } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { adoptedReviews } from './adopted-reviews.store.ts';
import { adoptedClauses, adoptedFindings, findingDates, sourceList, trendOf } from './brief.rules.ts';
import { type BriefDate, PartyBrief } from './brief.schema.ts';
import { lastReturnOf } from './party-returns.ts';
import { labelOfBrief, readCurrent, readFindings, readRoundDates } from './read-current.ts';

// The kinds of party of which a return may be asked.
const RETURNING = ['nation', 'body', 'operation'] as const;

/**
 * One party on one page, for a committee (5g): a mark per obligation, what changed since the last adopted review, open findings, next dates, sources, and the
 * ratings of the rounds. A reader who may not read the party's evidence sees adopted and released ratings only, and no differences between sources.
 */
export const getPartyBrief = defineQuery({
  name: 'reviews/get-party-brief',
  permission: 'signed-in',
  input: z.strictObject({ partyId: z.uuid() }),
  answer: PartyBrief,
  protects: { kind: 'dossier', id: ({ partyId }) => partyId },
  async run(context, { partyId }): Promise<PartyBrief> {
    const { db, now, platform } = context;
    const edition = currentEdition();
    const [party] = await boundParties(db, dayOf(now), { ids: [partyId] });
    if (party === undefined) throw new AppError('platform/not-found');
    const isCurrent = may(subjectOf(context), 'commitments:read', partyId);
    const reviews = await adoptedReviews(db, edition.id, [partyId]);
    const [last, earlier] = reviews;
    const sources = sourceList();
    const head = {
      ...(platform.exercise && { exercise: 'EXERCISE' as const }),
      editionId: edition.id,
      asOf: dayOf(now),
      party: { id: party.id, kind: party.kind, name: party.name, group: party.group },
      review: last?.review ?? null,
      trend: trendOf(edition, reviews),
    };
    const labels = reviews.map(({ label }) => label);
    if (!isCurrent) {
      const findings = last === undefined ? [] : adoptedFindings(last);
      const source = last && sources.place({ origin: 'rated', text: last.review.title, asOf: last.review.adoptedAt.slice(0, 10) });
      return {
        ...head,
        basis: 'adopted',
        before: earlier?.review ?? null,
        clauses: last === undefined ? [] : adoptedClauses(edition, last, earlier, source!),
        findings,
        dates: [],
        sources: sources.sources,
        ...(await labelOfBrief(db, labels)),
      };
    }
    const [current, found, rounds, returns, calendar] = await Promise.all([
      readCurrent(context, edition, [party], new Map(last && [[partyId, last]]), sources),
      readFindings(context, partyId),
      readRoundDates(context, partyId),
      RETURNING.some((kind) => kind === party.kind) ? platform.services.readReturns?.(db, partyId) : undefined,
      calendarsOf(db, [partyId]),
    ]);
    const { clauses, label } = current.get(partyId)!;
    const returnDates = (returns ?? []).flatMap(({ due, submittedOn, period }): BriefDate[] =>
      due === null || submittedOn !== null
        ? []
        : [
            {
              day: due,
              kind: 'return',
              late: party.owes.includes('ally') && isOver(calendar(partyId), due, now),
              partyId,
              of: { en: period, fr: period },
            },
          ],
    );
    const unsettled = found.map(({ finding }) => finding);
    const due = clauses.flatMap(({ clauseId, next }): BriefDate[] =>
      next === null ? [] : [{ day: next, kind: 'evidence', late: next < dayOf(now), partyId, of: edition.clause(clauseId).short }],
    );
    return {
      ...head,
      basis: 'current',
      before: null,
      clauses,
      findings: unsettled,
      dates: [...due, ...findingDates(unsettled), ...rounds, ...returnDates].sort((a, b) => (a.day < b.day ? -1 : 1)),
      sources: sources.sources,
      ...(returns && { lastReturn: lastReturnOf(returns) }),
      ...(await labelOfBrief(db, [...labels, label, ...[...found, ...(returns ?? [])].map((one) => one.label)])),
    };
  },
});
