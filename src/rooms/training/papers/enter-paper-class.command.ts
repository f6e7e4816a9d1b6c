import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { findClass, slipsOf } from '../classes/class.store.ts';
import { TRAINING_CLAUSES } from '../clauses.ts';
import { acknowledgementHash } from '../learn/check.rules.ts';
import { completionStatements } from '../records/completion.ts';
import { EnterPaperClass, PaperClassEntered } from './paper-class.schema.ts';
import { enteredBefore } from './papers.store.ts';
import { passMarkOf } from './pass-mark.ts';
import { drawPaper, passesOnPaper } from './test-paper.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/** Enters a class that learnt without telephones: who passed on paper and signed is recorded at once. Entering the same sheets again records nobody twice. */
export const enterPaperClass = defineCommand({
  name: 'training/enter-paper-class',
  permission: 'training:teach',
  clauses: TRAINING_CLAUSES,
  input: EnterPaperClass,
  answer: PaperClassEntered,
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run({ db, write, subject, now, newId, platform }, { classId, moduleId, series, passedOn, language, people }) {
    const found = await findClass(db, classId);
    if (found === undefined || !found.modules.includes(moduleId)) throw new AppError('platform/not-found');
    if (passedOn > dayOf(now)) throw new AppError('training/day-to-come', { day: passedOn });
    const inClass = new Set((await slipsOf(db, classId)).map(({ traineeId }) => traineeId));
    if (people.some(({ traineeId }) => !inClass.has(traineeId))) throw new AppError('training/not-in-class');
    const read = platform.services.courses.module(moduleId);
    const paper = drawPaper(read, series, passMarkOf(read));
    if (people.some(({ right }) => right > paper.questions.length))
      throw new AppError('training/more-than-asked', { questions: paper.questions.length });
    const sourceId = `paper ${classId} ${read.module.version} ${series} ${passedOn}`;
    const had = await enteredBefore(db, moduleId, sourceId);
    const fresh = people.filter(({ traineeId }) => !had.has(traineeId));
    const passed = fresh.filter((one) => passesOnPaper(paper, one));
    const noon = new Date(`${passedOn}T12:00:00Z`);
    const at = noon > now ? now : noon;
    const hash = acknowledgementHash(read.module, language);
    const completions = passed.map(({ traineeId, right, signed }) => ({
      id: newId(),
      trainee: traineeId,
      module: moduleId,
      moduleVersion: read.module.version,
      way: 'class' as const,
      sourceId,
      passedAt: at,
      score: Math.floor((right * 100) / paper.questions.length),
      ...(hash !== null && signed && { acknowledgement: { at, hash: Buffer.from(hash, 'hex') } }),
    }));
    for (const statement of completionStatements(db, completions, { recordedBy: subject.person, now })) write(statement);
    const ids = (list: readonly { traineeId: string }[]) => list.map(({ traineeId }) => traineeId);
    const counts = (one: { signed: boolean }) => hash === null || one.signed;
    return {
      answer: {
        passed: ids(passed.filter(counts)),
        unsigned: ids(passed.filter((one) => !counts(one))),
        notPassed: ids(fresh.filter((one) => !passesOnPaper(paper, one))),
        had: ids(people.filter(({ traineeId }) => had.has(traineeId))),
      },
      entry: {
        subjectKind: 'class',
        subjectId: classId,
        partyId: found.partyId,
        detail: { module: moduleId, version: read.module.version, series, passedOn, entered: people.length, passed: passed.length },
      },
    };
  },
});
