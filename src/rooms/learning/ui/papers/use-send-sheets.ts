import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newId } from '#kernel/ids.ts';
import { type BodyOf, send } from '#web/client/api.ts';
import { inParts } from '#web/client/in-parts.ts';
import type { PaperClassEntered } from '../../papers/paper-class.schema.ts';
import { MAX_SHEETS } from '../../papers/sheets.rules.ts';
import { useClassWrite } from '../classes-data.ts';
import { isOutcomeUnknown } from '../slip-outcome.rules.ts';
import { addEntered, unanswered } from './sheet-parts.rules.ts';

type Body = BodyOf<'POST /training/classes/:classId/papers'>;

/**
 * Records the sheets of a class, in parts. `entered`: the answers so far. `unsaved`: the people whose sheets no answer names because a part failed. `unknown`:
 * those of the failed part, if its answer was lost and it may have been recorded. A retry sends every part again: those that were answered keep their client
 * key, so they have no second effect.
 */
export function useSendSheets(classId: string, onSuccess: () => void) {
  const queries = useQueryClient();
  const [entered, setEntered] = useState<PaperClassEntered>();
  const [failed, setFailed] = useState<{ unsaved: readonly string[]; unknown: readonly string[] }>();
  const keys = useRef(new Map<string, string>());
  const save = useClassWrite(async (input: Body) => {
    let answers: PaperClassEntered | undefined;
    for (const people of inParts(input.people, MAX_SHEETS)) {
      const part = { ...input, people };
      const key = keys.current.get(JSON.stringify(part)) ?? newId();
      keys.current.set(JSON.stringify(part), key);
      try {
        answers = addEntered(answers, await send('POST /training/classes/:classId/papers', { classId, ...part }, key));
      } catch (error) {
        setEntered(answers);
        setFailed({ unsaved: unanswered(input.people, answers), unknown: isOutcomeUnknown(error) ? unanswered(people, answers) : [] });
        if (answers !== undefined) await queries.invalidateQueries({ queryKey: ['classes'] });
        throw error;
      }
    }
    // The same sheets entered later are judged by what is recorded then.
    keys.current.clear();
    setEntered(answers);
    setFailed(undefined);
    return answers;
  }, onSuccess);
  return { save, entered, unsaved: failed?.unsaved ?? [], unknown: failed?.unknown ?? [] };
}
