import { z } from 'zod';
import { isDayToCome } from '#kernel/dates.ts';
import { Day } from '#kernel/day.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentCurriculum, TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { completionStatements } from '#rooms/learning/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { MAX_COMPLETIONS } from '../records/records.schema.ts';
import { traineesByNumber } from '../records/records.store.ts';
import { decideEquivalent, EQUIVALENT_MACHINE, lessonsCarried } from './recognition.rules.ts';
import { findEquivalent } from './recognition.store.ts';
import '../errors.ts';
import '../permissions.ts';

const Text = (most: number) => z.string().trim().min(1).max(most);
const Recognise = z.strictObject({
  partyId: z.uuid(),
  title: Text(200),
  provider: Text(200),
  module: z.string().max(40),
  /** Elements of Appendix 2 that the course was found to contain. */
  elements: z.array(z.string().max(40)).min(1).max(40),
  why: Text(1000),
});
const Recognised = z.object({ id: z.string(), lessons: z.array(z.string()), missing: z.array(z.string()) });

/**
 * Recognises another course as equivalent, element by element. A lesson counts if the course contains everything it carries; the other lessons are still
 * required.
 */
export const recogniseCourse = defineCommand({
  name: 'training/recognise-course',
  permission: 'training:manage-roster',
  clauses: TRAINING_CLAUSES,
  input: Recognise,
  answer: Recognised,
  party: ({ partyId }) => partyId,
  async run({ db, write, newId, now, subject }, { partyId, module, elements, ...details }) {
    const course = currentCurriculum().courses.find((one) => one.module.id === module);
    if (course === undefined) throw new AppError('platform/not-found');
    const known = new Set(
      currentEdition()
        .obligationsOf('A2')
        .map(({ id }) => id),
    );
    const unknown = [...new Set(elements)].filter((id) => !known.has(id));
    if (unknown.length > 0) throw new AppError('training/unknown-elements', { count: unknown.length, elements: unknown.join(', ') });
    const { lessons, missing } = lessonsCarried(course, elements);
    if (lessons.length === 0) throw new AppError('training/carries-nothing');
    const id = newId();
    write(
      db.insertInto('training.equivalent').values({
        ...{ id, party_id: partyId, module_id: module, elements: [...new Set(elements)].sort(), lessons, ...details },
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { id, lessons, missing },
      entry: {
        subjectKind: 'equivalent',
        subjectId: id,
        partyId,
        evidenceKind: 'EV-CURR',
        detail: { module, elements, lessons, missing, ...details },
      },
    };
  },
});

/** Records that people took an equivalent course on a day. Its lessons count; they still have to sign. */
export const takeEquivalent = defineCommand({
  ...commandOf(EQUIVALENT_MACHINE, 'enter-takers'),
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ equivalentId: z.uuid(), numbers: z.array(z.string().max(24)).min(1).max(MAX_COMPLETIONS), completedOn: Day }),
  answer: z.object({ recorded: z.int(), unknown: z.array(z.string()) }),
  party: async ({ equivalentId }, db) => (await findEquivalent(db, equivalentId))?.party_id,
  async run({ db, write, newId, now, subject }, { equivalentId, numbers, completedOn }) {
    const course = (await findEquivalent(db, equivalentId))!;
    unwrap(decideEquivalent(course, 'enter-takers'));
    if (isDayToCome(completedOn, now)) throw new AppError('training/day-to-come');
    const wanted = [...new Set(numbers.map((number) => number.trim().toUpperCase()))];
    const people = await traineesByNumber(db, course.party_id, wanted);
    const { version } = currentCurriculum().courses.find(({ module }) => module.id === course.module_id)!.module;
    const completions = [...people.values()].map((trainee) => ({
      ...{ id: newId(), trainee, module: course.module_id, moduleVersion: version, lessons: course.lessons, source: 'recognised' as const },
      sourceId: `${equivalentId} ${completedOn}`,
      passedAt: new Date(`${completedOn}T12:00:00Z`),
    }));
    for (const statement of completionStatements(completions, { recordedBy: subject.person, now })) write(statement);
    const unknown = wanted.filter((number) => !people.has(number));
    return {
      answer: { recorded: people.size, unknown },
      entry: {
        subjectKind: 'equivalent',
        subjectId: equivalentId,
        partyId: course.party_id,
        detail: { completedOn, recorded: people.size },
      },
    };
  },
});
