import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '#kernel/ids.ts';
import { upload } from '#web/client/files/upload.ts';
import { isTemporary } from '#web/client/problem.ts';
import { dropsQuery } from './files-data.ts';
import { sendInTurn } from './send-in-turn.ts';

const AT_ONCE = 2;
const TRIES = 4;
const TRY_AGAIN_MS = 3_000;

/** A file that was sent and not stored. */
export type Failed = { readonly name: string; readonly error: Error };
export type Sending = { readonly all: number; readonly done: number; readonly known: number; readonly startedAt: number };

type Job = { readonly partyId: string; readonly dropId: string; readonly file: File };

/** Sends files two at a time, each as a request of its own: one that fails costs itself only. Files chosen while others are being sent wait their turn. */
export function useDrop() {
  const queries = useQueryClient();
  const [sending, setSending] = useState<Sending>();
  const [failed, setFailed] = useState<readonly Failed[]>([]);
  const [add] = useState(() =>
    sendInTurn<Job>(
      AT_ONCE,
      async ({ partyId, dropId, file }) => {
        const known = await sendOne(partyId, dropId, file).catch((error: Error) => {
          setFailed((before) => [...before, { name: file.name, error }]);
          return false;
        });
        setSending((before) => before && { ...before, done: before.done + 1, known: before.known + (known ? 1 : 0) });
      },
      () => {
        void queries.invalidateQueries({ queryKey: dropsQuery.queryKey });
        void queries.invalidateQueries({ queryKey: ['contracts', 'list'] });
      },
    ),
  );
  const send = (partyId: string, files: readonly File[]): void => {
    if (files.length === 0) return;
    const dropId = newId();
    const startedAt = Date.now();
    const isFirst = add(files.map((file) => ({ partyId, dropId, file })));
    if (isFirst) setFailed([]);
    setSending((before) =>
      isFirst || before === undefined ? { all: files.length, done: 0, known: 0, startedAt } : { ...before, all: before.all + files.length },
    );
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
