/** A group of the navigation: its key (null is the first, which has no heading and never closes), and the height of its entries. */
export type GroupHeight = { heading: string | null; heightPx: number };

/**
 * The groups that start closed, so that the list loses at least `excessPx`: lower ones first, and none whose entries would fit. The group
 * in use stays open. The list still scrolls where closing all others is not enough.
 */
export function groupsToClose(groups: readonly GroupHeight[], excessPx: number, current: string | null | undefined): string[] {
  const closed: { heading: string; heightPx: number }[] = [];
  let leftPx = excessPx;
  for (const { heading, heightPx } of [...groups].reverse()) {
    if (leftPx <= 0) break;
    if (heading === null || heading === current) continue;
    closed.push({ heading, heightPx });
    leftPx -= heightPx;
  }
  // A large group that was closed last may leave room for a smaller one below it. Upper groups come first.
  const fits = ({ heightPx }: { heightPx: number }) => {
    if (leftPx + heightPx > 0) return false;
    leftPx += heightPx;
    return true;
  };
  return closed
    .reverse()
    .filter((group) => !fits(group))
    .map(({ heading }) => heading);
}
