/** Whether a provision was found in a text: `present` as it is owed, or `differs` in substance; with its place and why. */
export type Finding = {
  readonly state: 'present' | 'differs';
  /** From 0 to 1. Nothing below 0.6 is a finding. */
  readonly confidence: number;
  /** The statement of the text in which it is, by index. */
  readonly at: number;
  /** The text weakens, lifts or excepts what it says there: nothing else that is found in this statement is as owed. */
  readonly isCut: boolean;
  readonly page: number | null;
  /** The passage, at most `LONGEST_QUOTE` characters. */
  readonly quote: string;
  /** What differs, in the words of the text. */
  readonly difference: string | null;
  /** The version of the wording that it has; left out where a rule found it, or the set names no version. */
  readonly wording?: string | undefined;
};

/** The longest quote that is kept of a contract. */
export const LONGEST_QUOTE = 300;

/** A passage as a quote, of at most so many characters. */
export function quoteOf(text: string, longest = LONGEST_QUOTE): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1).trimEnd()}…`;
}

/** The better of two findings: present before differs, then the more certain one. */
export function better(one: Finding | null, other: Finding | null): Finding | null {
  if (one === null || other === null) return one ?? other;
  if (one.state !== other.state) return one.state === 'present' ? one : other;
  return other.confidence > one.confidence ? other : one;
}

/** The best of all findings of one provision. What a statement takes away again is not present, whichever rule or wording found it. */
export function bestOf(findings: readonly Finding[]): Finding | null {
  const cut = new Set(findings.filter(({ isCut }) => isCut).map(({ at }) => at));
  return findings.filter(({ state, at }) => state === 'differs' || !cut.has(at)).reduce<Finding | null>(better, null);
}
