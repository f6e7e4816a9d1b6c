const REPORT_AFTER_MS = 1_000;

/** Runs work. If it takes more than a second, reports that on standard error, and the total time at the end. */
export async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  let isReported = false;
  const timer = setTimeout(() => {
    isReported = true;
    process.stderr.write(`${what} ...\n`);
  }, REPORT_AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    if (isReported) process.stderr.write(`${what}: ${((performance.now() - start) / 1_000).toFixed(1)} s\n`);
  }
}
