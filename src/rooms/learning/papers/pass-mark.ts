import type { ReadModule } from '#rooms/courses/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';

/** The pass mark of a module, in percent. */
export function passMarkOf({ module }: ReadModule): number {
  return Number(currentEdition().parameter(module.check.passMark).value);
}
