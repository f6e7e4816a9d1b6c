/** The number of a duty as the clause has it: `P3.3` is 3.3; what an appendix asks keeps its letter. */
export function dutyNumber(obligationId: string): string {
  return obligationId.replace(/^P(?=\d)/, '');
}

/** The number of an appendix, or null for a clause. */
export function appendixOf(clauseId: string): string | null {
  return /^A\d+$/.test(clauseId) ? clauseId.slice(1) : null;
}

type Marked = readonly { readonly id: string; readonly reconstructed: boolean }[];

/** † for a clause or a duty whose text is reconstructed, else nothing: whoever names one says so. */
export function mark({ clauses = [], obligations = [] }: { readonly clauses?: Marked; readonly obligations?: Marked }, id: string): string {
  return [...clauses, ...obligations].find((one) => one.id === id)?.reconstructed ? '†' : '';
}

/** The number of a duty in a list of numbers, with † where what it says is reconstructed. */
export function markedNumber(edition: { readonly obligations: Marked }, obligationId: string): string {
  return `${dutyNumber(obligationId)}${mark(edition, obligationId)}`;
}
