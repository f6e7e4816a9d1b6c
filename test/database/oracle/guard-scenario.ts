import type { Role } from '../../oracle/attributes.ts';
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

/** What a scenario needs before it, and how to undo it. */
export type Arranged = Required<Pick<Scenario, 'arrange' | 'restore'>>;

/** A scenario in one line. */
export type ScenarioRow = [of: string, says: string, who: Asker, sql: string | string[], answer: unknown, more?: Partial<Scenario>];

export const toScenarios = (lines: readonly ScenarioRow[]): Scenario[] =>
  lines.map(([of, says, who, sql, answer, more]) => ({ of, says, who, sql: [sql].flat(), answer, ...more }));

/** For one scenario: another role of a person with a single grant, at another party. */
export function posted({ subject: { person, grants } }: Asker, role: Role, party: string, label = 'unclassified'): Arranged {
  const [own] = grants;
  const set = (what: Role, at: string | null, level: string) =>
    `update identity.role_grant set role = '${what}', party_id = ${at ? `'${at}'` : 'null'}, label = '${level}' where person_id = '${person}'`;
  return { arrange: set(role, party, label), restore: set(own!.role, own!.party, 'unclassified') };
}
