import type { Check } from '#rooms/policy/index.ts';
import { type AskedQuestion, type Choice, isAsked, type Value } from './answer.rules.ts';

/** The two figures of a check; shares in percent. */
export type Figures = { readonly left: number; readonly right: number };
export type FailedCheck = { readonly check: Check; readonly figures: Figures };
/** What a check compares with besides answers: the measured share in percent, or the sum of the last return; null where there is none. */
export type References = ReadonlyMap<string, number | null>;

type Answers = ReadonlyMap<string, { choice: Choice | null; value: Value | null }>;

/** A value as a figure: a nil return counts 0. Null: not a figure, for instance not known, which is never 0. */
export function figureOf(value: Value | null | undefined): number | null {
  return value === 'nil' ? 0 : typeof value === 'number' ? value : null;
}

/**
 * The checks that these answers do not pass. A figure that is missing alone makes no check fail: an incomplete sum fails only where it is too large already.
 * A question that is not asked counts as missing.
 */
export function failedChecks(
  checks: readonly Check[],
  questions: readonly AskedQuestion[],
  answers: Answers,
  references: References,
): FailedCheck[] {
  const asked = new Map(questions.map((question) => [question.id, question]));
  const figures = (ids: readonly string[]) =>
    ids.map((id) => {
      const question = asked.get(id);
      return question !== undefined && isAsked(question, answers) ? figureOf(answers.get(id)?.value) : null;
    });
  return checks.flatMap((check) => {
    const found = failedFigures(check, figures, references.get(check.id) ?? null);
    return found === null ? [] : [{ check, figures: found }];
  });
}

function failedFigures(check: Check, figures: (ids: readonly string[]) => (number | null)[], reference: number | null): Figures | null {
  const left = sumOf(figures(check.sum));
  if (left.known === 0) return null;
  if (check.against === 'answers') {
    const right = sumOf(figures(check.to));
    if (!right.whole) return null;
    const fails = left.total > right.total || (check.is === 'equal' && left.whole && left.total !== right.total);
    return fails ? { left: left.total, right: right.total } : null;
  }
  if (reference === null || !left.whole) return null;
  if (check.against === 'last')
    return reference > 0 && left.total >= check.times * reference ? { left: left.total, right: reference } : null;
  const whole = sumOf(figures(check.of));
  if (!whole.whole || whole.total === 0) return null;
  const share = (100 * left.total) / whole.total;
  return Math.abs(share - reference) > check.points ? { left: Math.round(share), right: Math.round(reference) } : null;
}

function sumOf(figures: readonly (number | null)[]): { total: number; known: number; whole: boolean } {
  const known = figures.filter((figure) => figure !== null);
  return { total: known.reduce((sum, figure) => sum + figure, 0), known: known.length, whole: known.length === figures.length };
}

/** Whether an explanation speaks of these figures. One about other figures is given again. */
export function explains(explanation: Figures | null | undefined, { left, right }: Figures): boolean {
  return explanation != null && explanation.left === left && explanation.right === right;
}

/** The failed checks without an explanation of their figures. */
export function openChecks(failed: readonly FailedCheck[], explanations: ReadonlyMap<string, Figures>): FailedCheck[] {
  return failed.filter(({ check, figures }) => !explains(explanations.get(check.id), figures));
}
