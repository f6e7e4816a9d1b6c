import { currentEdition } from '#rooms/policy/index.ts';
import type { ReadModule } from '../course.rules.ts';

/** The pass mark of a module, in percent. */
export function passMarkOf({ module }: ReadModule): number {
  return Number(currentEdition().parameter(module.check.passMark).value);
}
