import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newId } from '#kernel/ids.ts';
import { type BodyOf, send } from '#web/client/api.ts';
import { inParts } from '#web/client/in-parts.ts';
import type { PaperClassEntered } from '../../papers/paper-class.schema.ts';
import { MAX_SHEETS } from '../../papers/sheets.rules.ts';
import { useClassWrite } from '../classes-data.ts';
import { isOutcomeUnknown } from '../slips/slip-outcome.rules.ts';
import { addAnswer, addLost, NO_SHEETS, type SheetsSent, unanswered } from './sheet-parts.rules.ts';

type Body = BodyOf<'POST /training/classes/:classId/papers'>;

/**
 * Records the sheets of a class, in parts. `entered`: the answers so far. `unsaved`: the people whose sheets no answer names because a part failed. `unknown`:
 * those of them whose answer was lost, so that they may have been recorded. A retry sends only the parts that were not answered, each with its client key.
 */
export function useSendSheets(classId: string, onSuccess: () => void) {
  const queries = useQueryClient();
  const [entered, setEntered] = useState<PaperClassEntered>();
  const [failed, setFailed] = useState<{ unsaved: readonly string[]; unknown: readonly string[] }>({ unsaved: [], unknown: [] });
  const keys = useRef(new Map<string, string>());
  const sent = useRef(NO_SHEETS);
  // Shown once the class was read again: a tick that is set on seeing the result must not be cleared after it.
  const shown = ({ entered, unknown }: Pick<SheetsSent, 'entered' | 'unknown'>) => {
    setEntered(entered);
    setFailed({ unsaved: unknown, unknown });
    onSuccess();
  };
  const save = useClassWrite(async (input: Body) => {
    for (const people of inParts(input.people, MAX_SHEETS)) {
      const body = { ...input, people };
      const part = JSON.stringify(body);
      if (sent.current.answered.includes(part)) continue;
      const key = keys.current.get(part) ?? newId();
      keys.current.set(part, key);
      try {
        sent.current = addAnswer(sent.current, part, await send('POST /training/classes/:classId/papers', { classId, ...body }, key));
      } catch (error) {
        if (isOutcomeUnknown(error)) sent.current = addLost(sent.current, people);
        const { entered, unknown } = sent.current;
        setEntered(entered);
        setFailed({ unsaved: [...new Set([...unanswered(input.people, entered), ...unknown])], unknown });
        if (entered !== undefined) await queries.invalidateQueries({ queryKey: ['classes'] });
        throw error;
      }
    }
    const { entered, unknown } = sent.current;
    // The same sheets entered later are judged by what is recorded then. People whose row was emptied since their answer was lost are still unknown.
    keys.current.clear();
    sent.current = { ...NO_SHEETS, unknown };
    return { entered, unknown };
  }, shown);
  return { save, entered, ...failed };
}
