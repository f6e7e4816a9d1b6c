import type pg from 'pg';
import { migrate, readMigrations } from '#platform/db/migrate.ts';
import { type Connection, connect } from '#platform/db/pool.ts';

// A process that migrates and is killed on its way: at a migration (by number) and a step of it. Started by migrations.test.ts.
const STEPS = ['begin', 'inside', 'applied', 'noted', 'committed'] as const;
export type Step = (typeof STEPS)[number];

const { connection, number, step } = JSON.parse(process.argv[2]!) as { connection: Connection; number: number; step: Step };
const client = await connect(connection);
const doomed = readMigrations().find((migration) => migration.number === number)!;
const die = () => process.kill(process.pid, 'SIGKILL');

const query = client.query.bind(client) as (...given: unknown[]) => Promise<pg.QueryResult>;
let reached = false;
client.query = (async (text: unknown, ...values: unknown[]) => {
  if (text === doomed.sql) {
    reached = true;
    // Sent, and on its way through the server when the process is gone.
    if (step === 'inside') {
      void query(text);
      setTimeout(die, 1);
      return new Promise(() => {});
    }
    if (step === 'begin') die();
  }
  const result = await query(text, ...values);
  if (text === doomed.sql && step === 'applied') die();
  if (reached && step === 'noted' && String(text).startsWith('insert into platform.migration')) die();
  if (reached && step === 'committed' && text === 'commit') die();
  return result;
}) as typeof client.query;
await migrate(client);
await client.end();
