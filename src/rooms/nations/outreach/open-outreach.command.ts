import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { labelColumns } from '#kernel/labels.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { boundParties } from '#rooms/commitments/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { decideAddressee, obligationsOf } from './outreach.rules.ts';
import { OpenOutreach, OutreachAnswer } from './outreach.schema.ts';
import { clausesOf } from './outreach-action.ts';
import { writesFor } from './outreach-view.ts';
import '../errors.ts';
import '../permissions.ts';

/** Begins an attempt to encourage a contributing nation, by an Ally or headquarters (5b). */
export const openOutreach = defineCommand({
  name: 'nations/open-outreach',
  permission: 'nations:write-letters',
  clauses: ({ instruments }) => clausesOf(currentEdition().id, instruments),
  input: OpenOutreach,
  answer: OutreachAnswer,
  party: ({ writerId }) => writerId,
  async run({ db, change, subject, now, newId }, { writerId, addresseeId, instruments, label }) {
    const edition = currentEdition();
    const parties = await boundParties(db, dayOf(now), { ids: [writerId, addresseeId] });
    const writer = parties.find(({ id }) => id === writerId);
    if (writer === undefined || !writesFor(subject, writer)) throw new AppError('platform/not-allowed');
    const owners = obligationsOf(instruments).flatMap((id) => edition.obligation(id).owners);
    unwrap(
      decideAddressee(
        writer,
        parties.find(({ id }) => id === addresseeId),
        owners,
      ),
    );
    const id = newId();
    const labelled = labelColumns(label, writerId);
    await change(
      db.insertInto('nations.outreach').values({
        id,
        edition_id: edition.id,
        writer_id: writerId,
        addressee_id: addresseeId,
        instruments: [...instruments],
        state: 'opened',
        since: now,
        opened_by: subject.person,
        label_level: labelled.level,
        releasable_to: labelled.releasableTo,
      }),
    );
    return {
      answer: { id, state: 'opened' as const, version: 1 },
      entry: { subjectKind: 'outreach', subjectId: id, partyId: writerId, detail: { addressee: addresseeId, instruments, label } },
    };
  },
});
