/** The share of right answers of a sheet in percent, rounded down, as the player does. Pure. */
export const shareOf = (right: number, of: number): number => Math.floor((right * 100) / of);
