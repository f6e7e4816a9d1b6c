import type { Asker } from './subjects.ts';

/**
 * A condition inside a database function, which no table of rights shows, with the answer to a person who fails exactly that condition. `answer` is the
 * first column of the last statement's row, or the code or message of the refusal. `arrange` and `restore` run as the deployer, before and after.
 */
export type Scenario = {
  of: string;
  says: string;
  who: Asker;
  sql: string[];
  answer: unknown;
  arrange?: string;
  restore?: string;
  /** Commits the effect, so that `look` can query it as the deployer; `restore` reverts it. */
  look?: string;
};

/** A scenario in one line. */
export type ScenarioRow = [of: string, says: string, who: Asker, sql: string | string[], answer: unknown, more?: Partial<Scenario>];

export const toScenarios = (lines: readonly ScenarioRow[]): Scenario[] =>
  lines.map(([of, says, who, sql, answer, more]) => ({ of, says, who, sql: [sql].flat(), answer, ...more }));
