import { combineLabels, labelOfRow } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import { type boundParties, obligationsOfParties, refreshDue } from '#rooms/commitments/index.ts';
import { calendarsOf, isOver } from '#rooms/parties/index.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { isFindingLate, unsettledFindings } from '../findings/open-findings.store.ts';
import { citedItems, partyNames } from '../participations/obligations.ts';
import type { Grade } from '../reviews.schema.ts';
import { type AdoptedReview, beforeOf, type sourceList } from './brief.rules.ts';
import type { BriefClause, BriefDate, BriefFinding } from './brief.schema.ts';
import { openParticipations } from './open-participations.store.ts';

type Party = Awaited<ReturnType<typeof boundParties>>[number];

/** What the evidence shows today of parties whose evidence this reader may read. */
export type CurrentParty = { readonly clauses: BriefClause[]; readonly label: RecordLabel };

/** The marks of these parties by clause, each with the deciding evidence and the rating of the newest review of the party. */
export async function readCurrent(
  { db, now }: { db: Database; now: Date },
  edition: Edition,
  parties: readonly Party[],
  reviewed: ReadonlyMap<string, AdoptedReview>,
  sources: ReturnType<typeof sourceList>,
  clauses: readonly string[] = edition.columns,
): Promise<Map<string, CurrentParty>> {
  const byParty = await obligationsOfParties(db, edition, parties, now);
  const states = (party: Party) =>
    byParty
      .get(party.id)!
      .obligations.filter(({ obligation, status }) => status !== 'not-applicable' && clauses.includes(obligation.clause));
  const items = await citedItems(
    db,
    parties.flatMap((party) => states(party).flatMap(({ decidedBy }) => decidedBy)),
  );
  return new Map(
    parties.map((party) => {
      const held = byParty.get(party.id)!;
      const cells = new Map(held.cells.map((cell) => [cell.obligationId, cell]));
      const clausesOfParty = clauses.flatMap((clauseId): BriefClause[] => {
        const own = states(party).filter(({ obligation }) => obligation.clause === clauseId);
        if (own.length === 0) return [];
        const deciding = [...new Set(own.flatMap(({ decidedBy }) => decidedBy))].flatMap((id) => items.get(id) ?? []);
        const newest = deciding.toSorted((a, b) => (a.date < b.date ? 1 : -1))[0] ?? null;
        return [
          {
            clauseId,
            marks: own.map(({ obligation: { id } }) => {
              const { status, origin, difference, late } = cells.get(id)!;
              return { obligationId: id, status, origin, differs: difference === 'open', late, ...beforeOf(reviewed.get(party.id), id) };
            }),
            evidence: newest && {
              title: newest.title,
              date: newest.date,
              origin: newest.origin,
              source: sources.place({ origin: newest.origin, text: newest.sources, asOf: newest.asOf }),
            },
            otherItems: Math.max(0, deciding.length - 1),
            next:
              own
                .flatMap((state) => refreshDue(edition, state, now))
                .map(({ day }) => day)
                .sort()[0] ?? null,
          },
        ];
      });
      return [party.id, { clauses: clausesOfParty, label: held.label }];
    }),
  );
}

/** The unsettled findings that this reader may see, of one party or of all, the nearest due date first, each with its label. */
export async function readFindings(
  { db, now }: { db: Database; now: Date },
  partyId?: string,
): Promise<{ finding: BriefFinding; label: RecordLabel }[]> {
  const rows = await unsettledFindings(db, partyId);
  const calendar = await calendarsOf(db, [...new Set(rows.map((row) => row.party_id))]);
  return rows.map((row) => ({
    finding: {
      id: row.id,
      partyId: row.party_id,
      grade: row.grade as Grade,
      title: row.title,
      clauses: row.clause_ids,
      due: row.due,
      reported: row.state === 'reported',
      late: isFindingLate(row, calendar(row.party_id), now),
      asAdopted: null,
    },
    label: labelOfRow(row.label_level, row.releasable_to),
  }));
}

/** The dates of the open rounds in which a party takes part. A step that is done has no date any more. */
export async function readRoundDates({ db, now }: { db: Database; now: Date }, partyId: string): Promise<BriefDate[]> {
  const [rows, calendar] = await Promise.all([openParticipations(db, partyId), calendarsOf(db, [partyId])]);
  return rows.flatMap((row) => {
    const of = { en: row.title_en, fr: row.title_fr };
    const date = (kind: BriefDate['kind'], day: string | null, mayBeLate: boolean): BriefDate[] =>
      day === null ? [] : [{ day, kind, late: mayBeLate && isOver(calendar(partyId), day, now), partyId, of }];
    return [
      ...(row.submitted_at === null ? date('self-assessment', row.self_assessment_due, !row.voluntary) : []),
      ...(row.comments_done_at === null ? date('comments', row.comment_due, false) : []),
      ...date('adoption', row.adoption_planned, false),
    ];
  });
}

/** The combined label of what a brief shows, and the names of the parties it is releasable to. */
export async function labelOfBrief(db: Database, labels: readonly RecordLabel[]) {
  const label = combineLabels(labels);
  return { label, releasableTo: label.releasableTo && [...(await partyNames(db, label.releasableTo)).values()] };
}
