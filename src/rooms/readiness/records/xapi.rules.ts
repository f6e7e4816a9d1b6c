import type { ReadModule } from '#rooms/courses/index.ts';
import type { Completion } from '#rooms/lrs/index.ts';

/** A statement as a training record: whose number, which module in which version, and the result. */
export type XapiPass = {
  readonly number: string;
  readonly module: string;
  readonly moduleVersion: number;
  /** The statement, and the system it came from. */
  readonly sourceId: string;
  readonly system: string;
  readonly passedAt: Date;
  readonly score?: number;
  readonly voided: boolean;
};
export type XapiRead = {
  readonly passes: XapiPass[];
  readonly unknownModules: { system: string; statement: string; value: string }[];
  readonly notPassed: number;
  readonly nameless: number;
};
type Against = { courses: readonly ReadModule[]; passMark: (parameter: string, on: Date) => number };

/**
 * Reads what learning systems sent. The module is the last path segment of an activity's id; its version is `?version=`, or today's by default. A statement
 * counts as passed with the verb `passed`, or with `completed` plus success or a score. A score below the pass mark or an explicit failure never counts. Pure.
 */
export function readXapi(completions: readonly Completion[], { courses, passMark }: Against): XapiRead {
  const passes: XapiPass[] = [];
  const unknownModules: XapiRead['unknownModules'] = [];
  let [notPassed, nameless] = [0, 0];
  for (const one of completions) {
    const named = moduleOf(one.activityId, courses);
    if (named === undefined) unknownModules.push({ system: one.sourceId, statement: one.statementId, value: one.activityId ?? '' });
    else if (!isPassed(one, passMark(named.course.module.check.passMark, one.at))) notPassed++;
    else if (one.account === null) nameless++;
    else {
      const score = scoreOf(one);
      passes.push({
        number: one.account.name.trim().toUpperCase(),
        module: named.course.module.id,
        moduleVersion: named.version,
        sourceId: one.statementId,
        system: one.sourceId,
        passedAt: one.at,
        ...(score !== undefined && { score }),
        voided: one.voided,
      });
    }
  }
  return { passes, unknownModules, notPassed, nameless };
}

/** Whether an activity is a module of these courses, in a version they have reached. Pure. */
export const isModule = (activityId: string, courses: readonly ReadModule[]): boolean => moduleOf(activityId, courses) !== undefined;

function moduleOf(activityId: string | null, courses: readonly ReadModule[]) {
  const url = activityId === null ? null : URL.parse(activityId);
  const id = url?.pathname.replace(/\/$/, '').split('/').at(-1);
  const course = courses.find(({ module }) => module.id === id);
  if (url === null || course === undefined) return undefined;
  const version = url.searchParams.get('version') ?? `${course.module.version}`;
  // Nobody can have passed a version that does not exist yet.
  return /^[1-9]\d{0,3}$/.test(version) && Number(version) <= course.module.version ? { course, version: Number(version) } : undefined;
}

function isPassed(one: Completion, least: number): boolean {
  const { success, completion } = one.result ?? {};
  const score = scoreOf(one);
  if (success === false || completion === false || (score !== undefined && score < least)) return false;
  return one.verb === 'passed' || success === true || score !== undefined;
}

// Rounded down, so that rounding passes nobody; the small term makes up for floating-point loss.
function scoreOf({ result }: Completion): number | undefined {
  return result?.scaled === undefined ? undefined : Math.max(0, Math.floor(result.scaled * 100 + 1e-6));
}
