import { dayOf, isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { accessSlipsOf, findClass } from '../classes/class.store.ts';
import { isSheetOfClass, MAX_DAYS } from '../classes/class-days.rules.ts';
import { completionStatements, signatureStatements } from '../progress/completion.ts';
import { type SheetEntered as Entered, EnterPaperClass, PaperClassEntered } from './paper-class.schema.ts';
import { enteredBefore, findBegunElsewhere, tookFirstLook } from './papers.store.ts';
import { getPrintedPaper } from './printed-paper.ts';
import { shareOf } from './sheets.rules.ts';
import { passesOnPaper } from './test-paper.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Records a class that learnt without phones: everybody who passed on paper and signed is recorded at once, for the version of the module that was printed. The
 * same sheets again record nobody twice. A person whose record was revoked is not recorded again unless the sheet is marked as the right one (`again`). What a
 * person knew before is stored with their first entered test, passed or not, and only if they had not begun the module otherwise.
 */
export const enterPaperClass = defineCommand({
  name: 'training/enter-paper-class',
  permission: 'training:teach',
  clauses: TRAINING_CLAUSES,
  input: EnterPaperClass,
  answer: PaperClassEntered,
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run({ db, write, subject, now, newId, platform }, { classId, moduleId, moduleVersion, series, passedOn, language, people }) {
    const found = await findClass(db, classId);
    if (found === undefined || !found.modules.includes(moduleId)) throw new AppError('platform/not-found');
    if (isDayToCome(passedOn, now)) throw new AppError('training/day-to-come', { day: passedOn });
    if (!isSheetOfClass(passedOn, found.openedOn)) throw new AppError('training/day-before-class', { most: MAX_DAYS });
    const inClass = new Set((await accessSlipsOf(db, classId)).map(({ traineeId }) => traineeId));
    if (people.some(({ traineeId }) => !inClass.has(traineeId))) throw new AppError('training/not-in-class');
    const paper = await getPrintedPaper(db, platform.services.courses, { moduleId, version: moduleVersion, on: passedOn });
    const { questions, firstLook: asked } = paper;
    if (people.some(({ right }) => right > questions)) throw new AppError('training/more-than-asked', { questions });
    if (people.some(({ knewBefore = 0 }) => knewBefore > asked))
      throw new AppError('training/more-than-asked-before', { questions: asked });
    const sheetLanguage = paper.languages.find(({ tag }) => tag === language);
    if (sheetLanguage === undefined) throw new AppError('training/not-in-language', { language });
    const sheets = `paper ${classId} ${moduleVersion} ${series} ${passedOn}`;
    const before = await enteredBefore(db, moduleId, sheets);
    const hasCompletion = ({ traineeId }: Entered) => before.get(traineeId)?.revoked === false;
    // A revoked sheet stays revoked, with its figure before the module, until the instructor marks it as the right one.
    const revoked = people.filter((one) => before.get(one.traineeId)?.revoked && !one.again);
    const fresh = people.filter((one) => !hasCompletion(one) && !revoked.includes(one));
    const sourceOf = (one: Entered) => {
      const had = before.get(one.traineeId);
      return had === undefined ? sheets : had.revoked ? `${sheets} again ${had.times}` : had.sourceId;
    };
    const passed = fresh.filter((one) => passesOnPaper(paper, one));
    const at = momentOf(passedOn, now);
    const { hash } = sheetLanguage;
    const completions = passed.map((one) => ({
      id: newId(),
      trainee: one.traineeId,
      module: moduleId,
      moduleVersion,
      source: 'class' as const,
      sourceId: sourceOf(one),
      passedAt: at,
      score: shareOf(one.right, questions),
      ...(hash !== null && one.signed && { acknowledgement: { at, hash: Buffer.from(hash, 'hex') } }),
    }));
    for (const statement of completionStatements(completions, { recordedBy: subject.person, now })) write(statement);
    // Passed and recorded earlier without a signature, which has been given since: it is dated today, and never before the pass.
    const signedAt = new Date(Math.max(at.getTime(), now.getTime()));
    const signed = hash === null ? [] : people.filter((one) => one.signed && before.get(one.traineeId)?.unsigned);
    const signatures = signed.map((one) => ({
      ...{ trainee: one.traineeId, module: moduleId, source: 'class' as const, sourceId: sourceOf(one) },
      acknowledgement: { at: signedAt, hash: Buffer.from(hash!, 'hex') },
    }));
    for (const statement of signatureStatements(signatures)) write(statement);
    const looked = people.filter(({ knewBefore }) => knewBefore !== undefined);
    const ids = (list: readonly { traineeId: string }[]) => list.map(({ traineeId }) => traineeId);
    const held = await tookFirstLook(db, moduleId, ids(looked));
    const begun = await findBegunElsewhere(db, moduleId, sheets, ids(looked));
    const unheld = looked.filter((one) => !held.has(one.traineeId) && !revoked.includes(one));
    const known = unheld.filter(({ traineeId }) => !begun.has(traineeId));
    if (known.length > 0)
      write(
        db
          .insertInto('training.first_look')
          .values(
            known.map((one) => ({
              trainee_id: one.traineeId,
              party_id: found.partyId,
              module_id: moduleId,
              module_version: moduleVersion,
              score: shareOf(one.knewBefore!, asked),
              answered_at: at,
              sheet: sourceOf(one),
              // The recorded share of the test, if it exists: a figure typed again may differ.
              sheet_score: (hasCompletion(one) ? before.get(one.traineeId)?.score : null) ?? shareOf(one.right, questions),
              recorded_by: subject.person,
            })),
          )
          .onConflict((clash) => clash.doNothing()),
      );
    const counts = (one: { signed: boolean }) => hash === null || one.signed;
    return {
      answer: {
        passed: ids([...passed.filter(counts), ...signed]),
        unsigned: ids(passed.filter((one) => !counts(one))),
        notPassed: ids(fresh.filter((one) => !passesOnPaper(paper, one))),
        had: ids(people.filter((one) => hasCompletion(one) && !signed.includes(one))),
        revoked: ids(revoked),
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
          version: moduleVersion,
          series,
          passedOn,
          entered: people.length,
          passed: passed.length,
          signed: signed.length,
          known: known.length,
        },
      },
    };
  },
});

/** The moment of a test whose day alone is known: noon, or now if noon is to come. A day that has begun only east of Greenwich begins: it keeps its date. */
function momentOf(day: string, now: Date): Date {
  if (day > dayOf(now)) return new Date(`${day}T00:00:00Z`);
  const noon = new Date(`${day}T12:00:00Z`);
  return noon > now ? now : noon;
}
