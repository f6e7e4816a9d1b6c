import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { addAccount } from './commands/account.ts';
import { addBackup } from './commands/backup.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEvidence } from './commands/evidence.ts';
import { addExercise } from './commands/exercise.ts';
import { addExport } from './commands/export.ts';
import { addFacts } from './commands/facts.ts';
import { addKeys } from './commands/keys.ts';
import { addLog } from './commands/log.ts';
import { addMigrate } from './commands/migrate.ts';
import { addImportTable } from './commands/past.ts';
import { addPolicy } from './commands/policy.ts';
import { addRestore } from './commands/restore.ts';
import { addReview } from './commands/review.ts';
import { addServe } from './commands/serve.ts';
import { addWitness } from './commands/witness.ts';
import { addXapi } from './commands/xapi.ts';
import { serve } from './launcher/serve.ts';

/** Every command of the command line. `run` starts the program; development passes another one. */
export function buildProgram(run = serve): Command {
  const program = new Command('manumit')
    .description('Carries out an anti-trafficking policy and proves it, clause by clause.')
    .version(manifest.version)
    .showHelpAfterError('(manumit help shows what there is)');
  addServe(program, run);
  addExercise(program, run);
  addMigrate(program);
  addPolicy(program);
  addFacts(program);
  addEvidence(program);
  addImportTable(program);
  addXapi(program);
  addReview(program);
  addAccount(program);
  addBackup(program);
  addRestore(program);
  addExport(program);
  addKeys(program);
  addLog(program);
  addWitness(program);
  addDoctor(program);
  return program;
}
