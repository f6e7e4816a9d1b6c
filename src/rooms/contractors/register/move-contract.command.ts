import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { type CommandContext, defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { CONTRACT_MACHINE, type ContractAction, decideContract } from './contract.rules.ts';
import { ContractAnswer, MoveContract } from './contract.schema.ts';
import { lockContract, partyOfContract } from './contract.store.ts';
import '../errors.ts';
import '../permissions.ts';

type Moved = { contractId: string; on: string; version: number };

async function move(
  { db, change, now }: Pick<CommandContext, 'db' | 'change' | 'now'>,
  { contractId, on, version }: Moved,
  action: ContractAction,
) {
  const stored = await lockContract(db, contractId, version);
  const state = unwrap(decideContract(stored.state, action));
  if (on > dayOf(now)) throw new AppError('contractors/day-to-come');
  await change(
    db
      .updateTable('contractors.contract')
      .set({ state, version: version + 1, ...(action === 'award' ? { awarded_on: on } : { ends_on: on }) })
      .where('id', '=', contractId)
      .where('version', '=', version),
  );
  return {
    answer: { contractId, version: version + 1 },
    entry: { subjectKind: 'contract', subjectId: contractId, partyId: stored.partyId, detail: { number: stored.number, state, on } },
  };
}

/** Marks a planned contract as awarded (5f). */
export const awardContract = defineCommand({
  ...commandOf(CONTRACT_MACHINE, 'award'),
  clauses: CONTRACT_CLAUSES,
  input: MoveContract,
  answer: ContractAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  run: (context, input) => move(context, input, 'award'),
});

/** Marks a contract as ended (5f). */
export const endContract = defineCommand({
  ...commandOf(CONTRACT_MACHINE, 'end'),
  clauses: CONTRACT_CLAUSES,
  input: MoveContract,
  answer: ContractAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  run: (context, input) => move(context, input, 'end'),
});
