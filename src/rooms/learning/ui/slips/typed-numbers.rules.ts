/** The service numbers in a typed text, each once: the server reads them without regard to case. Pure. */
export function numbersIn(text: string): string[] {
  const typed = text.split(/[\s,;]+/).filter((one) => one !== '');
  return [...new Set(typed.map((one) => one.toUpperCase()))];
}

/** A typed text without these numbers, one to a line. Pure. */
export function withoutNumbers(text: string, numbers: readonly string[]): string {
  return numbersIn(text)
    .filter((one) => !numbers.includes(one))
    .join('\n');
}

/**
 * Whether the chosen category may be sent with a part: only if each of its numbers was in a refused part, whose unknown numbers the officer has read. A mistyped
 * number must not become a person because the category was chosen for others. Pure.
 */
export function mayAddUnknown(part: readonly string[], refused: ReadonlySet<string>): boolean {
  return part.every((number) => refused.has(number));
}
