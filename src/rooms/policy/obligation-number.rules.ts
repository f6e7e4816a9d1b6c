/** The number of an obligation in its clause: `P3.3` is 3.3; an obligation of an appendix keeps its letter. */
export function obligationNumber(obligationId: string): string {
  return obligationId.replace(/^P(?=\d)/, '');
}

/** The number of an appendix, or null for a clause. */
export function appendixOf(clauseId: string): string | null {
  return /^A\d+$/.test(clauseId) ? clauseId.slice(1) : null;
}

type MaybeReconstructed = readonly { readonly id: string; readonly reconstructed: boolean }[];

/** † for a clause or an obligation whose text is reconstructed, else an empty string. Every place that names one must show it. */
export function daggerOf(
  { clauses = [], obligations = [] }: { readonly clauses?: MaybeReconstructed; readonly obligations?: MaybeReconstructed },
  id: string,
): string {
  return [...clauses, ...obligations].find((one) => one.id === id)?.reconstructed ? '†' : '';
}

/** The number of an obligation in a list, with † where its text is reconstructed. */
export function numberWithDagger(edition: { readonly obligations: MaybeReconstructed }, obligationId: string): string {
  return `${obligationNumber(obligationId)}${daggerOf(edition, obligationId)}`;
}
