import { moveTo } from '../item.store.ts';
import { outrun } from '../item-act.ts';
import { defineActOnItem, WithReason } from '../steps/act-on-item.ts';

/** Asks for the purge of a wrongly uploaded evidence item. It stops counting at once; a second person deletes its content. */
export const askPurge = defineActOnItem({
  name: 'evidence/ask-purge',
  permission: 'evidence:enter',
  act: 'ask-purge',
  input: WithReason,
  async run(context, item, { reason }) {
    const { db, change, now } = context;
    await change(moveTo(db, item, 'purge-asked', now, { reason }), () => outrun(context, item));
    return { from: item.state };
  },
});
