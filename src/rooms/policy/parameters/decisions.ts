import type { ParameterDecision } from './parameter-value.rules.ts';

type Client = { query(sql: string): Promise<{ rows: unknown[] }> };

let decisions: readonly ParameterDecision[] = [];

/** The decisions under all editions, as this process read them last: another array after each reading. */
export function knownDecisions(): readonly ParameterDecision[] {
  return decisions;
}

/**
 * Reads all decisions into this process, which then answers `edition.parameter` by them. A decision holds from the day after it was made at the earliest, so a
 * process that reads them every few seconds has every decision before its day begins.
 */
export async function loadDecisions(client: Client): Promise<void> {
  const { rows } = await client.query(
    `select edition_id as "editionId", parameter_id as "parameterId", value, from_day::text as "fromDay", number from policy.parameter_decision
      order by edition_id, parameter_id, number`,
  );
  decisions = rows as readonly ParameterDecision[];
}
