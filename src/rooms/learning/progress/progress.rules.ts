import type { ReadModule } from '#rooms/courses/index.ts';
import { partOf } from './check.rules.ts';
import type { ModuleProgress } from './progress.schema.ts';

/** A final check as the rules need it. */
export type Tried = {
  moduleId: string;
  moduleVersion: number;
  /** The lessons it covers; null: the whole module. */
  lessons: readonly string[] | null;
  /** When it was answered, as the device states it: a pass counts from then, here and on the board. It may arrive days later. */
  answeredAt: Date | null;
  receivedAt: Date | null;
  score: number | null;
  passed: boolean | null;
  acknowledgedAt: Date | null;
  /** An instructor has given this try back since. */
  forgiven: boolean;
  /** The pass from this check is due again, or has ended. */
  dueAgain: boolean;
};
export type LessonDone = { lessonId: string; lessonVersion: number };

/** The lessons a person lacks of a module of which they have the others; null: all of it, or none. The database computes it (`training.missing_lessons`). */
export type Lacking = readonly string[] | null;

/** What a person has of a module from elsewhere, if no lesson is missing and at most the signature is. The database computes it (`training.elsewhere`). */
export type Elsewhere = {
  /** The record that is to be signed, or is signed. */
  readonly record: string;
  readonly version: number;
  readonly passedAt: string;
  readonly score: number | null;
  readonly signedAt: string | null;
};

/**
 * The checks of this version that decide a person's state. A pass that is due again or leaves lessons missing belongs to the past, and so do the tries before
 * it. Pure.
 */
export function countedChecks<T extends Tried>({ module }: ReadModule, attempts: readonly T[], lacking: Lacking): T[] {
  const own = attempts.filter((one) => one.moduleId === module.id && one.moduleVersion === module.version);
  const before = Math.max(...own.map((one) => (one.dueAgain || (lacking !== null && one.passed) ? one.receivedAt!.getTime() : 0)), 0);
  return own.filter(({ receivedAt }) => receivedAt === null || receivedAt.getTime() > before);
}

/** The latest check of another version that was submitted, as a phone that was offline may send it. It counts as a try of that version only. Pure. */
export function earlierResult(
  { module }: ReadModule,
  attempts: readonly Tried[],
): { version: number; score: number; passed: boolean } | null {
  const other = attempts.filter((one) => one.moduleId === module.id && one.moduleVersion !== module.version && one.receivedAt !== null);
  const last = other.toSorted((a, b) => a.receivedAt!.getTime() - b.receivedAt!.getTime()).at(-1);
  return last?.score == null || last.passed === null ? null : { version: last.moduleVersion, score: last.score, passed: last.passed };
}

/** How many tries are left. Each failed one counts unless an instructor gave it back since. Pure. */
export function triesLeft(read: ReadModule, attempts: readonly Tried[], lacking: Lacking): number {
  const failed = countedChecks(read, attempts, lacking).filter((one) => one.passed === false && !one.forgiven);
  return Math.max(0, read.module.check.tries - failed.length);
}

/**
 * The state of a person in a module, or in the lessons of it they lack, from what they read and tried. Other versions of a module or lesson do not count.
 * Pure.
 */
export function progressIn(
  read: ReadModule,
  done: readonly LessonDone[],
  attempts: readonly Tried[],
  lacking: Lacking,
  elsewhere: Elsewhere | null = null,
): ModuleProgress {
  const { module } = read;
  const own = countedChecks(read, attempts, lacking);
  const again = attempts.some((one) => one.moduleId === module.id && one.dueAgain);
  // Passed twice, once unsigned and once signed: the module is signed.
  const passed = own.find((one) => one.passed && one.acknowledgedAt) ?? own.find((one) => one.passed);
  // A check passed here takes precedence over a record: it is signed on its own page. A check of another version does not count.
  const record = passed || elsewhere?.version !== module.version ? null : elsewhere;
  const open = record ? undefined : own.find((one) => one.receivedAt === null);
  // An open check is answered as drawn, regardless of what was recorded since.
  const only = record ? null : open ? open.lessons : (lacking ?? passed?.lessons ?? null);
  const { lessons } = partOf(read, only);
  const lessonsDone = lessons.filter(({ id, version }) => done.some((one) => one.lessonId === id && one.lessonVersion === version)).length;
  const last = own.filter((one) => one.receivedAt !== null).at(-1);
  const left = triesLeft(read, own, lacking);
  const state = (): ModuleProgress['state'] => {
    if (record) return module.acknowledgement && !record.signedAt ? 'to-sign' : 'done';
    if (passed) return module.acknowledgement && !passed.acknowledgedAt ? 'to-sign' : 'done';
    if (open) return 'check-open';
    if (left === 0) return 'no-tries-left';
    if (last && !last.forgiven) return 'failed';
    return lessonsDone > 0 || again ? 'learning' : 'not-begun';
  };
  return {
    moduleId: module.id,
    state: state(),
    lessonsDone,
    lessons: lessons.length,
    triesLeft: left,
    score: (record ?? passed ?? last)?.score ?? null,
    passedAt: record ? new Date(record.passedAt).toISOString() : (passed?.answeredAt?.toISOString() ?? null),
    only: only && [...only],
    elsewhere: record !== null,
  };
}
