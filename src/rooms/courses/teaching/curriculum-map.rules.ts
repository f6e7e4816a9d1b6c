import { createHash } from 'node:crypto';
import type { PartyKind } from '#kernel/party-kinds.ts';
import type { ReadModule } from '../content/course.rules.ts';

/** One obligation, and the lessons that teach it, each with its version. */
export type MapRow = { readonly obligation: string; readonly lessons: readonly { lesson: string; version: number }[] };
type EvidencedObligation = { readonly id: string; readonly evidence: { readonly kinds: readonly string[] } };

export const MAP_EVIDENCE = 'EV-CURR';
/** Half of this obligation is national law. A nation meets it by its law annex, never by courses that are the same for every nation. */
const BY_LAW_ANNEX = 'A2.2b';

/** Which lessons teach each obligation that a curriculum map is evidence for, in the order of the policy. An obligation without a lesson has no row. */
export function curriculumMap(modules: readonly ReadModule[], obligations: readonly EvidencedObligation[], kind: PartyKind): MapRow[] {
  const lessons = modules.flatMap((one) => one.lessons);
  return obligations
    .filter(({ id, evidence }) => evidence.kinds.includes(MAP_EVIDENCE) && !(kind === 'nation' && id === BY_LAW_ANNEX))
    .map(({ id }) => ({
      obligation: id,
      lessons: lessons
        .filter(({ carries, about }) => carries.includes(id) || about.includes(id))
        .map(({ id: lesson, version }) => ({ lesson, version })),
    }))
    .filter((row) => row.lessons.length > 0);
}

/** The fingerprint of a map. It changes with the version of any lesson. */
export function mapHash(map: readonly MapRow[]): Buffer {
  return createHash('sha256').update(JSON.stringify(map)).digest();
}
