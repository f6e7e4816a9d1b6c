import { moveTo } from '../item.store.ts';
import { outrun } from '../item-act.ts';
import { defineActOnItem, WithReason } from './act-on-item.ts';

/** Withdraws an evidence item: it stays readable with its reason and no longer counts. A withdrawn draft stays with the party. */
export const withdrawEvidence = defineActOnItem({
  name: 'evidence/withdraw-evidence',
  permission: 'evidence:enter',
  act: 'withdraw',
  input: WithReason,
  async run(context, item, { reason }) {
    const { db, change, now } = context;
    await change(moveTo(db, item, 'withdrawn', now, { reason }), () => outrun(context, item));
    return { from: item.state };
  },
});
