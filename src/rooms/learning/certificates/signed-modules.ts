import type { Courses } from '#rooms/courses/index.ts';

/** Modules with a text to sign: without the signature they do not count. */
export const signedModules = ({ modules }: Courses): string[] =>
  modules.filter(({ module }) => module.acknowledgement).map(({ module }) => module.id);
