import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { offeredActions } from '#kernel/machine.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { composeLetter } from './letter.ts';
import { OUTREACH_MACHINE, type OutreachAction, type OutreachState } from './outreach.rules.ts';
import { OutreachView } from './outreach.schema.ts';
import { findOutreach, lettersOf, repliesOf, writerOf } from './outreach.store.ts';
import { treatyStatusesOf, viewTreatyStatuses, writesFor } from './outreach-view.ts';
import '../permissions.ts';

/** One attempt: its subject, letters, replies, possible next commands, and the proposed letter. */
export const getOutreach = defineQuery({
  name: 'nations/get-outreach',
  permission: 'nations:read-letters',
  input: z.strictObject({ outreachId: z.uuid() }),
  answer: OutreachView,
  party: ({ outreachId }, db) => writerOf(db, outreachId),
  async run(context, { outreachId }) {
    const { db } = context;
    const found = await findOutreach(db, outreachId);
    if (found === undefined) throw new AppError('platform/not-found');
    const { parties } = await readRegister(db, { ids: [found.writerId, found.addresseeId] });
    const partyOf = (id: string) => parties.find((party) => party.id === id)!;
    const [writer, addressee] = [partyOf(found.writerId), partyOf(found.addresseeId)];
    const treatyStatuses = viewTreatyStatuses((await treatyStatusesOf(db, found.addresseeId))(found.addresseeId), found.instruments);
    const writes = writesFor(subjectOf(context), writer);
    const short = ({ id, name }: typeof writer) => ({ id, name });
    return {
      id: found.id,
      writer: short(writer),
      addressee: short(addressee),
      instruments: found.instruments,
      state: found.state,
      since: found.since.toISOString(),
      lastSentOn: found.lastSentOn,
      reminderOn: found.reminderOn,
      version: found.version,
      closeReason: found.closeReason,
      treatyStatuses,
      label: labelOfRow(found.level, found.releasableTo),
      letters: (await lettersOf(db, found.id)).map(({ writerId: _writer, addresseeId: _addressee, level, releasableTo, ...letter }) => ({
        ...letter,
        label: labelOfRow(level, releasableTo),
        writer: short(writer),
        addressee: short(addressee),
      })),
      replies: await repliesOf(db, found.id),
      actions: offeredActions<OutreachState, OutreachAction>(OUTREACH_MACHINE, found.state, () => writes),
      draft: composeLetter(writer.name, addressee.name, treatyStatuses),
    };
  },
});
