import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { decideSecondPerson, labelCovers } from '#kernel/labels.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { OnReturn } from '../return.schema.ts';
import { lockReturn, partyOfReturn } from '../return.store.ts';
import { askRelease, decideRelease, findPendingRelease, narrowLabel } from './label.store.ts';
import '../errors.ts';
import '../permissions.ts';

const Labelled = z.object({ id: z.string(), version: z.number().int() });

/**
 * Narrows the label of a return and everything in it, at once. Lowering or widening it is a release, which needs a reason here and a second person afterwards.
 */
export const labelReturn = defineCommand({
  name: 'returns/label-return',
  permission: 'returns:sign',
  clauses: () => currentEdition().acts.implementation,
  input: OnReturn.extend({ label: RecordLabel, reason: z.string().trim().min(1).max(2000).optional() }),
  answer: Labelled,
  party: ({ returnId }, db) => partyOfReturn(db, returnId),
  async run({ db, write, change, now, newId }, { returnId, version, label: requested, reason }) {
    const found = await lockReturn(db, returnId);
    if (found === undefined) throw new AppError('platform/not-found');
    if (found.version !== version) throw new AppError('platform/stale', { current: found.version, yours: version });
    const { label: from, partyId } = found;
    const label = { ...requested, releasableTo: requested.releasableTo && [...new Set([...requested.releasableTo, partyId])] };
    const entry = { subjectKind: 'return', subjectId: returnId, partyId };
    const answer = { id: returnId, version: version + 1 };
    if (labelCovers(label, from)) {
      await change(narrowLabel(found, label), 'platform/conflict');
      return { answer, entry: { ...entry, detail: { from, to: label } } };
    }
    if (reason === undefined) throw new AppError('platform/write-down');
    // Uses up the version that was read, so that the response names a new one.
    await change(narrowLabel(found, from), 'platform/conflict');
    const id = newId();
    write(askRelease({ id, found, to: label, reason, at: now }));
    return { answer, entry: { ...entry, detail: { release: id, from, requested: label } } };
  },
});

/** A second signer of the party approves a requested release of its return's label. The request stays on record. */
export const releaseReturnLabel = defineCommand({
  name: 'returns/release-return-label',
  permission: 'returns:sign',
  clauses: () => currentEdition().acts.implementation,
  input: OnReturn.extend({ releaseId: z.uuid() }),
  answer: Labelled,
  party: ({ returnId }, db) => partyOfReturn(db, returnId),
  async run({ db, subject, now }, { returnId, version, releaseId }) {
    const found = await lockReturn(db, returnId);
    if (found === undefined) throw new AppError('platform/not-found');
    if (found.version !== version) throw new AppError('platform/stale', { current: found.version, yours: version });
    const requested = await findPendingRelease(db, found);
    if (requested?.id !== releaseId) throw new AppError('platform/not-found');
    const { alone } = unwrap(decideSecondPerson(requested.byMe, subject.sole));
    if (!(await decideRelease(db, releaseId, now))) throw new AppError('platform/not-found');
    return {
      answer: { id: returnId, version: version + 1 },
      entry: {
        subjectKind: 'return',
        subjectId: returnId,
        partyId: found.partyId,
        detail: {
          release: releaseId,
          from: found.label,
          to: requested.label,
          reason: requested.reason,
          ...(alone && { onePersonMode: true }),
        },
      },
    };
  },
});
