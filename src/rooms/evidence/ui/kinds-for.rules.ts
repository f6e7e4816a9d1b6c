import type { EvidenceKind, Obligation } from '#rooms/policy/policy.schema.ts';

type OfferedObligation = Pick<Obligation, 'id' | 'evidence'>;
type Kind = Pick<EvidenceKind, 'id' | 'decides' | 'ofObligation'>;

/**
 * The kinds that a person may enter, those first that can count for one of these obligations. `counts` says which: the edition lists the kind, lets a
 * declared item of it decide, or takes it as a nil return. Every other kind informs only. A kind about an obligation as a whole, such as the rating of a
 * review, is entered by nobody; an item that has it (`present`) keeps it.
 */
export function kindsFor<K extends Kind>(
  kinds: readonly K[],
  obligations: readonly OfferedObligation[],
  present?: string,
): { kind: K; counts: boolean }[] {
  const counts = ({ id, decides }: K) =>
    obligations.some(({ evidence: { kinds: listed, limits, nil } }) =>
      decides ? listed.includes(id) && (limits.find(({ kind }) => kind === id)?.from?.includes('declared') ?? true) : nil && IS_NIL.has(id),
    );
  return kinds
    .filter(({ id, ofObligation }) => !ofObligation || id === present)
    .map((kind) => ({ kind, counts: counts(kind) }))
    .sort((a, b) => Number(b.counts) - Number(a.counts));
}

// The kind that is nothing but a nil return.
const IS_NIL = new Set(['EV-NIL']);
