import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import { findingsOfContracts } from '../../documents/document.store.ts';
import { type FoundHere, placeOf } from '../../documents/links.rules.ts';
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

type Evidence = Contract['provisions'][number]['evidence'][number];
type Found = Evidence & { readonly provision: string };

/**
 * What the files of contracts say of their sets in the light of each other, with the hash of each file, and who decided what it is; by contract, the newest file first.
 */
export async function evidenceOf(db: Database, contractIds: readonly string[]): Promise<Map<string, Found[]>> {
  const found = await findingsOfContracts(db, contractIds);
  const all = [...found.values()].flat();
  const [files, people] = await Promise.all([
    sql<{ id: string; file: string; sha256: string }>`select d.id, d.name as file, d.sha256 from contractors.document d
      where d.id = ${anyOf([...new Set(all.flatMap(({ document, source }) => (source === null ? [document] : [document, source])))])}`.execute(
      db,
    ),
    sql<{ key: string; by: string }>`select concat(f.document_id, ' ', f.set_id, ' ', f.provision) as key, p.name as by
      from contractors.document d join contractors.finding f on f.document_id = d.id join identity.person p on p.id = f.decided_by
      where d.contract_id = ${anyOf(contractIds)}`.execute(db),
  ]);
  const fileOf = new Map(files.rows.map(({ id, ...file }) => [id, file]));
  const nameOf = new Map(people.rows.map(({ key, by }) => [key, by]));
  const evidence = (one: FoundHere): Found => ({
    ...{ provision: one.provision, state: one.resolved, decided: one.decided, ...placeOf(one), ...fileOf.get(one.document)! },
    from: one.source === null ? null : (fileOf.get(one.source) ?? null),
    ...{ by: nameOf.get(`${one.document} ${one.setId} ${one.provision}`) ?? null, at: one.decidedAt },
  });
  return new Map([...found].map(([id, said]) => [id, said.map(evidence)]));
}
