import type { ReadModule } from '#rooms/courses/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';

/** The pass mark of a module, in percent, on a day. */
export function passMarkOf({ module }: ReadModule, on: Date | string): number {
  return Number(currentEdition().parameter(module.check.passMark, on).value);
}
