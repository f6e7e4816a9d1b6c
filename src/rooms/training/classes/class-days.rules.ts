/** The most days a class may last. */
export const MOST_DAYS = 400;

/** Whether a class may have these days. It has an end, so that no code opens for ever. Pure. */
export const fitsAClass = (first: string, last: string): boolean =>
  last >= first && Date.parse(last) - Date.parse(first) <= MOST_DAYS * 86_400_000;
