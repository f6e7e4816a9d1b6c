import { dayOf } from '#kernel/dates.ts';
import { labelCovers } from '#kernel/labels.ts';
import { inEach, type Locale } from '#kernel/languages.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Question } from '#rooms/policy/index.ts';
import type { Known } from './answer.rules.ts';

/** An answer of a party to a row of its joining list, as far as a return needs it. */
export type JoiningFact = {
  readonly obligationId: string;
  readonly choice: 'comply' | 'equivalent' | 'explain';
  readonly note: string | null;
  readonly answeredAt: Date;
  readonly label: RecordLabel;
};

/**
 * What a party answered to a row of its joining list, for a question that shows it. *Comply* and *equivalent* can be confirmed as yes. *Explain* answers nothing:
 * it is shown with its reason. An answer under a narrower label than the return's is not copied into it. `words` writes the answer. Pure.
 */
export function knownJoining(
  question: Pick<Question, 'joining' | 'obligations'>,
  facts: readonly JoiningFact[],
  within: RecordLabel,
  words: (locale: Locale, choice: JoiningFact['choice']) => string,
): Known | null {
  const [obligationId] = question.obligations;
  const fact = question.joining && facts.find((one) => one.obligationId === obligationId && labelCovers(within, one.label));
  if (!fact) return null;
  const { choice, note } = fact;
  const title = inEach((locale) => (note === null ? words(locale, choice) : `${words(locale, choice)}. ${note}`));
  return {
    from: 'joining',
    value: choice === 'explain' ? null : 'yes',
    itemId: null,
    title,
    date: dayOf(fact.answeredAt),
    origin: 'declared',
  };
}

/** The first that can be confirmed: evidence, then the newer of the last return and the joining list. What only informs is shown where nothing can be. Pure. */
export function newestKnown(
  { evidence, last, joining }: { evidence: Known | null; last: Known | null; joining: Known | null },
  canConfirm: (known: Known | null) => boolean,
): Known | null {
  const byDay = [last, joining].filter((known) => canConfirm(known)).toSorted((a, b) => b!.date.localeCompare(a!.date));
  return (canConfirm(evidence) ? evidence : byDay[0]) ?? joining ?? last ?? evidence;
}
