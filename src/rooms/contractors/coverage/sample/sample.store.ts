import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import { PLACE } from '../../documents/document.store.ts';
import { running, type Scope } from '../coverage.store.ts';
import type { ContractSample } from './sample.schema.ts';
import type { Drawable } from './strata.rules.ts';

type Contract = ContractSample['contracts'][number];
type Running = Drawable & Pick<Contract, 'number' | 'title' | 'contractor' | 'setId' | 'coverage'> & { id: string; partyId: string };

/** The contracts that run, with what divides them into strata: value in euros and code of the operation. */
export async function runningContracts(db: Database, scope: Scope): Promise<Running[]> {
  return (
    await sql<Running>`select c.id, c.party_id as "partyId", c.number, c.title, c.contractor, c.set_id as "setId", c.coverage,
      c.value_eur::text as "valueEur", p.code as operation
      from contractors.contract c left join parties.party p on p.id = c.operation_id where ${running(scope)}`.execute(db)
  ).rows;
}

type Found = Contract['provisions'][number]['evidence'][number] & { contractId: string; provision: string };

/** What the files of contracts say of their sets, with the hash of each file and who decided what it is; by contract, the newest file first. */
export async function evidenceOf(db: Database, contractIds: readonly string[]): Promise<Map<string, Found[]>> {
  const { rows } = await sql<Found>`select c.id as "contractId", f.provision, f.found as state, f.decided,
    ${PLACE}, d.name as file, d.sha256, p.name as by, to_json(f.decided_at) #>> '{}' as at
    from contractors.contract c join contractors.document d on d.contract_id = c.id
    join contractors.finding f on f.document_id = d.id and f.set_id = c.set_id left join identity.person p on p.id = f.decided_by
    where c.id = ${anyOf(contractIds)} order by d.dated desc nulls last, d.read_at desc, d.id desc, f.provision`.execute(db);
  return Map.groupBy(rows, ({ contractId }) => contractId);
}
