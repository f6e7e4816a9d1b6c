import type { Courses } from '#rooms/courses/index.ts';

/** Modules with a text to sign: they do not count without the signature. */
export const signedModules = ({ modules }: Courses): string[] =>
  modules.filter(({ module }) => module.acknowledgement).map(({ module }) => module.id);
