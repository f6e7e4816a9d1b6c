/** The most days a class may last. */
export const MOST_DAYS = 400;

/** Whether a class may have these days. It has an end, so that no code opens for ever. Pure. */
export const fitsAClass = (first: string, last: string): boolean =>
  last >= first && Date.parse(last) - Date.parse(first) <= MOST_DAYS * 86_400_000;

/**
 * Whether a class that was opened on a day may have sheets of another. It may be entered after it was held, by as many days as a class may last; a day before that is a
 * day written wrongly, or of another class. Pure.
 */
export const mayBeOfClass = (sheets: string, openedOn: string): boolean =>
  Date.parse(openedOn) - Date.parse(sheets) <= MOST_DAYS * 86_400_000;
