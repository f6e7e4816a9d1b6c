import type { AnswerOf } from '#web/client/api.ts';
import { Problem } from '#web/client/problem.ts';

/** How often the page asks whether its person still reads for the channel whose keys are open. */
export const ASK_EVERY_MS = 60_000;
/** Answers about a channel and its reports, by the first part of their key. A refused one is a reason to ask at once. */
export const OF_READERS: readonly unknown[] = ['inbox', 'desk-keys', 'report', 'interpreted-reports', 'shift-note'];
/** Those of them that are on a page without the keys, and are read again once they are gone. */
export const ON_PAGES: readonly unknown[] = ['inbox', 'report', 'interpreted-reports'];

const REFUSED: readonly number[] = [403, 404];

/** Whether the server refused an answer to this person, rather than failed to give one. Pure. */
export const isRefused = (error: unknown): boolean => error instanceof Problem && REFUSED.includes(error.status);

/** Whether a person still reads for a channel. Where the server cannot be asked, nothing is known against it. `ask`: the channels that they read for. */
export async function isStillReader(channel: string, ask: () => Promise<AnswerOf<'/report-desks'>>): Promise<boolean> {
  try {
    return (await ask()).desks.some(({ channelId }) => channelId === channel);
  } catch (error) {
    return !isRefused(error);
  }
}
