import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { Locale } from '#kernel/languages.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { recordShare } from '../evidence/training-evidence.ts';
import { translateReadiness } from '../texts.ts';
import { countInTime, countReady, countSigned } from './board.store.ts';
import { namedKnowledge } from './get-knowledge.query.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records today's figures of a party's board as evidence: how many are trained (EV-TRN) and how many signed what is required of them (EV-ACK). */
export const recordReadiness = defineCommand({
  name: 'training/record-readiness',
  permission: 'training:manage-roster',
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ partyId: z.uuid() }),
  answer: z.object({ items: z.array(z.string()), persons: z.int(), ready: z.int() }),
  party: ({ partyId }) => partyId,
  async run(context, { partyId }) {
    const { db, now } = context;
    const day = dayOf(now);
    const [party] = (await readRegister(db, { ids: [partyId] })).parties;
    if (party === undefined) throw new AppError('platform/not-found');
    // The party's own people, regardless of its kind: an operation answers for its local hires.
    const scope = { id: partyId, kind: 'party' };
    const { units: counts } = await countReady(db, scope, day);
    // A person who still has days is not trained yet, but nothing is overdue either.
    const inTime = await countInTime(db, scope, day);
    const sum = (of: (row: (typeof counts)[number]) => number) => counts.reduce((total, row) => total + of(row), 0);
    const [persons, ready] = [sum((row) => row.persons) - inTime, sum((row) => row.ready) - inTime];
    if (persons === 0) throw new AppError('training/nobody-counted');
    const signed = await countSigned(db, partyId, day);
    const known = await namedKnowledge(db, partyId);
    const beside = (language: Locale) => known.map((line) => translateReadiness(language, 'evidence.knowledge', line));
    const items = [
      recordShare(context, 'EV-TRN', party, { done: ready, persons, day, origin: 'measured', beside }),
      recordShare(context, 'EV-ACK', party, { done: signed.signed, persons: signed.asked, day, origin: 'measured' }),
    ].filter((id) => id !== null);
    return {
      answer: { items, persons, ready },
      entry: {
        subjectKind: 'roster',
        subjectId: partyId,
        partyId,
        evidenceKind: 'EV-TRN',
        detail: { day, persons, ready, inTime, ...signed, items },
      },
    };
  },
});
