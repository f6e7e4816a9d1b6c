/** How many sheets one command records at most. The desk sends a larger class in parts. */
export const MAX_SHEETS = 60;
