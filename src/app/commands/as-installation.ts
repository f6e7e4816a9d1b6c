import { PAGE_LIMIT } from '#kernel/page.ts';
import { listParties } from '#rooms/parties/views/list-parties.query.ts';
import { checkInstallation, holdsExercise } from '../launcher/exercise-mark.ts';
import { type Installation, joinInstallation } from '../launcher/installation.ts';
import { withProgress } from '../launcher/progress.ts';
import { type Operator, workAsInstallation } from '../operator.ts';
import { StartRefused } from '../start-refused.ts';
import { configOfProcess, printNotice } from './command-line.ts';
import { migrationState } from './health-check/migration-state.ts';

/**
 * Runs work as the installation, while a server runs or with the database started for its duration.
 * Throws StartRefused, also where a command or query refuses, with the same words as the desk.
 */
export async function asInstallation<T>(work: (operator: Operator, installation: Installation) => Promise<T>): Promise<T> {
  const config = configOfProcess();
  checkInstallation(config);
  const installation = await withProgress('Opening the database', () => joinInstallation(config, printNotice));
  try {
    const { pending } = await migrationState(installation.deployer);
    if (pending.length > 0) throw new StartRefused('The database is not up to date. Run npx manumit migrate first.');
    const exercise = !config.databaseUrl && holdsExercise(config.dataDirectory);
    return await workAsInstallation(installation, config, exercise, (operator) => work(operator, installation));
  } finally {
    await installation.stop();
  }
}

/** The party with a code, such as NO. Throws StartRefused where there is none. */
export async function findParty({ ask }: Operator, code: string): Promise<{ id: string; code: string }> {
  for (let after: string | undefined; ; ) {
    const page = await ask(listParties, { after, limit: PAGE_LIMIT });
    const found = page.items.find((party) => party.code.toLowerCase() === code.toLowerCase());
    if (found) return found;
    if (page.next === null) throw new StartRefused(`There is no party with the code ${code}.`);
    after = page.next;
  }
}
