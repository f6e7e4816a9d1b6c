import { Problem } from '#web/client/problem.ts';
import type { NewAccessSlip } from '../classes-data.ts';

/** What became of the numbers that access slips were asked for: slips with their PIN, slips whose PIN did not arrive, and people who had a slip already. */
export type SlipOutcome = {
  readonly slips: readonly NewAccessSlip[];
  readonly withoutPin: readonly string[];
  readonly had: readonly string[];
};

export const NO_SLIPS: SlipOutcome = { slips: [], withoutPin: [], had: [] };

/**
 * Adds an answer to what is known. PINs are answered once: where the first answer was lost, the repeated one names neither the slip nor the person, and the
 * slip exists without a PIN that a person has seen. A number that gets a new PIN leaves the others. A shown PIN stays shown if its number is asked for again. Pure.
 */
export function addSlips(
  before: SlipOutcome,
  numbers: readonly string[],
  answer: { readonly accessSlips: readonly NewAccessSlip[]; readonly had: readonly string[] },
): SlipOutcome {
  // The server reads numbers without regard to case, and a repeated one once.
  const asked = [...new Set(numbers.map((number) => number.toUpperCase()))];
  const slips = answer.accessSlips.filter(({ pin }) => pin !== '');
  const isNew = (number: string) => !asked.includes(number);
  return {
    slips: [...before.slips.filter(({ number }) => isNew(number) || answer.had.includes(number)), ...slips],
    withoutPin: [
      ...before.withoutPin.filter(isNew),
      ...asked.filter((number) => !answer.had.includes(number) && !slips.some((slip) => slip.number === number)),
    ],
    had: [...before.had.filter(isNew), ...answer.had],
  };
}

/**
 * Whether the server may have carried out a write that failed: the answer was lost or cut off, the database was lost at the commit, or the answer could not be
 * made. Every other error is a refusal, and nothing was stored.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  if (!(error instanceof Problem)) return false;
  return error.status === 0 || ['desk/unreadable', 'platform/database-lost', 'platform/unexpected'].includes(error.code);
}
