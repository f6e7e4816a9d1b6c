import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { newId } from '#kernel/ids.ts';
import { type BodyOf, send } from '#web/client/api.ts';
import { inParts } from '#web/client/in-parts.ts';
import { Problem } from '#web/client/problem.ts';
import { MAX_SLIPS } from '../../classes/class.rules.ts';
import { type NewAccessSlip, useClassWrite } from '../classes-data.ts';
import { isOutcomeUnknown } from './slip-outcome.rules.ts';
import { mayAddUnknown } from './typed-numbers.rules.ts';

export type Category = NonNullable<BodyOf<'POST /training/classes/:classId/access-slips'>['newcomers']>;
export type SlipsMade = { accessSlips: readonly NewAccessSlip[]; had: readonly string[] };

/**
 * Makes access slips for these numbers, in parts. `onMade` receives each answered part. A part with numbers that the roster does not know is refused and leaves
 * the others: `notOnRoster` has these numbers of all parts. Any other failure stops, and so does leaving the form: nobody would see the PINs. `unknown`: numbers whose answer was lost, so that they may have a slip.
 */
export function useMakeSlips(classId: string, onMade: (numbers: readonly string[], answer: SlipsMade) => void) {
  const queries = useQueryClient();
  const [done, setDone] = useState(0);
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const [notOnRoster, setNotOnRoster] = useState<readonly string[]>([]);
  const keys = useRef(new Map<string, string>());
  const refused = useRef(new Set<string>());
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  const make = async (numbers: readonly string[], category: Category | undefined) => {
    const newcomers = mayAddUnknown(numbers, refused.current) ? category : undefined;
    const body = { numbers: [...numbers], ...(newcomers !== undefined && { newcomers }) };
    const part = JSON.stringify(body);
    const key = keys.current.get(part) ?? newId();
    keys.current.set(part, key);
    const answer = await send('POST /training/classes/:classId/access-slips', { classId, ...body }, key);
    // A repeated key answers without PINs, so numbers that are typed again later need their own.
    keys.current.delete(part);
    setUnknown((before) => before.filter((one) => !numbers.includes(one)));
    setDone((before) => before + numbers.length);
    onMade(numbers, answer);
  };
  const save = useClassWrite(async ({ numbers, category }: { numbers: readonly string[]; category: Category | undefined }) => {
    setNotOnRoster([]);
    const strangers: string[] = [];
    for (const part of inParts(numbers, MAX_SLIPS)) {
      if (left.current) break;
      try {
        await make(part, category);
      } catch (error) {
        if (error instanceof Problem && error.code === 'training/unknown-trainees') {
          for (const number of part) refused.current.add(number);
          strangers.push(...String(error.details.numbers).split(', '));
          continue;
        }
        if (isOutcomeUnknown(error)) setUnknown((before) => [...new Set([...before, ...part])]);
        setNotOnRoster(strangers);
        await queries.invalidateQueries({ queryKey: ['classes'] });
        throw error;
      }
    }
    setNotOnRoster(strangers);
    return { isComplete: strangers.length === 0 };
  });
  return { save, done, unknown, notOnRoster };
}
