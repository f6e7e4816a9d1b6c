import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { readRegister, rotationsOf, unitNames } from '#rooms/parties/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import { actionsOn, pageOfHandOver } from './get-hand-over.query.ts';
import { handOverState } from './hand-over.rules.ts';
import { HandOvers } from './hand-over.schema.ts';
import { handOversOf, signaturesOf, unsignedHandOvers } from './hand-over.store.ts';
import '../permissions.ts';

/**
 * Rotations of a party, or into an operation, with the last frozen board and who signed it: those that have not handed over yet, and those whose board lacks a signature,
 * so that it can still be signed after the day.
 */
export const listHandOvers = defineQuery({
  name: 'training/list-hand-overs',
  permission: 'training:see',
  input: z.strictObject({ scopeId: z.uuid() }),
  answer: HandOvers,
  party: ({ scopeId }) => scopeId,
  async run(context, { scopeId }) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const today = dayOf(now);
    const [scope] = (await readRegister(db, { ids: [scopeId] })).parties;
    const all = await rotationsOf(db, scope?.kind === 'operation' ? { operationId: scopeId } : { partyId: scopeId });
    const fixed = await handOversOf(
      db,
      all.map(({ id }) => id),
    );
    const signed = await signaturesOf(
      db,
      fixed.map(({ id }) => id),
    );
    const stateOf = (page: { id: string }) => handOverState(signed.filter((one) => one.hand_over_id === page.id));
    const unsigned = new Set(fixed.filter((page) => stateOf(page) !== 'complete').map((page) => page.rotation_id));
    const rotations = all.filter(({ id, handOver }) => handOver === null || handOver >= today || unsigned.has(id));
    const names = await namesOf(db, [...fixed.map((one) => one.checked_by), ...signed.map((one) => one.signed_by)]);
    const units = await unitNames(
      db,
      rotations.map(({ unitId }) => unitId),
    );
    return {
      handOvers: rotations.map((rotation) => {
        const page = fixed.find((one) => one.rotation_id === rotation.id);
        return {
          rotationId: rotation.id,
          partyId: rotation.partyId,
          unit: units.get(rotation.unitId) ?? '',
          contingent: rotation.contingent,
          from: rotation.from,
          handOver: rotation.handOver,
          page: page ? { ...pageOfHandOver(page, signed, names), actions: actionsOn(subject, page, signed) } : null,
        };
      }),
    };
  },
});

/** A board that this reader may sign now, and since when it waits. */
export type HandOverToSign = { partyId: string; contingent: string; waitingSince: string };

/** The boards that wait for a signature this reader may give, for My tasks: of the parties that they lead, and not those that they signed for one side. */
export async function handOversToSign(context: QueryContext, partyIds: readonly string[]): Promise<HandOverToSign[]> {
  const { db } = context;
  const subject = subjectOf(context);
  const boards = await unsignedHandOvers(db, partyIds);
  if (boards.length === 0) return [];
  const [signed, rotations] = await Promise.all([
    signaturesOf(
      db,
      boards.map(({ id }) => id),
    ),
    rotationsOf(db, { ids: boards.map((board) => board.rotation_id) }),
  ]);
  return boards
    .filter((board) => actionsOn(subject, board, signed).length > 0)
    .map((board) => ({
      partyId: board.party_id,
      contingent: rotations.find(({ id }) => id === board.rotation_id)?.contingent ?? '',
      waitingSince: board.as_of,
    }));
}
