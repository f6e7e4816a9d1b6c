type Placed = { readonly direction: string; readonly place: number; readonly seen: number; readonly day: string };

/**
 * The messages of both ways in one order: after those of the other way that its writer had when it was written, else by day. The server stores days alone, so it
 * cannot say which of two of one day came first.
 */
export function inOrder<Message extends Placed>(messages: readonly Message[]): Message[] {
  const [own, others] = ['to-reporter', 'to-reader'].map((way) =>
    messages.filter(({ direction }) => direction === way).toSorted((a, b) => a.place - b.place),
  ) as [Message[], Message[]];
  const ordered: Message[] = [];
  let [at, to] = [0, 0];
  while (at < own.length || to < others.length) {
    const [mine, theirs] = [own[at], others[to]];
    const isMine =
      theirs === undefined || (mine !== undefined && (theirs.seen > mine.place || (mine.seen <= theirs.place && mine.day <= theirs.day)));
    ordered.push(isMine ? mine! : theirs!);
    if (isMine) at += 1;
    else to += 1;
  }
  return ordered;
}
