import type { Subject } from './attributes.ts';
import { maySee } from './may-see.ts';

/**
 * Whether a subject may learn of a rating from what is derived of evidence: a status, a mark, a task, a count, a filter or an export. Before its round is adopted
 * nobody may, not even those who see the rating itself. After it, those who may see the row of the party.
 */
export function mayLearn(subject: Subject, rating: { party: string; adopted: boolean }): boolean {
  return rating.adopted && maySee(subject, { kind: 'row', party: rating.party });
}
