import type { Day } from '#kernel/day.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { areApart } from '../list.rules.ts';
import '../../errors.ts';

/** The module for people who take reports. Each reader of an open channel has passed it. */
export const INTAKE_MODULE = 'S9';
/** How many readers must have opened the test report: as many as a report needs. */
const MIN_TEST_READERS = 2;

/** A reader who was not removed. */
type PresentReader = { readonly number: number; readonly nation: string; readonly unit: readonly string[] };

/** What the register knows of a channel that is to open. `test`: the readers who have opened the newest test report of the newest list. */
export type OpeningFacts = {
  readonly readers: readonly PresentReader[];
  readonly trained: readonly number[];
  readonly limits: { readonly statedOn: Day } | null;
  readonly list: { readonly validUntil: Day; readonly readers: readonly number[] } | null;
  readonly test: readonly number[];
  /** The readers whose test notice arrived and still counts; null where the installation sends no mail, so that there is nothing to test. */
  readonly notices: readonly number[] | null;
  readonly isMultinational: boolean;
};

/** The steps from a draft to an open channel, in their order. */
export const OPENING_STEPS = ['readers', 'training', 'limits', 'list', 'notices', 'test'] as const;
export type OpeningStep = (typeof OPENING_STEPS)[number];

/** The steps that a channel of this installation has. */
export function stepsOf({ notices }: Pick<OpeningFacts, 'notices'>): readonly OpeningStep[] {
  return OPENING_STEPS.filter((step) => step !== 'notices' || notices !== null);
}

/** The steps that are done. Each is read from the register, so a step that came undone is open again. */
export function stepsDone(facts: OpeningFacts, today: Day): readonly OpeningStep[] {
  const { readers, trained, limits, list, notices, test, isMultinational } = facts;
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
    notices: notices !== null && asked.length > 0 && asked.every(({ number }) => notices.includes(number)),
    test: isListed && test.filter((number) => listed.includes(number)).length >= MIN_TEST_READERS,
  };
  return stepsOf(facts).filter((step) => done[step]);
}

const REFUSALS = {
  readers: 'reports/readers-too-close',
  training: 'reports/readers-not-trained',
  limits: 'reports/no-limits',
  list: 'reports/list-out-of-date',
  notices: 'reports/notices-not-tested',
  test: 'reports/test-not-read',
} as const;

/** Whether a channel may open: every step is done. */
export function decideOpening(facts: OpeningFacts, today: Day): Decision<void> {
  const done = stepsDone(facts, today);
  const missing = stepsOf(facts).find((step) => !done.includes(step));
  return missing === undefined ? accept(undefined) : refuse(REFUSALS[missing]);
}
