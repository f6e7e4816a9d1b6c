/** The number of a duty as the clause has it: `P3.3` is 3.3; what an appendix asks keeps its letter. */
export function dutyNumber(obligationId: string): string {
  return obligationId.replace(/^P(?=\d)/, '');
}

/** The number of an appendix, or null for a clause. */
export function appendixOf(clauseId: string): string | null {
  return /^A\d+$/.test(clauseId) ? clauseId.slice(1) : null;
}

/** The number of a duty in a list of numbers, with † where what it says is reconstructed. */
export function markedNumber(
  { obligations }: { readonly obligations: readonly { readonly id: string; readonly reconstructed: boolean }[] },
  obligationId: string,
): string {
  const reconstructed = obligations.find(({ id }) => id === obligationId)?.reconstructed;
  return `${dutyNumber(obligationId)}${reconstructed ? '†' : ''}`;
}
