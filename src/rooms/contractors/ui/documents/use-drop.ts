import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newId } from '#kernel/ids.ts';
import { isTemporary } from '#web/client/problem.ts';
import { upload } from '#web/client/upload.ts';
import { dropsQuery } from './files-data.ts';

const AT_ONCE = 2;
const TRIES = 4;
const TRY_AGAIN_MS = 3_000;

/** A file that was sent and not stored. */
export type Failed = { readonly name: string; readonly error: Error };
export type Sending = { readonly all: number; readonly done: number; readonly known: number; readonly startedAt: number };

/** Sends files two at a time, each as a request of its own: one that fails costs itself only. */
export function useDrop() {
  const queries = useQueryClient();
  const [sending, setSending] = useState<Sending>();
  const [failed, setFailed] = useState<readonly Failed[]>([]);
  const busy = useRef(false);
  const send = async (partyId: string, files: readonly File[]): Promise<void> => {
    if (busy.current || files.length === 0) return;
    busy.current = true;
    const dropId = newId();
    const startedAt = Date.now();
    setFailed([]);
    setSending({ all: files.length, done: 0, known: 0, startedAt });
    let next = 0;
    const work = async () => {
      while (next < files.length) {
        const file = files[next++]!;
        const known = await sendOne(partyId, dropId, file).catch((error: Error) => {
          setFailed((before) => [...before, { name: file.name, error }]);
          return false;
        });
        setSending((before) => before && { ...before, done: before.done + 1, known: before.known + (known ? 1 : 0) });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    busy.current = false;
    await Promise.all([
      queries.invalidateQueries({ queryKey: dropsQuery.queryKey }),
      queries.invalidateQueries({ queryKey: ['contracts', 'list'] }),
    ]);
  };
  return { sending, failed, send };
}

async function sendOne(partyId: string, dropId: string, file: File): Promise<boolean> {
  const key = newId();
  for (let tried = 1; ; tried++) {
    try {
      const { known, again } = await upload('/parties/:partyId/contract-files', { partyId, dropId }, file, { key });
      return known && !again;
    } catch (error) {
      if (tried === TRIES || !isTemporary(error as Error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS * tried));
    }
  }
}
