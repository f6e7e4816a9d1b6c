import type { Client } from 'pg';

const FILLED = [
  ...['cooperation.consultation', 'contractors.contract', 'contractors.import', 'contractors.violation', 'evidence.item'],
  ...['identity.access_record', 'identity.person', 'identity.role_grant', 'imports.batch', 'nations.import_batch', 'nations.letter'],
  ...['nations.outreach', 'parties.party', 'parties.unit', 'reports.channel', 'reports.reader', 'reports.report', 'reports.wrap'],
  ...['returns.return', 'reviews.round', 'training.class', 'training.completion', 'training.roster_batch', 'training.trainee'],
];

/**
 * Disables the triggers and drops the foreign keys of the tables that a test fills, as their owner: session_replication_role needs a superuser, which an external
 * server does not give. Returns what restores them. The keys are then not validated, but the planner estimates joins by them.
 */
export async function removeChecks(deployer: Client): Promise<() => Promise<void>> {
  const { rows: keys } = await deployer.query<{ on: string; name: string; definition: string }>(
    `select conrelid::regclass::text as on, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and conparentid = 0 and conrelid = any($1::text[]::regclass[])`,
    [FILLED],
  );
  for (const table of FILLED) await deployer.query(`alter table ${table} disable trigger user`);
  for (const { on, name } of keys) await deployer.query(`alter table ${on} drop constraint ${name}`);
  return async () => {
    for (const { on, name, definition } of keys)
      await deployer.query(`alter table ${on} add constraint ${name} ${definition.replace(/ not valid$/i, '')} not valid`);
    for (const table of FILLED) await deployer.query(`alter table ${table} enable trigger user`);
  };
}
