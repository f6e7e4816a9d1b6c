import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { FirmPage, Token } from './firm.schema.ts';
import { BY_FIRM_LINK, entryOf, getLinked, seenBy } from './firm-entry.ts';

/** Shows the holder of a link the page of its firm, and nothing else of the contract (5f). Viewing is recorded too. */
export const lookAtFirmPage = defineCommand({
  ...BY_FIRM_LINK,
  name: 'contractors/look-at-firm-page',
  input: z.strictObject({ token: Token, messageId: z.uuid().optional() }),
  answer: FirmPage,
  async run(context, { messageId }) {
    const linked = await getLinked(context);
    return { answer: await seenBy(context, linked, messageId), entry: entryOf(linked, context.subject.person, { use: 'look' }) };
  },
});
