import type { Status } from '#kernel/status.ts';
import type { AnswerOf } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import { VIOLATION_MACHINE, type ViolationState } from '../../violations/violation.rules.ts';
import { translateViolations } from './texts.ts';

const STAGES = ['notice', 'abatement', 'investigation', 'reply', 'determination', 'remedy', 'workers', 'record'] as const;
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

type Facts = Pick<AnswerOf<'/violations/:violationId'>, 'state' | 'abateBy' | 'abatedOn' | 'replyBy' | 'repliedOn'>;

/**
 * The way from the notice to the record, and how far a violation is. A violation that is not substantiated ends at the determination. Where people are in danger,
 * the reply may come after later stages: it is over only once it came, or its time ran out.
 */
export function Stages({ one: { state, abateBy, abatedOn, replyBy, repliedOn } }: { one: Facts }) {
  const t = useTranslations(translateViolations);
  const over = OVER[state];
  const statusOf = (at: number, stage: (typeof STAGES)[number]): Status => {
    if (stage === 'abatement' && abateBy === null && over > at) return 'not-applicable';
    if (stage === 'abatement' && abateBy !== null && mayAbate(state)) return abatedOn === null ? 'in-progress' : 'met';
    if (stage === 'reply' && repliedOn === null && over > at) {
      if (state === 'unsubstantiated' || state === 'closed') return 'not-applicable';
      return replyBy === null ? 'not-started' : 'in-progress';
    }
    if (at < over) return 'met';
    if (state === 'unsubstantiated' || state === 'closed') return 'not-applicable';
    return at === over ? 'in-progress' : 'not-started';
  };
  return (
    <ol className="violation-stages">
      {STAGES.map((stage, at) => {
        const status = statusOf(at, stage);
        return (
          <li key={stage} className={`is-${status}`} aria-current={at === over && status === 'in-progress' ? 'step' : undefined}>
            <StatusGlyph status={status} /> {t(`stage.${stage}`)}
            <span className="out-of-sight"> {t(`stage.is-${status === 'met' ? 'over' : status === 'in-progress' ? 'now' : 'not'}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
