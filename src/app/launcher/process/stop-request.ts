const PARENT_CHECK_MS = 500;

/** Whether, and why, this process was asked to stop. */
export type StopRequest = { readonly reason: string | undefined; requested: Promise<string>; dispose(): void };

/**
 * Listens for Ctrl-C, SIGTERM, SIGHUP and, where npm or another Node started us, for the end of that parent: npm does not pass signals on.
 * A second signal changes nothing: work under way ends by its own deadline.
 */
export function watchForStop(environment = process.env): StopRequest {
  let reason: string | undefined;
  let requestStop: (reason: string) => void = () => {};
  const requested = new Promise<string>((resolve) => {
    requestStop = (why) => {
      reason ??= why;
      resolve(why);
    };
  });
  const onSignal = (signal: NodeJS.Signals) => requestStop(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  const parent = process.ppid;
  const isChild = environment.npm_command !== undefined || environment.MANUMIT_WRAPPED !== undefined;
  const timer = isChild
    ? setInterval(() => process.ppid !== parent && requestStop('the end of the process that started it'), PARENT_CHECK_MS)
    : undefined;
  return {
    get reason() {
      return reason;
    },
    requested,
    dispose: () => {
      clearInterval(timer);
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
