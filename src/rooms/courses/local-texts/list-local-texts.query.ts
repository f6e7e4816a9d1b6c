import { z } from 'zod';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { draftState, isOld, PLACEHOLDER_IDS, PLACEHOLDERS } from './local-text.rules.ts';
import { LocalTextLine } from './local-text.schema.ts';
import { currentTexts } from './local-text.store.ts';
import { placeholderOf, readableParties } from './local-text-access.ts';
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
    const { db, now, platform } = context;
    const subject = subjectOf(context);
    const edition = currentEdition();
    const shown = (await readableParties(db, subject, now)).filter(({ bound }) => bound);
    const { texts, drafts } = await currentTexts(
      db,
      shown.map(({ id }) => id),
    );
    const is = (placeholder: string, id: string) => (row: { placeholder: string; partyId: string }) =>
      row.placeholder === placeholder && row.partyId === id;
    const lines = PLACEHOLDER_IDS.flatMap((placeholder) => {
      const { of, obligation } = PLACEHOLDERS[placeholder];
      const asks = placeholderOf(platform.services.courses, placeholder).asks.map((ask) => ask.id);
      const months = edition.freshMonths(edition.obligation(obligation).freshness, now);
      return shown
        .filter(({ kind }) => kind === of)
        .map(({ id, code, name }) => {
          const latest = texts.find(is(placeholder, id));
          return {
            placeholder,
            party: { id, code, name },
            latest: latest ? { number: latest.number, asOf: latest.asOf, old: isOld(latest.asOf, months, now) } : null,
            draft: drafts
              .filter(is(placeholder, id))
              .some(({ draft, inForce }) => draftState(draft, inForce ?? undefined, asks) === 'unsigned'),
          };
        });
    });
    return { lines };
  },
});
