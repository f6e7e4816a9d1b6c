/** Waiting reports are counted up to here; from here on the page says "at least". */
export const MAX_COUNTED = 100;
