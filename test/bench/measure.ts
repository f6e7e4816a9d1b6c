/** The value below which this share of them lies, such as 0.95. */
export function quantile(values: readonly number[], share: number): number {
  const inOrder = values.toSorted((a, b) => a - b);
  return inOrder[Math.min(inOrder.length - 1, Math.ceil(inOrder.length * share) - 1)]!;
}

/** The middle one of a few runs. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Milliseconds of each of so many runs, one after the other, after some that warm caches and plans. */
export async function timesOf(act: (turn: number) => Promise<unknown>, runs = 60, warm = 10): Promise<number[]> {
  for (let turn = 0; turn < warm; turn++) await act(turn);
  const times: number[] = [];
  for (let turn = 0; turn < runs; turn++) {
    const began = performance.now();
    await act(turn);
    times.push(performance.now() - began);
  }
  return times;
}

/** How many commands a second so many concurrent callers complete, each waiting for its own. */
export async function perSecond(act: () => Promise<unknown>, callers: number, seconds: number): Promise<number> {
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < until) {
        await act();
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - began) / 1000);
}

/** Milliseconds one operation took. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Milliseconds as a table shows them. */
export const ms = (value: number) => (value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(value < 10 ? 1 : 0)} ms`);
