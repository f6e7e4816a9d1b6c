import type { ParameterDecision } from './parameter-value.rules.ts';

type Client = { query(sql: string): Promise<{ rows: unknown[] }> };

let decisions: readonly ParameterDecision[] = [];

/** The decisions on the parameters of an edition, as this process read them last. */
export function decisionsOf(editionId: string): readonly ParameterDecision[] {
  return decisions.filter((decision) => decision.editionId === editionId);
}

/**
 * Reads all decisions into this process, which then answers `edition.parameter` by them. A decision holds from the day after it was made at the earliest, so a
 * process that reads them every few seconds has every decision before its day begins.
 */
export async function loadDecisions(client: Client): Promise<void> {
  const { rows } = await client.query(
    `select edition_id as "editionId", parameter_id as "parameterId", value, from_day::text as "fromDay", number from policy.parameter_decision`,
  );
  decisions = rows as readonly ParameterDecision[];
}
