/** The most days a class may last. */
export const MAX_DAYS = 400;

/** Whether a class may have these days. It must end, so that no code works forever. Pure. */
export const isClassPeriod = (first: string, last: string): boolean =>
  last >= first && Date.parse(last) - Date.parse(first) <= MAX_DAYS * 86_400_000;

/**
 * Whether a class opened on one day may have sheets of another day. It may be entered after it was held, by at most as many days as a class may last. An
 * earlier day is a mistake, or belongs to another class. Pure.
 */
export const isSheetOfClass = (sheets: string, openedOn: string): boolean =>
  Date.parse(openedOn) - Date.parse(sheets) <= MAX_DAYS * 86_400_000;
