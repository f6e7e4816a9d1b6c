import type { ClientBase } from 'pg';

/** The faults because of which messages wait for another attempt, without their number: a notice of danger may be among them. Runs as the owner of the schema. */
export async function waitingFaults(client: Pick<ClientBase, 'query'>): Promise<string[]> {
  const { rows } = await client.query<{ fault: string }>(
    `select distinct fault from mail.message where sent_at is null and failed_at is null and fault is not null and ends_at > now() order by fault`,
  );
  return rows.map(({ fault }) => fault);
}
