import { z } from 'zod';
import { isDayToCome } from '#kernel/dates.ts';
import { Day } from '#kernel/day.ts';
import { AppError } from '#kernel/errors.ts';
import type { Locale } from '#kernel/languages.ts';
import { defineCommand } from '#platform/command.ts';
import { currentCurriculum, TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { recordShare } from '../evidence/training-evidence.ts';
import { translateReadiness } from '../texts.ts';
import '../errors.ts';
import '../permissions.ts';

const Total = z
  .strictObject({
    partyId: z.uuid(),
    module: z.string().max(40),
    persons: z.int().min(1).max(1_000_000),
    trained: z.int().min(0),
    asOf: Day,
  })
  .refine(({ persons, trained }) => trained <= persons, { error: 'more-than-persons', path: ['trained'] });

/**
 * Signs how many people of a party had a module on a day, if the nation keeps no persons here. It is the commander's word: declared, and shown as such. It is
 * evidence only for what that module is about.
 */
export const signTotal = defineCommand({
  name: 'training/sign-total',
  permission: 'training:lead',
  clauses: TRAINING_CLAUSES,
  input: Total,
  answer: z.object({ id: z.string() }),
  party: ({ partyId }) => partyId,
  async run(context, { partyId, module, persons, trained, asOf }) {
    const { db, write, newId, now, subject } = context;
    const [party] = (await readRegister(db, { ids: [partyId] })).parties;
    const course = currentCurriculum().courses.find((one) => one.module.id === module);
    if (party === undefined || course === undefined) throw new AppError('platform/not-found');
    if (isDayToCome(asOf, now)) throw new AppError('training/day-to-come');
    const id = newId();
    write(
      db
        .insertInto('training.total')
        .values({ id, persons, trained, party_id: partyId, module_id: module, as_of: asOf, signed_by: subject.person, signed_at: now }),
    );
    const itemId = await recordShare(context, 'EV-TRN', party, { done: trained, persons, day: asOf, of: null, module: course });
    return {
      answer: { id },
      entry: {
        subjectKind: 'total',
        subjectId: id,
        partyId,
        evidenceKind: 'EV-TRN',
        detail: { module, persons, trained, asOf, items: itemId === null ? [] : [itemId] },
      },
    };
  },
});

const Provider = z
  .strictObject({
    partyId: z.uuid(),
    name: z.string().trim().min(1).max(200),
    level: z.enum(['alliance', 'national']),
    general: z.boolean(),
    specific: z.boolean(),
    checkedOn: Day,
    /** The entry this one replaces when it is verified again. */
    replaces: z.uuid().nullable().default(null),
  })
  .refine(({ general, specific }) => general || specific, { error: 'one-of-both', path: ['specific'] });

/**
 * Records who offers training, the alliance or a nation, and on which day this was verified (A2.2d). Verifying it again creates a new entry and new evidence.
 * The evidence is declared, because a person typed it. The database lets the training officer submit this one kind without a signer.
 */
export const registerProvider = defineCommand({
  name: 'training/register-provider',
  permission: 'training:manage-roster',
  clauses: TRAINING_CLAUSES,
  input: Provider,
  answer: z.object({ id: z.string() }),
  party: ({ partyId }) => partyId,
  async run(context, { partyId, name, level, general, specific, checkedOn, replaces }) {
    const { db, write, newId, now, subject } = context;
    if (isDayToCome(checkedOn, now)) throw new AppError('training/day-to-come');
    const id = newId();
    write(
      db.insertInto('training.provider').values({
        ...{ id, name, level, general, specific, replaces, party_id: partyId, checked_on: checkedOn },
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    const textOf = (language: Locale, what: 'title' | 'source') =>
      translateReadiness(language, `evidence.EV-PROV.${what}`, { name }).slice(0, 300);
    const itemId = recordEvidence(context, {
      partyId,
      editionId: currentEdition().id,
      obligationIds: ['A2.2d'],
      kind: 'EV-PROV',
      says: general && specific ? 'met' : 'partly-met',
      origin: 'declared',
      title: { en: textOf('en', 'title'), fr: textOf('fr', 'title') },
      date: checkedOn,
      source: { en: textOf('en', 'source'), fr: textOf('fr', 'source') },
    });
    return {
      answer: { id },
      entry: {
        subjectKind: 'provider',
        subjectId: id,
        partyId,
        evidenceKind: 'EV-PROV',
        detail: { name, level, general, specific, checkedOn, replaces, items: [itemId] },
      },
    };
  },
});
