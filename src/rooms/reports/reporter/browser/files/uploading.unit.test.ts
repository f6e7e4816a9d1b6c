import { afterEach, describe, expect, it, vi } from 'vitest';
import { PLACE_HEADER } from '../../../intake/files/ticket-header.ts';
import type { Words } from '../words.ts';
import { uploadNodes } from './uploading.ts';

/** As much of an element as the nodes of an upload use. */
class Part extends EventTarget {
  readonly isConnected = true;
  hidden = false;
  readonly children: unknown[] = [];
  append = (...added: unknown[]) => this.children.push(...added);
  replaceChildren() {}
  setAttribute() {}
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a chunk that something before the site refuses without a reason (5e)', () => {
  it.each([
    ['kept on the phone', true],
    ['not kept', false],
  ])('is sent again, and no file is given up: %s', async (_title, isKept) => {
    vi.useFakeTimers();
    let isSignedIn = false;
    const stored: string[] = [];
    vi.stubGlobal('document', { createElement: () => new Part() });
    vi.stubGlobal('addEventListener', () => {});
    vi.stubGlobal('removeEventListener', () => {});
    vi.stubGlobal('fetch', async (_address: string, { method, headers }: { method: string; headers: Record<string, string> }) => {
      if (method === 'POST') return Response.json({ found: { stored: stored.length } });
      if (!isSignedIn) return new Response('<h1>Sign in to this network</h1>', { status: 403 });
      stored.push(headers[PLACE_HEADER]!);
      return Response.json({ day: '2026-11-30' });
    });
    const onEnd = vi.fn();
    const words = Object.assign((key: string) => key, { plain: (key: string) => key }) as unknown as Words;
    const upload = { ticket: 'A', chunks: 2, chunkAt: async () => new Uint8Array(1) };
    const { nodes } = uploadNodes({ words }, upload, { isKept, onEnd });
    const resume = (nodes as unknown as Part[]).find(({ children }) => children.includes('upload.resume'))!;

    await vi.advanceTimersByTimeAsync(60_000);
    expect([stored, onEnd.mock.calls.length, resume.hidden]).toEqual([[], 0, false]);
    isSignedIn = true;
    resume.dispatchEvent(new Event('click'));
    await vi.advanceTimersByTimeAsync(0);
    expect([stored, onEnd.mock.calls.length]).toEqual([['0', '1'], 1]);
  });
});
