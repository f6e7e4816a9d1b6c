import { z } from 'zod';
import { DUES } from '../plans/due.rules.ts';

/** What a person is asked to do about contracts; each kind has its text in ui/tasks/texts. */
export const CONTRACT_TASKS = [
  'place-files',
  'confirm-passages',
  'confirm-alike',
  'decide-override',
  'close-gap',
  'violation',
  'inform-notified',
  'unanswered',
  ...DUES.map((kind) => `due-${kind}` as const),
] as const;

/** The pages to which a task leads; `id` is the one in their address, or the drop of files that is shown. */
export const TASK_PAGES = ['files', 'queue', 'contract', 'firms', 'violation'] as const;

/**
 * One task. `names`: what it is about, such as the number of a contract and its firm. `danger`: people are in danger. `urgency` decides what is shown first, before
 * any date: 0 people in danger, 1 another violation that is late or due by tomorrow, 2 all else.
 */
export const ContractTask = z.object({
  kind: z.enum(CONTRACT_TASKS),
  partyId: z.string(),
  names: z.array(z.string()),
  /** How many files or passages wait; null: it is one thing. */
  count: z.int().positive().nullable(),
  page: z.enum(TASK_PAGES),
  id: z.string().nullable(),
  due: z.string().nullable(),
  late: z.boolean(),
  danger: z.boolean(),
  urgency: z.int().min(0).max(2),
});
export type ContractTask = z.infer<typeof ContractTask>;

/** A task as its source finds it, with the dates of which mail reminds, where that is not its due date alone. The page does not need them. */
export type FoundTask = Omit<ContractTask, 'urgency'> & { readonly days?: readonly string[] };

export const ContractTasks = z.object({ tasks: z.array(ContractTask) });
export type ContractTasks = z.infer<typeof ContractTasks>;
