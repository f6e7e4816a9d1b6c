import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { AcceptTreatyStatement } from './correction.schema.ts';
import { decidesRatification, recordRatification, TREATY_EVIDENCE } from './ratification-evidence.ts';
import { waitingStatement } from './treaty.rules.ts';
import { addActions, byCell, lockTable, readActions, readCountingEvidence } from './treaty.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** The policy office accepts a row that a nation stated: the same facts become a row from a public source, with the reason. The stated row stays visible. */
export const acceptTreatyStatement = defineCommand({
  name: 'nations/accept-treaty-statement',
  permission: 'nations:import',
  clauses: () => currentEdition().acts.treaties,
  input: AcceptTreatyStatement,
  answer: z.object({ partyId: z.string(), evidenceId: z.string().nullable() }),
  async run(context, { partyId, rowId, reason }) {
    await lockTable(context.db);
    const [actions, counting] = await Promise.all([readActions(context.db, partyId), readCountingEvidence(context.db, 'public-source')]);
    const stated = byCell(actions)
      .map((rows) => waitingStatement(rows))
      .find((row) => row?.id === rowId);
    if (stated === undefined) throw new AppError('nations/no-statement');
    const { instrument, cell } = stated;
    addActions(context, [{ fact: { instrument, ...cell }, partyId, supersedes: rowId }], { reason });
    const evidenceId = decidesRatification(instrument)
      ? recordRatification(context, partyId, [...actions, { instrument, origin: 'public-source', cell }], {
          batchId: null,
          counting: counting.get(partyId),
          reason,
        })
      : null;
    return {
      answer: { partyId, evidenceId },
      entry: {
        subjectKind: 'treaty-action',
        subjectId: partyId,
        partyId,
        ...(evidenceId !== null && { evidenceKind: TREATY_EVIDENCE }),
        detail: { instrument, accepted: true, status: cell.status, asOf: cell.asOf, source: cell.source, reason },
      },
    };
  },
});
