import type { ReadModule } from '#rooms/courses/index.ts';

/**
 * Which lessons of a module a course covers that contains these elements of the appendix: those whose elements it contains completely. The others are missing.
 * Pure.
 */
export function lessonsCarried({ lessons }: ReadModule, elements: readonly string[]): { lessons: string[]; missing: string[] } {
  const held = new Set(elements);
  const of = Map.groupBy(lessons, ({ carries }) => carries.every((element) => held.has(element)));
  const ids = (carried: boolean) => (of.get(carried) ?? []).map(({ id }) => id);
  return { lessons: ids(true), missing: ids(false) };
}
