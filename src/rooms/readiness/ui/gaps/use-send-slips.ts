import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newId } from '#kernel/ids.ts';
import { MAX_SLIPS } from '#rooms/learning/classes/class.rules.ts';
import { addSlips, isOutcomeUnknown, NO_SLIPS, type SlipOutcome } from '#rooms/learning/ui/slips/slip-outcome.rules.ts';
import { send } from '#web/client/api.ts';
import { inParts } from '#web/client/in-parts.ts';

/** Where the slips belong: a class that is open, or one to open first. */
export type Target =
  | { classId: string; code: string }
  | { open: { partyId: string; title: string; module: string; startsOn: string; endsOn: string } };
/** `numbers`: those whose part was answered; `outcome`: what became of them. */
type Sent = { classId: string; code: string; numbers: readonly string[]; outcome: SlipOutcome };

/**
 * Makes access slips for these numbers, in parts, and opens the class first if none is open. A retry continues after the last part that was answered, with the
 * same client keys. `unknown` counts the slips of a part whose answer was lost: the server may have made them.
 */
export function useSendSlips() {
  const queries = useQueryClient();
  const [sent, setSent] = useState<Sent>();
  const [state, setState] = useState<{ waiting: boolean; error?: unknown; total: number; unknown: number }>({
    waiting: false,
    total: 0,
    unknown: 0,
  });
  const keys = useRef(new Map<string, string>());
  const opened = useRef<Sent>(undefined);
  const keyFor = (step: string) => {
    const key = keys.current.get(step) ?? newId();
    keys.current.set(step, key);
    return key;
  };
  const run = async (target: Target, numbers: readonly string[]) => {
    const total = numbers.length;
    let asked = 0;
    setState(({ unknown }) => ({ waiting: true, total, unknown }));
    try {
      let progress = opened.current ?? { ...(await classOf(target, keyFor(JSON.stringify(target)))), numbers: [], outcome: NO_SLIPS };
      for (const part of inParts(numbers.slice(progress.numbers.length), MAX_SLIPS)) {
        opened.current = progress;
        const { classId } = progress;
        asked = part.length;
        const answer = await send(
          'POST /training/classes/:classId/access-slips',
          { classId, numbers: part },
          keyFor(`${classId} ${part.join()}`),
        );
        progress = { ...progress, numbers: [...progress.numbers, ...part], outcome: addSlips(progress.outcome, part, answer) };
        setSent(progress);
        setState({ waiting: true, total, unknown: 0 });
      }
      opened.current = progress;
      setState({ waiting: false, total, unknown: 0 });
    } catch (error) {
      // A part whose answer was lost stays unknown until it is answered, also if its repetition is refused.
      setState(({ unknown }) => ({ waiting: false, error, total, unknown: isOutcomeUnknown(error) ? asked : unknown }));
    } finally {
      await Promise.all([queries.invalidateQueries({ queryKey: ['training'] }), queries.invalidateQueries({ queryKey: ['classes'] })]);
    }
  };
  return { ...state, sent, run };
}

async function classOf(target: Target, key: string): Promise<{ classId: string; code: string }> {
  if ('classId' in target) return target;
  const { module, ...rest } = target.open;
  const { classId, code } = await send('POST /parties/:partyId/classes', { ...rest, modules: [module] }, key);
  return { classId, code };
}
