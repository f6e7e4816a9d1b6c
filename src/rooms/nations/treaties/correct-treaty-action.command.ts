import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { CorrectTreatyAction } from './correction.schema.ts';
import { recordRatification, TREATY_EVIDENCE } from './ratification-evidence.ts';
import { decideCorrection } from './treaty.rules.ts';
import { addActions, lockTable, readCurrentActions, readEvidenceDays, readNationIds } from './treaty.store.ts';
import type { TreatyCell } from './treaty-table.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Adds a dated row, with its source and author, which replaces the previous one. The previous row stays visible. */
export const correctTreatyAction = defineCommand({
  name: 'nations/correct-treaty-action',
  permission: 'nations:correct',
  clauses: () => currentEdition().acts.treaties,
  input: CorrectTreatyAction,
  answer: z.object({ partyId: z.string(), evidenceId: z.string().nullable() }),
  party: ({ partyId }) => partyId,
  async run(context, { partyId, instrument, reason, supersedes, ...cell }) {
    await lockTable(context.db);
    const [current, nations, days] = await Promise.all([
      readCurrentActions(context.db, partyId),
      readNationIds(context.db),
      readEvidenceDays(context.db),
    ]);
    if (![...nations.values()].includes(partyId)) throw new AppError('nations/not-a-nation');
    const before = current.find((row) => row.instrument === instrument);
    if ((before?.id ?? null) !== supersedes) throw new AppError('nations/row-replaced', { current: before?.id ?? null, yours: supersedes });
    const fact: TreatyCell & { instrument: typeof instrument } = { instrument, ...cell };
    unwrap(decideCorrection(before?.cell, fact));
    addActions(context, [{ fact, partyId, supersedes }], { reason });
    const after = new Map([...current.map((row) => [row.instrument, row.cell] as const), [instrument, fact as TreatyCell] as const]);
    const decides = instrument === 'UNTOC' || instrument === 'TIP';
    const evidenceId = decides ? recordRatification(context, partyId, after, { batchId: null, days: days.get(partyId) }) : null;
    return {
      answer: { partyId, evidenceId },
      entry: {
        subjectKind: 'treaty-action',
        subjectId: partyId,
        partyId,
        ...(evidenceId !== null && { evidenceKind: TREATY_EVIDENCE }),
        detail: { instrument, status: cell.status, asOf: cell.asOf, source: cell.source, reason },
      },
    };
  },
});
