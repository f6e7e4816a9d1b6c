/** Guards that no check misses, each with the reason. Empty is the goal; an entry is a finding somebody has to look at again. */
export const KNOWN: ReadonlyMap<string, string> = new Map([]);
