/** How many sheets one command records at most. The desk sends a larger class in parts. */
export const MAX_SHEETS = 60;

/** The share of right answers of a sheet in percent, rounded down, as the player does. Pure. */
export const shareOf = (right: number, of: number): number => Math.floor((right * 100) / of);
