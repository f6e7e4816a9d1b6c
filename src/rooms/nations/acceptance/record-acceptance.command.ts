import { z } from 'zod';
import { dayOf, isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { inEach } from '#kernel/languages.ts';
import { defineCommand } from '#platform/command.ts';
import { boundParties } from '#rooms/commitments/index.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { RecordAcceptance } from './acceptance.schema.ts';
import { ACCEPTANCE_EVIDENCE, ACCEPTANCE_OBLIGATIONS, accepts } from './acceptance.store.ts';
import { translateAcceptance } from './texts.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Records the act by which a party accepted the policy: an Ally's own endorsement (6, P6.1), the acceptance of a contributor (6, P6.2), or that of a partner, which
 * owes nothing. It leaves declared evidence that carrying the policy out has begun, never that it is carried out.
 */
export const recordAcceptance = defineCommand({
  name: 'nations/record-acceptance',
  permission: 'nations:record-acceptance',
  clauses: () => currentEdition().acts.implementation,
  input: RecordAcceptance,
  answer: z.object({ id: z.string(), evidenceId: z.string().nullable() }),
  party: ({ partyId }) => partyId,
  async run(context, { partyId, body, acceptedOn, document, reservation }) {
    const { db, write, subject, now, newId } = context;
    const [party] = (await readRegister(db, { ids: [partyId] })).parties;
    if (party === undefined) throw new AppError('platform/not-found');
    if (!accepts(party.kind)) throw new AppError('nations/not-to-accept');
    if (isDayToCome(acceptedOn, now)) throw new AppError('nations/day-to-come');
    const edition = currentEdition();
    const [bound] = await boundParties(db, dayOf(now), { ids: [partyId] });
    const obligation = edition.obligations.find(
      ({ id, owners }) => ACCEPTANCE_OBLIGATIONS.includes(id) && owners.some((kind) => bound?.owes.includes(kind)),
    );
    const id = newId();
    const evidenceId = obligation
      ? recordEvidence(context, {
          ...{ partyId, editionId: edition.id, obligationIds: [obligation.id], kind: ACCEPTANCE_EVIDENCE },
          ...{ says: 'in-progress', origin: 'declared', date: acceptedOn, source: document },
          title: inEach((locale) => translateAcceptance(locale, reservation === null ? 'title' : 'title.reserved', { body })),
          ...(reservation !== null && { note: reservation }),
        })
      : null;
    write(
      db.insertInto('nations.acceptance').values({
        ...{ id, edition_id: edition.id, party_id: partyId, body, accepted_on: acceptedOn, document, reservation },
        ...{ recorded_at: now, recorded_by: subject.person, evidence_id: evidenceId },
      }),
    );
    return {
      answer: { id, evidenceId },
      entry: {
        ...{ subjectKind: 'acceptance', subjectId: id, partyId },
        ...(evidenceId !== null && { evidenceKind: ACCEPTANCE_EVIDENCE }),
        detail: { body, acceptedOn, document, reserved: reservation !== null },
      },
    };
  },
});
