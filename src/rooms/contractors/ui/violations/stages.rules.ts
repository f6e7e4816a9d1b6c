import type { Status } from '#kernel/status.ts';
import type { AnswerOf } from '#web/client/api.ts';
import { VIOLATION_MACHINE, type ViolationState } from '../../violations/violation.rules.ts';

/** From the notice to the record. */
export const STAGES = ['notice', 'abatement', 'investigation', 'reply', 'determination', 'remedy', 'workers', 'record'] as const;
type Stage = (typeof STAGES)[number];

/** How many stages are over in a state. */
const OVER: Record<ViolationState, number> = {
  notified: 1,
  abating: 1,
  investigating: 2,
  'awaiting-reply': 3,
  replied: 4,
  substantiated: 5,
  unsubstantiated: 5,
  remedied: 6,
  verified: 7,
  recorded: 8,
  closed: 8,
  terminated: 8,
  debarred: 8,
};

const mayAbate = (state: ViolationState) => state in VIOLATION_MACHINE.actions['confirm-abatement'].next;

export type StageFacts = Pick<AnswerOf<'/violations/:violationId'>, 'state' | 'abateBy' | 'abatedOn' | 'replyBy' | 'repliedOn'>;

/** Whether a stage is the one after those that are over. */
export const isPresent = (stage: Stage, { state }: StageFacts): boolean => STAGES.indexOf(stage) === OVER[state];

/**
 * How far a violation is in one stage. A violation that is not substantiated ends at the determination. An abatement that was ordered is over only once it is
 * recorded that the firm ended the violation, which nobody may do after the record. Where people are in danger, the reply may come after later stages: it is over
 * only once it came, or its time ran out. Pure.
 */
export function stageStatus(stage: Stage, { state, abateBy, abatedOn, replyBy, repliedOn }: StageFacts): Status {
  const [at, over] = [STAGES.indexOf(stage), OVER[state]];
  if (stage === 'abatement' && abateBy === null && over > at) return 'not-applicable';
  if (stage === 'abatement' && abateBy !== null) {
    if (abatedOn !== null) return 'met';
    return mayAbate(state) ? 'in-progress' : 'not-started';
  }
  if (stage === 'reply' && repliedOn === null && over > at) {
    if (state === 'unsubstantiated' || state === 'closed') return 'not-applicable';
    return replyBy === null ? 'not-started' : 'in-progress';
  }
  if (at < over) return 'met';
  if (state === 'unsubstantiated' || state === 'closed') return 'not-applicable';
  return at === over ? 'in-progress' : 'not-started';
}

/** Which words say how far it is. */
export function stageWords(stage: Stage, facts: StageFacts): 'over' | 'now' | 'not' | 'unrecorded' {
  const status = stageStatus(stage, facts);
  if (status === 'met') return 'over';
  if (status === 'in-progress') return 'now';
  return stage === 'abatement' && facts.abateBy !== null ? 'unrecorded' : 'not';
}
