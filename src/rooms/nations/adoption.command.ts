import { z } from 'zod';
import { dayOf, type PartialDate } from '#kernel/dates.ts';
import { inEach } from '#kernel/languages.ts';
import { defineCommand } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery } from '#platform/query.ts';
import { recordEvidence, summariesOf } from '#rooms/evidence/index.ts';
import { allySince, readRegister } from '#rooms/parties/index.ts';
import { currentEdition, type Edition } from '#rooms/policy/index.ts';
import { translateNations } from './texts.ts';
import './permissions.ts';

/** Whether an Ally lacks its evidence of the adoption of the policy. */
export const adoptionIsMissing = defineQuery({
  name: 'nations/adoption-is-missing',
  permission: 'nations:import',
  input: z.strictObject({}),
  answer: z.boolean(),
  run: async ({ db, now }) => (await alliesWithout(db, currentEdition(), now)).length > 0,
});

/**
 * Records for each Ally that the alliance adopted the policy (2, P2.1): one public fact for all of them, from the edition. A nation that joined the alliance
 * later is bound by its accession, and its evidence counts from then. Allies that have this evidence are left out.
 */
export const recordAdoption = defineCommand({
  name: 'nations/record-adoption',
  permission: 'nations:import',
  clauses: () => {
    const { adoption, acts, obligation } = currentEdition();
    return adoption ? [obligation(adoption.obligation).clause] : acts.implementation;
  },
  input: z.strictObject({}),
  answer: z.object({ recorded: z.number().int() }),
  async run(context) {
    const edition = currentEdition();
    const items = (await alliesWithout(context.db, edition, context.now)).map((ally) => recordFor(context, edition, ally));
    return {
      answer: { recorded: items.length },
      entry: {
        subjectKind: 'adoption',
        subjectId: context.newId(),
        partyId: null,
        evidenceKind: edition.adoption!.kind,
        detail: { items },
      },
    };
  },
});

type Ally = { id: string; since: PartialDate };

async function alliesWithout(db: Database, edition: Edition, now: Date): Promise<Ally[]> {
  const { adoption } = edition;
  if (!adoption) return [];
  const { parties } = await readRegister(db, { kinds: ['nation'] });
  const allies = parties.flatMap(({ id, memberships }) => {
    const since = allySince(memberships, dayOf(now));
    return since === null ? [] : [{ id, since }];
  });
  const ids = allies.map(({ id }) => id);
  const known = await summariesOf(db, edition.id, ids, { obligations: [adoption.obligation] });
  const recorded = new Set(known.filter((row) => row.kind === adoption.kind && row.origin === 'public-source').map((row) => row.partyId));
  return allies.filter(({ id }) => !recorded.has(id));
}

function recordFor(context: Parameters<typeof recordEvidence>[0], edition: Edition, { id, since }: Ally): string {
  const { obligation, kind, on, by, document, address } = edition.adoption!;
  const isLater = since > on;
  return recordEvidence(context, {
    partyId: id,
    editionId: edition.id,
    obligationIds: [obligation],
    kind,
    says: 'met',
    origin: 'public-source',
    title: inEach((locale) => translateNations(locale, isLater ? 'adoption.accession' : 'adoption.adopted', { by: by[locale] })),
    date: isLater ? since : on,
    source: document,
    address,
  });
}
