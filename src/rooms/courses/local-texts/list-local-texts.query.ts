import { z } from 'zod';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { isOld, SLOT_IDS, SLOTS } from './local-text.rules.ts';
import { LocalTextLine } from './local-text.schema.ts';
import { standingTexts } from './local-text.store.ts';
import { readableParties } from './slot-act.ts';
import '../permissions.ts';

/**
 * Which operations have an operation brief, which nations have a law annex, how old they are, and which are missing: for the reader's own parties and the
 * operations they take part in.
 */
export const listLocalTexts = defineQuery({
  name: 'training/list-local-texts',
  permission: 'training:read-local-texts',
  input: z.strictObject({}),
  answer: z.object({ lines: z.array(LocalTextLine) }),
  async run(context) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const edition = currentEdition();
    const shown = (await readableParties(db, subject, now)).filter(({ bound }) => bound);
    const { texts, drafts } = await standingTexts(
      db,
      shown.map(({ id }) => id),
    );
    const is = (slot: string, id: string) => (row: { slot: string; partyId: string }) => row.slot === slot && row.partyId === id;
    const lines = SLOT_IDS.flatMap((slot) => {
      const { of, obligation } = SLOTS[slot];
      const months = edition.freshMonths(edition.obligation(obligation).freshness);
      return shown
        .filter(({ kind }) => kind === of)
        .map(({ id, code, name }) => {
          const latest = texts.find(is(slot, id));
          return {
            slot,
            party: { id, code, name },
            latest: latest ? { number: latest.number, asOf: latest.asOf, old: isOld(latest.asOf, months, now) } : null,
            draft: drafts.some(is(slot, id)),
          };
        });
    });
    return { lines };
  },
});
