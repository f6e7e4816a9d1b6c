const PARENT_LOOK_MS = 500;

/** Whether, and why, this process was asked to stop. */
export type StopRequest = { readonly reason: string | undefined; asked: Promise<string>; dispose(): void };

/**
 * Listens for Ctrl-C, SIGTERM, SIGHUP and, where npm or another Node started us, for the end of that parent: npm does not pass signals on.
 * A second signal changes nothing: work under way ends by its own deadline.
 */
export function watchForStop(environment = process.env): StopRequest {
  let reason: string | undefined;
  let ask: (reason: string) => void = () => {};
  const asked = new Promise<string>((resolve) => {
    ask = (why) => {
      reason ??= why;
      resolve(why);
    };
  });
  const onSignal = (signal: NodeJS.Signals) => ask(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  const parent = process.ppid;
  const hasKeeper = environment.npm_command !== undefined || environment.MANUMIT_WRAPPED !== undefined;
  const timer = hasKeeper
    ? setInterval(() => process.ppid !== parent && ask('the end of the process that started it'), PARENT_LOOK_MS)
    : undefined;
  return {
    get reason() {
      return reason;
    },
    asked,
    dispose: () => {
      clearInterval(timer);
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
