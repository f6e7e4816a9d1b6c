import { addMonths, dayOf } from '#kernel/dates.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { type Curriculum, currentCurriculum } from './curriculum-file.ts';

/** The last day on which a module passed on the given day is valid; null: as long as the appointment lasts. */
export function validUntil(moduleId: string, passedAt: Date, curriculum: Curriculum = currentCurriculum()): string | null {
  const valid = curriculum.modules.find(({ id }) => id === moduleId)?.valid;
  return valid === undefined ? null : dayOf(addMonths(passedAt, Number(currentEdition().parameter(valid, passedAt).value)));
}
