import type { Platform } from '#platform/platform.ts';
import type { ReadModule } from '#rooms/courses/index.ts';
import type { ActiveLearner } from './learn.schema.ts';

/** The modules of the class, in the order of the courses. A person who came from the desk has all of them. */
export function modulesOf({ services }: Platform, learner: ActiveLearner): readonly ReadModule[] {
  const { modules } = services.courses;
  return learner.class === null ? modules : modules.filter(({ module }) => learner.class!.modules.includes(module.id));
}
