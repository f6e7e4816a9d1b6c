import { dayOf } from '#kernel/dates.ts';
import { type Group, isIn } from '#kernel/roles.ts';
import { defineHomePart } from '#platform/home/home-part.ts';
import { type QueryContext, subjectOf } from '#platform/query.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { boundParties } from '../bound-parties.ts';
import { refreshDue } from '../due.rules.ts';
import { obligationsOfParties } from '../party-obligations.ts';
import { OwnClausesHome } from './own-clauses-home.schema.ts';
import '../permissions.ts';

/** What is already known of my party, and how: for those who answer for one. */
export const ownClausesHome = defineHomePart({
  name: 'known',
  group: 'signers',
  permission: 'commitments:read',
  protects: 'matrix',
  answer: OwnClausesHome,
  run: (context) => ownClauses(context, 'signers', () => true),
});

/** The same for those who advise one on the law. A party for which they answer as well is shown once, as theirs. */
export const advisedClausesHome = defineHomePart({
  ...ownClausesHome,
  name: 'advised',
  group: 'legal-advisers',
  run: (context) => ownClauses(context, 'legal-advisers', () => true),
});

// The clause about contracts. Where a policy has none of this number, the whole row is shown.
const CONTRACTS = '5f';

/** How my party keeps what the policy asks of its contracts: for those who place them. */
export const contractsHome = defineHomePart({
  name: 'contracts',
  group: 'contract-managers',
  permission: 'commitments:read',
  protects: 'matrix',
  answer: OwnClausesHome,
  run: (context) =>
    ownClauses(context, 'contract-managers', (clause) => clause === CONTRACTS || !currentEdition().columns.includes(CONTRACTS)),
});

/** The parties at which this reader holds a role of a group. */
function partiesOf(context: QueryContext, group: Group): string[] {
  return [...new Set(subjectOf(context).grants.flatMap(({ role, party }) => (party !== null && isIn(group, role) ? [party] : [])))];
}

async function ownClauses(context: QueryContext, group: Group, isShown: (clause: string) => boolean) {
  const { db, now } = context;
  const edition = currentEdition();
  const answersFor = group === 'legal-advisers' ? partiesOf(context, 'signers') : [];
  const ids = partiesOf(context, group).filter((id) => !answersFor.includes(id));
  if (ids.length === 0) return null;
  const bound = (await boundParties(db, dayOf(now), { ids })).filter(({ owes }) => owes.length > 0);
  if (bound.length === 0) return null;
  const byParty = await obligationsOfParties(db, edition, bound, now);
  const parties = bound.map(({ id, kind, name }) => {
    const { cells, obligations, label } = byParty.get(id)!;
    return {
      party: { id, kind, name },
      label,
      obligations: edition.obligations.flatMap(({ id: obligationId, clause, short, reconstructed }, index) => {
        const { status, origin, late, difference } = cells[index]!;
        if (status === 'not-applicable' || !isShown(clause)) return [];
        const due = refreshDue(edition, obligations[index]!, now)[0]?.day ?? null;
        return [{ id: obligationId, short, reconstructed, status, origin, late, due, differs: difference === 'open' }];
      }),
    };
  });
  const all = parties.flatMap(({ obligations }) => obligations);
  const dues = all.flatMap(({ late, due }) => (late === null && due !== null ? [due] : []));
  return { parties, late: all.filter(({ late }) => late !== null).length, next: dues.toSorted()[0] ?? null };
}
