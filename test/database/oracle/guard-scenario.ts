import type { Asker } from './subjects.ts';

/**
 * A condition inside a function of the database that no table of rights shows: what somebody is answered who comes just short of it. `answer` is the
 * first column of the last statement's row, or the code or words it was refused with. `arrange` and `restore` run as the deployer, before and after.
 */
export type Scenario = {
  of: string;
  says: string;
  who: Asker;
  sql: string[];
  answer: unknown;
  arrange?: string;
  restore?: string;
  /** Keeps what was done, for `look` to ask the deployer about; `restore` takes it back. */
  look?: string;
};

/** A scenario in one line. */
export type ScenarioRow = [of: string, says: string, who: Asker, sql: string | string[], answer: unknown, more?: Partial<Scenario>];

export const toScenarios = (lines: readonly ScenarioRow[]): Scenario[] =>
  lines.map(([of, says, who, sql, answer, more]) => ({ of, says, who, sql: [sql].flat(), answer, ...more }));
