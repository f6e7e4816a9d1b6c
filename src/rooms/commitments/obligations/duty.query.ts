import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery } from '#platform/query.ts';
import { type PieceLine, piecesOfDuty } from '#rooms/evidence/index.ts';
import { currentEdition, type Edition } from '#rooms/policy/index.ts';
import { boundParties } from '../bound-parties.ts';
import { takenUp } from '../carried-over.rules.ts';
import { refreshDue } from '../due.rules.ts';
import { readDuty } from '../standing-of.ts';
import { Duty, type DutyEvidence } from './duty.schema.ts';
import { obligationsOf } from './duty-status.rules.ts';
import '../permissions.ts';

const SHOWN = 50;

/** One obligation of one party with its evidence: the content of the drawer. */
export const getDuty = defineQuery({
  name: 'commitments/get-duty',
  permission: 'commitments:read',
  input: z.strictObject({ partyId: z.uuid(), obligationId: z.string().min(1).max(40) }),
  answer: Duty,
  party: (input) => input.partyId,
  protects: { kind: 'dossier', id: ({ partyId }) => partyId },
  async run({ db, now }, { partyId, obligationId }) {
    const edition = currentEdition();
    const obligation = edition.obligation(obligationId);
    // The reads are sent together: none needs the result of another, and each round trip costs more than most statements.
    const [[party], { latest, answers }, pieces] = await Promise.all([
      boundParties(db, dayOf(now), { ids: [partyId] }),
      readDuty(db, edition, partyId, obligationId),
      piecesBehind(db, edition, partyId, obligationId),
    ]);
    if (party === undefined) throw new AppError('platform/not-found');
    const [duty] = obligationsOf(edition, { kinds: party.owes, operations: party.operations, latest, answers }, now, [obligation]);
    if (duty === undefined) throw new AppError('platform/not-found');
    const given = duty.answer === null ? undefined : answers.get(obligationId);
    const released = pieces.length > 0 && pieces.every(({ piece }) => piece.released);
    return {
      party: { id: party.id, name: party.name },
      obligationId,
      strength: duty.commitment?.strength ?? duty.obligation.strength,
      status: duty.status,
      declaredOnly: duty.declaredOnly,
      carriedOver: duty.latest.some((piece) => piece.carriedFrom !== undefined && duty.because.includes(piece.pieceId)),
      answer: duty.answer,
      answerNote: given?.note ?? null,
      answerLabel: given?.label ?? null,
      evidence: pieces.slice(0, SHOWN).map((one) => toEvidence(one, duty)),
      more: pieces.length > SHOWN,
      due: refreshDue(edition, duty),
      visibleTo: ['party' as const, 'policy-office' as const, 'reviewers' as const, ...(released ? ['everybody' as const] : [])],
    };
  },
});

type Behind = { piece: PieceLine; carriedFrom: string | null };

/** The evidence under this edition first, then the evidence that is carried over from the earlier one, each once. */
async function piecesBehind(db: Database, edition: Edition, partyId: string, obligationId: string): Promise<Behind[]> {
  const read = (editionId: string, of: string) => piecesOfDuty(db, { editionId, partyId, obligationId: of }, SHOWN + 1);
  const [own, ...earlier] = await Promise.all([
    read(edition.id, obligationId),
    ...takenUp(edition, obligationId).map(async (taken) => ({ taken, pieces: await read(edition.mapping!.from, taken.obligationId) })),
  ]);
  const behind = new Map<string, Behind>(own.map((piece) => [piece.id, { piece, carriedFrom: null }]));
  const known = new Set(own.map((piece) => piece.kind));
  for (const { taken, pieces } of earlier)
    for (const piece of pieces)
      if (taken.kinds.includes(piece.kind) && !known.has(piece.kind) && !behind.has(piece.id))
        behind.set(piece.id, { piece, carriedFrom: taken.obligationId });
  return [...behind.values()];
}

function toEvidence({ piece, carriedFrom }: Behind, duty: { stale: readonly string[]; because: readonly string[] }): DutyEvidence {
  return {
    id: piece.id,
    kind: piece.kind,
    // An evidence item that counts is never a tombstone, so its title is never null.
    title: piece.title ?? { en: '', fr: '' },
    origin: piece.origin,
    says: piece.says,
    date: piece.date,
    asOf: piece.asOf,
    source: piece.source ?? { en: '', fr: '' },
    page: piece.page,
    documentId: piece.documentId,
    address: piece.address,
    stale: duty.because.includes(piece.id) && duty.stale.includes(piece.kind),
    byPolicyOffice: piece.byPolicyOffice,
    enteredBy: piece.enteredBy,
    label: piece.label,
    submittedAt: piece.submittedAt,
    carriedFrom,
  };
}
