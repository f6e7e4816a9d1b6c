import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { CorrectTreatyAction } from './correction.schema.ts';
import { decidesRatification, recordRatification, TREATY_EVIDENCE } from './ratification-evidence.ts';
import { decideCorrection, latestAction } from './treaty.rules.ts';
import { addActions, lockTable, originOf, readActions, readCountingEvidence, readNationIds } from './treaty.store.ts';
import type { TreatyCell } from './treaty-table.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Adds a dated row, with its source and author; earlier rows stay visible. Entered by the policy office it is a public source and becomes the current row. Stated
 * by the nation it waits next to the row from a public source until the policy office accepts it or enters a row of its own.
 */
export const correctTreatyAction = defineCommand({
  name: 'nations/correct-treaty-action',
  permission: 'nations:correct',
  clauses: () => currentEdition().acts.treaties,
  input: CorrectTreatyAction,
  answer: z.object({ partyId: z.string(), evidenceId: z.string().nullable() }),
  party: ({ partyId }) => partyId,
  async run(context, { partyId, instrument, reason, supersedes, ...cell }) {
    await lockTable(context.db);
    const origin = originOf(context.subject);
    const [actions, nations, counting] = await Promise.all([
      readActions(context.db, partyId),
      readNationIds(context.db),
      readCountingEvidence(context.db, origin),
    ]);
    if (![...nations.values()].includes(partyId)) throw new AppError('nations/not-a-nation');
    const rows = actions.filter((row) => row.instrument === instrument);
    const latest = latestAction(rows);
    if ((latest?.id ?? null) !== supersedes) throw new AppError('nations/row-replaced', { current: latest?.id ?? null, yours: supersedes });
    // A public source is not older because a nation has stated something since.
    const before = origin === 'declared' ? latest : rows.find((row) => row.origin === origin);
    const fact: TreatyCell & { instrument: typeof instrument } = { instrument, ...cell };
    unwrap(decideCorrection(before?.cell, fact));
    addActions(context, [{ fact, partyId, supersedes }], { reason });
    const evidenceId = decidesRatification(instrument)
      ? recordRatification(context, partyId, [...actions, { instrument, origin, cell: fact }], {
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
        detail: { instrument, status: cell.status, asOf: cell.asOf, source: cell.source, origin, reason },
      },
    };
  },
});
