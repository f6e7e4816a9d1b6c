import { z } from 'zod';
import { toStoredCheckpoint } from '#platform/ledger/last-checkpoint.ts';
import { readLastPublished, sqlOf } from '#platform/ledger/log-store.ts';
import { defineQuery } from '#platform/query.ts';
import { ContractSample } from './coverage.schema.ts';
import { evidenceOf, runningContracts } from './coverage.store.ts';
import { scopeOf } from './list-gaps.query.ts';
import { drawContracts, SAMPLE_RULE } from './sample.rules.ts';
import '../permissions.ts';

const MAX_SAMPLE = 50;

/**
 * A sample of a party's running contracts for an inspector, drawn by the newest published checkpoint of the log, with what was found and confirmed of each. Null
 * while no checkpoint is published. The same checkpoint and the same contracts give the same sample (5f).
 */
export const drawContractSample = defineQuery({
  name: 'contractors/draw-sample',
  permission: 'contractors:read',
  input: z.strictObject({ partyId: z.uuid(), size: z.coerce.number().int().min(1).max(MAX_SAMPLE) }),
  answer: z.object({ sample: ContractSample.nullable() }),
  async run(context, { partyId, size }) {
    const { db } = context;
    const [published, contracts] = await Promise.all([readLastPublished(sqlOf(db)), runningContracts(db, scopeOf(context, partyId))]);
    if (published === undefined) return { sample: null };
    const { drawn, frame } = drawContracts(published.root, contracts, size);
    const evidence = await evidenceOf(
      db,
      drawn.map(({ id }) => id),
    );
    return {
      sample: {
        ...{ rule: SAMPLE_RULE, checkpoint: toStoredCheckpoint(published), of: contracts.length, frame },
        contracts: drawn.map(({ id, ...one }) => ({ ...one, evidence: evidence.get(id) ?? [] })),
      },
    };
  },
});
