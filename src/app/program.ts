import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import type { serve } from './serve.ts';

type Run = typeof serve;

// Each file with the first words of its commands, in the order of the help. A file is loaded only for its own commands: loading all of them costs more than most
// commands do.
const FILES: readonly { words: readonly string[]; add: (program: Command, run?: Run) => Promise<void> }[] = [
  { words: ['serve'], add: async (program, run) => (await import('./commands/serve.ts')).addServe(program, run) },
  { words: ['exercise'], add: async (program, run) => (await import('./commands/exercise.ts')).addExercise(program, run) },
  { words: ['migrate'], add: async (program) => (await import('./commands/migrate.ts')).addMigrate(program) },
  { words: ['policy'], add: async (program) => (await import('./commands/policy.ts')).addPolicy(program) },
  { words: ['facts'], add: async (program) => (await import('./commands/facts.ts')).addFacts(program) },
  { words: ['evidence'], add: async (program) => (await import('./commands/evidence.ts')).addEvidence(program) },
  { words: ['table'], add: async (program) => (await import('./commands/table.ts')).addImportTable(program) },
  { words: ['contracts'], add: async (program) => (await import('./commands/contracts/contracts.ts')).addContracts(program) },
  { words: ['xapi'], add: async (program) => (await import('./commands/xapi.ts')).addXapi(program) },
  { words: ['review'], add: async (program) => (await import('./commands/review/review.ts')).addReview(program) },
  { words: ['account'], add: async (program) => (await import('./commands/account.ts')).addAccount(program) },
  { words: ['backup', 'backup-key'], add: async (program) => (await import('./commands/backup.ts')).addBackup(program) },
  { words: ['restore'], add: async (program) => (await import('./commands/restore.ts')).addRestore(program) },
  { words: ['export', 'import'], add: async (program) => (await import('./commands/export.ts')).addExport(program) },
  { words: ['keys'], add: async (program) => (await import('./commands/keys.ts')).addKeys(program) },
  { words: ['log', 'verify', 'audit'], add: async (program) => (await import('./commands/log.ts')).addLog(program) },
  { words: ['witness'], add: async (program) => (await import('./commands/witness.ts')).addWitness(program) },
  { words: ['doctor'], add: async (program) => (await import('./commands/doctor.ts')).addDoctor(program) },
];

/**
 * The command line. With the `first` word of a command it has the commands of that word's file, otherwise every command. `run` starts the program; development
 * passes another one.
 */
export async function buildProgram(first?: string, run?: Run): Promise<Command> {
  const program = new Command('manumit')
    .description('Carries out an anti-trafficking policy and proves it, clause by clause.')
    .version(manifest.version)
    .showHelpAfterError('(`manumit help` lists all commands)');
  const own = FILES.filter(({ words }) => first !== undefined && words.includes(first));
  for (const { add } of own.length > 0 ? own : FILES) await add(program, run);
  return program;
}
