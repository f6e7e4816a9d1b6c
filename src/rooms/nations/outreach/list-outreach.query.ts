import { z } from 'zod';
import { labelOfRow } from '#kernel/labels.ts';
import { keyOf, PageQuery, pageOf, toPage } from '#kernel/page.ts';
import { holdsRole, partiesOf } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { LetterView, OutreachLine } from './outreach.schema.ts';
import { lettersTo, listed, OUTREACH_SORT } from './outreach.store.ts';
import { namesOf } from './outreach-view.ts';
import '../permissions.ts';

/** Attempts to encourage that this reader may see: of their party, of parties they review, or all for headquarters. Newest first, or in the order asked for. */
export const listOutreach = defineQuery({
  name: 'nations/list-outreach',
  permission: 'nations:read-letters',
  input: PageQuery.extend({ addresseeId: z.uuid().optional(), sort: OUTREACH_SORT.schema }),
  answer: pageOf(OutreachLine),
  async run(context, { after, limit, addresseeId, sort }) {
    const { db } = context;
    const subject = subjectOf(context);
    const writers = holdsRole(subject, 'office') ? undefined : partiesOf(subject, 'readers');
    const rows = await listed(db, { addresseeId, writers, sort, after }, limit + 1);
    const name = await namesOf(
      db,
      rows.flatMap((row) => [row.writerId, row.addresseeId]),
    );
    const page = OUTREACH_SORT.page(sort, rows, limit, ({ since, lastSentOn, reminderOn, id }, column) => [
      { since: since.toISOString(), sent: lastSentOn ?? 'infinity', reminder: reminderOn ?? 'infinity' }[column],
      id,
    ]);
    return {
      ...page,
      items: page.items.map(({ id, writerId, addresseeId, instruments, state, since, lastSentOn, reminderOn, level, releasableTo }) => ({
        id,
        writer: name(writerId),
        addressee: name(addresseeId),
        instruments,
        state,
        since: since.toISOString(),
        lastSentOn,
        reminderOn,
        label: labelOfRow(level, releasableTo),
      })),
    };
  },
});

/** The letters sent to the nations of this reader, without the writer's other records. */
export const listLettersReceived = defineQuery({
  name: 'nations/list-letters-received',
  permission: 'nations:read-letters',
  input: PageQuery,
  answer: z.object({ items: z.array(LetterView), next: z.string().nullable() }),
  async run(context, { after, limit }) {
    const { db } = context;
    const { grants } = subjectOf(context);
    const key = keyOf(after, ['text', 'id']);
    const nations = [...new Set(grants.flatMap(({ party }) => party ?? []))];
    const rows = await lettersTo(db, nations, key && { day: key[0], id: key[1] }, limit + 1);
    const name = await namesOf(
      db,
      rows.flatMap((row) => [row.writerId, row.addresseeId]),
    );
    const page = toPage(rows, limit, ({ sentOn, id }) => [sentOn, id]);
    return {
      ...page,
      items: page.items.map(({ id, writerId, addresseeId, sentOn, language, body, offer, level, releasableTo }) => ({
        id,
        writer: name(writerId),
        addressee: name(addresseeId),
        sentOn,
        language,
        body,
        offer,
        label: labelOfRow(level, releasableTo),
      })),
    };
  },
});
