import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { inEach, type Locale } from '#kernel/languages.ts';
import type { QueryContext } from '#platform/query.ts';
import { isStillSaid, measuredStates, type NewItem } from '#rooms/evidence/index.ts';
import { ownerKindsOn, readRegister } from '#rooms/parties/index.ts';
import { currentEdition, parameterInForce } from '#rooms/policy/index.ts';
import { CONTRACT_CLAUSES } from '../../clauses.ts';
import { percentOf, type ShareLimits, type ShareRow, type Shares, saysOfShares, sharesOf, totalOf } from '../share.rules.ts';
import { translateCoverageEvidence } from './texts.ts';

/** The kind of evidence that the coverage of contracts gives. */
export const KIND = 'EV-CLAU';

/** The limits in force on a day. Values of few contracts are not shown to other parties, so they are not weighed either. */
export function shareLimitsOn(on: Date): ShareLimits {
  const parameter = (id: string) => Number(parameterInForce(id, on).value);
  return {
    target: parameter('clause-coverage-target'),
    floor: parameter('clause-coverage-floor'),
    minValued: parameter('small-cell-parties'),
  };
}

/** What the running contracts of each party carry, by party. Only the installation may ask. */
export async function countedParties({ db, now }: Pick<QueryContext, 'db' | 'now'>): Promise<Map<string, Shares>> {
  const { rows } = await sql<{
    found: (ShareRow & { party: string })[];
  }>`select contractors.count_coverage(${dayOf(now)}) as found`.execute(db);
  const byParty = Map.groupBy(rows[0]!.found, ({ party }) => party);
  return new Map([...byParty].map(([party, counted]) => [party, sharesOf(counted)]));
}

/** `isNew`: the newest evidence says something else, or is a month old. */
type CoverageItem = { item: Omit<NewItem, 'origin'>; isNew: boolean };

/**
 * What the running contracts of a party show today, with the obligations that it decides (P5f.1, P5f.2); null where the party owes none, or nothing was read yet.
 * Once something was measured, contracts of which nothing is known any more are in progress.
 */
export async function coverageItem(
  { db, now }: Pick<QueryContext, 'db' | 'now'>,
  partyId: string,
  shares: Shares,
): Promise<CoverageItem | null> {
  const edition = currentEdition();
  const today = dayOf(now);
  const { parties, operations } = await readRegister(db, { ids: [partyId] });
  const owes = parties[0] === undefined ? [] : ownerKindsOn(parties[0], operations, today);
  const obligationIds = edition.obligations
    .filter(({ clause, evidence, owners }) => {
      const isOwed = owners.some((owner) => owes.includes(owner));
      return isOwed && evidence.kinds.includes(KIND) && CONTRACT_CLAUSES().includes(clause);
    })
    .map(({ id }) => id);
  if (obligationIds.length === 0) return null;
  const [newest] = await measuredStates(db, { partyId, editionId: edition.id, kind: KIND, obligationIds });
  const limits = shareLimitsOn(now);
  const says = saysOfShares(shares, limits) ?? (newest === undefined ? null : 'in-progress');
  if (says === null) return null;
  const item = {
    ...{ partyId, editionId: edition.id, obligationIds, kind: KIND, says, date: today },
    title: inEach((locale) => titleOf(locale, shares)),
    source: inEach((locale) => translateCoverageEvidence(locale, 'source', { value: translateValue(locale, shares, limits) })),
  };
  return { item, isNew: !isStillSaid(newest, item, now) };
}

function titleOf(locale: Locale, shares: Shares): string {
  const { whole, lacking, unknown } = shares;
  const counts = { whole: whole.contracts, lacking: lacking.contracts, unknown: unknown.contracts };
  return translateCoverageEvidence(locale, 'title', { ...counts, contracts: totalOf(shares, 'contracts') });
}

function translateValue(locale: Locale, shares: Shares, { minValued }: ShareLimits): string {
  const [contracts, valued] = [totalOf(shares, 'contracts'), totalOf(shares, 'valued')];
  if (valued < minValued) return translateCoverageEvidence(locale, 'value.few', { least: minValued });
  const percent = percentOf(shares.whole.euros, totalOf(shares, 'euros'));
  return translateCoverageEvidence(locale, 'value', { percent, valued, rest: contracts - valued });
}
