import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { AppError } from '#kernel/errors.ts';
import { type OfferedAction, offeredActions } from '#kernel/machine.ts';
import { may, type Subject } from '#platform/identity/subject.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister, rotationsOf, unitNames } from '#rooms/parties/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import {
  decideSignature,
  HAND_OVER_MACHINE,
  type HandOverAction,
  type HandOverState,
  handOverState,
  needsReasons,
} from './hand-over.rules.ts';
import { HandOverPage } from './hand-over.schema.ts';
import { findHandOver, signaturesOf } from './hand-over.store.ts';
import '../permissions.ts';

/**
 * One board that was frozen for a hand-over, with everything its page shows. The database decides who may see it: people who train or lead at the party or in
 * the operation.
 */
export const getHandOver = defineQuery({
  name: 'training/get-hand-over',
  permission: 'signed-in',
  input: z.strictObject({ handOverId: z.uuid() }),
  answer: z.object({
    ...HandOverPage.shape,
    party: BothLanguages,
    operation: BothLanguages,
    unit: z.string(),
    contingent: z.string(),
    handOver: z.string().nullable(),
  }),
  async run({ db }, { handOverId }) {
    const page = await findHandOver(db, handOverId);
    if (page === undefined) throw new AppError('platform/not-found');
    const signed = await signaturesOf(db, [handOverId]);
    const [rotation] = await rotationsOf(db, { ids: [page.rotation_id] });
    const { parties } = await readRegister(db, { ids: [page.party_id, page.operation_id] });
    const names = await namesOf(db, [page.checked_by, ...signed.map((one) => one.signed_by)]);
    const unit = rotation && (await unitNames(db, [rotation.unitId])).get(rotation.unitId);
    const named = (id: string) => parties.find((party) => party.id === id)!.name;
    return {
      ...pageOfHandOver(page, signed, names),
      party: named(page.party_id),
      operation: named(page.operation_id),
      unit: unit ?? '',
      contingent: rotation?.contingent ?? '',
      handOver: rotation?.handOver ?? null,
    };
  },
});

type Row = NonNullable<Awaited<ReturnType<typeof findHandOver>>>;
type Signature = Awaited<ReturnType<typeof signaturesOf>>[number];

/** A frozen board as its readers see it: counts, what was missing, who froze it and who signed. */
export function pageOfHandOver(page: Row, signed: readonly Signature[], names: ReadonlyMap<string, string>): z.infer<typeof HandOverPage> {
  return {
    id: page.id,
    asOf: page.as_of,
    persons: page.persons,
    ready: page.ready,
    inTime: page.in_time,
    missing: page.missing as { module: string; persons: number }[],
    checkedBy: names.get(page.checked_by) ?? '',
    signatures: signed
      .filter((one) => one.hand_over_id === page.id)
      .map((one) => ({
        side: one.side as 'outgoing' | 'incoming',
        by: names.get(one.signed_by) ?? '',
        at: one.signed_at.toISOString(),
        reasons: one.reasons,
      })),
  };
}

/** The sides that a subject may sign for now. */
export function actionsOn(subject: Subject, page: Row, all: readonly Signature[]): OfferedAction<HandOverAction>[] {
  const signed = all.filter((one) => one.hand_over_id === page.id);
  return offeredActions<HandOverState, HandOverAction>(HAND_OVER_MACHINE, handOverState(signed), (permission, action) => {
    const side = action === 'sign-outgoing' ? 'outgoing' : 'incoming';
    return may(subject, permission, page.party_id) && decideSignature(signed, side, subject.person).accepted;
  }).map((one) => ({
    ...one,
    comment: one.comment && { ...one.comment, required: needsReasons(page, one.action === 'sign-outgoing' ? 'outgoing' : 'incoming') },
  }));
}
