import type { ReadModule } from '../course.rules.ts';
import type { ModuleProgress } from './class.schema.ts';

/** A final check as the rules need it. */
export type Tried = {
  moduleId: string;
  moduleVersion: number;
  receivedAt: Date | null;
  score: number | null;
  passed: boolean | null;
  acknowledgedAt: Date | null;
  /** Given back by an instructor since. */
  forgiven: boolean;
};
export type LessonDone = { lessonId: string; lessonVersion: number };

/** How many tries are left: each failed one that no instructor gave back since is used. Pure. */
export function triesLeft({ module }: ReadModule, attempts: readonly Tried[]): number {
  const failed = attempts.filter(
    (one) => one.moduleId === module.id && one.moduleVersion === module.version && one.passed === false && !one.forgiven,
  );
  return Math.max(0, module.check.tries - failed.length);
}

/** Where somebody stands in a module, from what they read and tried. Other versions of a module or lesson do not count. Pure. */
export function progressIn(read: ReadModule, done: readonly LessonDone[], attempts: readonly Tried[]): ModuleProgress {
  const { module, lessons } = read;
  const own = attempts.filter((one) => one.moduleId === module.id && one.moduleVersion === module.version);
  const lessonsDone = lessons.filter(({ id, version }) => done.some((one) => one.lessonId === id && one.lessonVersion === version)).length;
  // Passed twice, once unsigned and once signed: it is signed.
  const passed = own.find((one) => one.passed && one.acknowledgedAt) ?? own.find((one) => one.passed);
  const last = own.filter((one) => one.receivedAt !== null).at(-1);
  const left = triesLeft(read, own);
  const state = (): ModuleProgress['state'] => {
    if (passed) return module.acknowledgement && !passed.acknowledgedAt ? 'to-sign' : 'done';
    if (own.some((one) => one.receivedAt === null)) return 'check-open';
    if (left === 0) return 'no-tries-left';
    if (last && !last.forgiven) return 'failed';
    return lessonsDone > 0 ? 'learning' : 'not-begun';
  };
  return {
    moduleId: module.id,
    state: state(),
    lessonsDone,
    lessons: lessons.length,
    triesLeft: left,
    score: (passed ?? last)?.score ?? null,
    passedAt: passed?.receivedAt?.toISOString() ?? null,
  };
}
