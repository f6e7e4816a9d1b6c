import { z } from 'zod';
import { toStoredCheckpoint } from '#platform/ledger/last-checkpoint.ts';
import { readLastPublished, sqlOf } from '#platform/ledger/log-store.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { offeredSets } from '../../sets/set.store.ts';
import { scopeOf } from '../list-gaps.query.ts';
import { drawContracts } from './sample.rules.ts';
import { ContractSample } from './sample.schema.ts';
import { evidenceOf, runningContracts } from './sample.store.ts';
import { STRATA } from './strata.rules.ts';
import '../../permissions.ts';

const MAX_SAMPLE = 50;

/**
 * A sample of a party's running contracts for an inspector, drawn by the newest published checkpoint of the log, with what was found and confirmed of each. Null
 * while no checkpoint is published. The same checkpoint, strata and contracts give the same sample (5f).
 */
export const drawContractSample = defineQuery({
  name: 'contractors/draw-sample',
  permission: 'contractors:read',
  input: z.strictObject({
    partyId: z.uuid(),
    size: z.coerce.number().int().min(1).max(MAX_SAMPLE),
    by: z.enum(STRATA).default('none'),
  }),
  answer: z.object({ sample: ContractSample.nullable() }),
  async run(context, { partyId, size, by }) {
    const { db } = context;
    const [published, contracts, offered, { parties }] = await Promise.all([
      readLastPublished(sqlOf(db)),
      runningContracts(db, scopeOf(context, partyId)),
      offeredSets(db, partyId),
      readRegister(db, { ids: [partyId] }),
    ]);
    if (published === undefined) return { sample: null };
    const { rule, frame, strata } = drawContracts(published.root, contracts, size, by);
    const evidence = await evidenceOf(
      db,
      strata.flatMap(({ drawn }) => drawn.map(({ id }) => id)),
    );
    const [party] = parties;
    return {
      sample: {
        ...{ rule, by, checkpoint: toStoredCheckpoint(published), of: contracts.length, frame },
        party: party === undefined ? null : { code: party.code, name: party.name },
        strata: strata.map(({ key, numbers, drawn }) => ({ key, numbers: [...numbers], drawn: drawn.length })),
        contracts: strata.flatMap(({ key, drawn }) =>
          drawn.map(({ id, number, title, contractor, setId, coverage }) => {
            const byProvision = Map.groupBy(evidence.get(id) ?? [], ({ provision }) => provision);
            // What was found of a set that is not known here is shown by the ids of its provisions.
            const owed =
              offered.find((one) => one.key === setId)?.set.provisions ??
              [...byProvision.keys()].map((one) => ({ id: one, title: { en: one } }));
            const provisions = owed.map((one) => ({ id: one.id, title: one.title, evidence: byProvision.get(one.id) ?? [] }));
            return { stratum: key, number, title, contractor, setId, coverage, provisions };
          }),
        ),
      },
    };
  },
});
