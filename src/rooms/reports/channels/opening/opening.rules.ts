import type { Day } from '#kernel/day.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { areApart } from '../list.rules.ts';
import '../../errors.ts';

/** The module for people who take reports. Each reader of an open channel has passed it. */
export const INTAKE_MODULE = 'S9';
/** How many readers must have opened the test report: as many as a report needs. */
const MIN_TEST_READERS = 2;
/** The last days of a list, in which those who keep the channel are asked for the next one. */
export const RENEW_DAYS = 21;

/** A reader who was not removed. */
type PresentReader = { readonly number: number; readonly nation: string; readonly unit: readonly string[] };

/** What the register knows of a channel that is to open. `test`: the readers who have opened the newest test report of the newest list. */
export type OpeningFacts = {
  readonly readers: readonly PresentReader[];
  readonly trained: readonly number[];
  readonly limits: { readonly statedOn: Day } | null;
  readonly list: { readonly validUntil: Day; readonly readers: readonly number[] } | null;
  readonly test: readonly number[];
  readonly isMultinational: boolean;
};

/** The steps from a draft to an open channel, in their order. */
export const OPENING_STEPS = ['readers', 'training', 'limits', 'list', 'test'] as const;
export type OpeningStep = (typeof OPENING_STEPS)[number];

/** The steps that are done. Each is read from the register, so a step that came undone is open again. */
export function stepsDone({ readers, trained, limits, list, test, isMultinational }: OpeningFacts, today: Day): readonly OpeningStep[] {
  const present = readers.map(({ number }) => number);
  const listed = (list?.readers ?? []).filter((number) => present.includes(number));
  // Before there is a list, all who joined are looked at; then those it names.
  const asked = list === null ? readers : readers.filter(({ number }) => listed.includes(number));
  const isListed = list !== null && list.validUntil >= today && listed.length === list.readers.length && areApart(asked, isMultinational);
  const done: Record<OpeningStep, boolean> = {
    readers: areApart(readers, isMultinational),
    training: asked.length > 0 && asked.every(({ number }) => trained.includes(number)),
    limits: limits !== null,
    list: isListed,
    test: isListed && test.filter((number) => listed.includes(number)).length >= MIN_TEST_READERS,
  };
  return OPENING_STEPS.filter((step) => done[step]);
}

const REFUSALS = {
  readers: 'reports/readers-too-close',
  training: 'reports/readers-not-trained',
  limits: 'reports/no-limits',
  list: 'reports/list-out-of-date',
  test: 'reports/test-not-read',
} as const;

/** Whether a channel may open: every step is done. */
export function decideOpening(facts: OpeningFacts, today: Day): Decision<void> {
  const done = stepsDone(facts, today);
  const missing = OPENING_STEPS.find((step) => !done.includes(step));
  return missing === undefined ? accept(undefined) : refuse(REFUSALS[missing]);
}
