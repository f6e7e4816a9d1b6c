import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { covers, decideSecondPerson, labelOfRow } from '#kernel/labels.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { askRelease, decideRelease, narrowLabel, releaseAsked } from './label.store.ts';
import { lockPart, partyOfPart } from './part.store.ts';
import { refuseStale } from './part-act.ts';
import '../errors.ts';
import '../permissions.ts';

const OnPart = z.strictObject({ participationId: z.uuid(), version: z.number().int() });
const Labelled = z.object({ id: z.string(), version: z.number().int() });

/** Narrows the label of a part, and of all that lies in it, at once. Lowering it, or opening it to more, is a release: a reason here, a second person afterwards. */
export const labelPart = defineCommand({
  name: 'reviews/label-part',
  permission: 'reviews:label',
  clauses: () => currentEdition().acts.reviews,
  input: OnPart.extend({ label: RecordLabel, reason: z.string().trim().min(1).max(2000).optional() }),
  answer: Labelled,
  party: ({ participationId }, db) => partyOfPart(db, participationId),
  async run({ db, write, change, now, newId }, { participationId, version, label: asked, reason }) {
    const part = await lockPart(db, participationId);
    if (part === undefined) throw new AppError('platform/not-found');
    refuseStale(part.version, version);
    const from = labelOfRow(part.label_level, part.releasable_to);
    const label = { ...asked, releasableTo: asked.releasableTo && [...new Set([...asked.releasableTo, part.party_id])] };
    const entry = { subjectKind: 'participation', subjectId: part.id, partyId: part.party_id };
    if (covers(label, from)) {
      await change(narrowLabel(db, part, label), 'platform/conflict');
      return { answer: { id: part.id, version: version + 1 }, entry: { ...entry, detail: { from, to: label } } };
    }
    if (reason === undefined) throw new AppError('platform/write-down');
    const id = newId();
    write(askRelease(db, { id, part, to: label, reason, at: now }));
    return { answer: { id: part.id, version }, entry: { ...entry, detail: { release: id, from, asked: label } } };
  },
});

/** The policy office lets the label of a part go down, as it was asked for by somebody else: the part, and what was adopted of it. The record of it stays. */
export const releasePartLabel = defineCommand({
  name: 'reviews/release-part-label',
  permission: 'reviews:direct',
  clauses: () => currentEdition().acts.reviews,
  input: OnPart.extend({ releaseId: z.uuid() }),
  answer: Labelled,
  party: ({ participationId }, db) => partyOfPart(db, participationId),
  async run({ db, subject, now }, { participationId, version, releaseId }) {
    const part = await lockPart(db, participationId);
    if (part === undefined) throw new AppError('platform/not-found');
    refuseStale(part.version, version);
    const asked = await releaseAsked(db, part);
    if (asked?.id !== releaseId) throw new AppError('platform/not-found');
    const { alone } = unwrap(decideSecondPerson(asked.byMe, subject.sole));
    if (!(await decideRelease(db, releaseId, now))) throw new AppError('platform/not-found');
    return {
      answer: { id: part.id, version: version + 1 },
      entry: {
        subjectKind: 'participation',
        subjectId: part.id,
        partyId: part.party_id,
        detail: {
          release: releaseId,
          from: labelOfRow(part.label_level, part.releasable_to),
          to: asked.label,
          reason: asked.reason,
          ...(alone && { onePersonMode: true }),
        },
      },
    };
  },
});
