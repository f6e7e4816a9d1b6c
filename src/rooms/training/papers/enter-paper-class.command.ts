import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { findClass, slipsOf } from '../classes/class.store.ts';
import { TRAINING_CLAUSES } from '../clauses.ts';
import { completionStatements } from '../records/completion.ts';
import { EnterPaperClass, PaperClassEntered } from './paper-class.schema.ts';
import { paperTongues } from './paper-tongue.ts';
import { begunOtherwise, enteredBefore, lookedBefore } from './papers.store.ts';
import { passMarkOf } from './pass-mark.ts';
import { drawPaper, firstLookOnPaper, passesOnPaper } from './test-paper.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Enters a class that learnt without telephones: who passed on paper and signed is recorded at once. Entering the same sheets again records nobody twice, and nobody anew
 * whose sheet was taken back. What somebody knew before is kept with the first test they are entered with, passed or not, and only of those who had not begun otherwise.
 */
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
    const { length: asked } = firstLookOnPaper(read);
    if (people.some(({ right }) => right > paper.questions.length))
      throw new AppError('training/more-than-asked', { questions: paper.questions.length });
    if (people.some(({ knewBefore = 0 }) => knewBefore > asked))
      throw new AppError('training/more-than-asked-before', { questions: asked });
    const tongue = paperTongues(read, platform.services.courses.tongues).find(({ tag }) => tag === language);
    if (tongue === undefined) throw new AppError('training/not-in-language', { language });
    const sourceId = `paper ${classId} ${read.module.version} ${series} ${passedOn}`;
    const had = await enteredBefore(db, moduleId, sourceId);
    const fresh = people.filter(({ traineeId }) => !had.has(traineeId));
    const passed = fresh.filter((one) => passesOnPaper(paper, one));
    const noon = new Date(`${passedOn}T12:00:00Z`);
    const at = noon > now ? now : noon;
    const hash = tongue.signs(read.module)?.hash ?? null;
    const completions = passed.map(({ traineeId, right, signed }) => ({
      id: newId(),
      trainee: traineeId,
      module: moduleId,
      moduleVersion: read.module.version,
      way: 'class' as const,
      sourceId,
      passedAt: at,
      score: share(right, paper.questions.length),
      ...(hash !== null && signed && { acknowledgement: { at, hash: Buffer.from(hash, 'hex') } }),
    }));
    for (const statement of completionStatements(db, completions, { recordedBy: subject.person, now })) write(statement);
    const looked = people.filter(({ knewBefore }) => knewBefore !== undefined);
    const ids = (list: readonly { traineeId: string }[]) => list.map(({ traineeId }) => traineeId);
    const held = await lookedBefore(db, moduleId, ids(looked));
    const begun = await begunOtherwise(db, moduleId, sourceId, ids(looked));
    // A sheet that was taken back stays so: what was said with it of before was another person's too, or wrongly counted.
    const takenBack = people.filter(({ traineeId }) => had.get(traineeId)?.takenBack);
    const unheld = looked.filter((one) => !held.has(one.traineeId) && !takenBack.includes(one));
    const known = unheld.filter(({ traineeId }) => !begun.has(traineeId));
    if (known.length > 0)
      write(
        db
          .insertInto('training.first_look')
          .values(
            known.map(({ traineeId, right, knewBefore }) => ({
              trainee_id: traineeId,
              party_id: found.partyId,
              module_id: moduleId,
              module_version: read.module.version,
              score: share(knewBefore!, asked),
              answered_at: at,
              sheet: sourceId,
              sheet_score: share(right, paper.questions.length),
              recorded_by: subject.person,
            })),
          )
          .onConflict((clash) => clash.doNothing()),
      );
    const counts = (one: { signed: boolean }) => hash === null || one.signed;
    return {
      answer: {
        passed: ids(passed.filter(counts)),
        unsigned: ids(passed.filter((one) => !counts(one))),
        notPassed: ids(fresh.filter((one) => !passesOnPaper(paper, one))),
        had: ids(people.filter(({ traineeId }) => had.get(traineeId)?.takenBack === false)),
        takenBack: ids(takenBack),
        known: ids(known),
        begunBefore: ids(unheld.filter(({ traineeId }) => begun.has(traineeId))),
        held: ids(looked.filter(({ traineeId }) => held.has(traineeId))),
      },
      entry: {
        subjectKind: 'class',
        subjectId: classId,
        partyId: found.partyId,
        detail: {
          module: moduleId,
          version: read.module.version,
          series,
          passedOn,
          entered: people.length,
          passed: passed.length,
          known: known.length,
        },
      },
    };
  },
});

// Rounded down, as the player does.
const share = (right: number, of: number) => Math.floor((right * 100) / of);
