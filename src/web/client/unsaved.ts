const written = new Map<string, unknown>();

/**
 * Input that the server has not accepted yet, by its place; the key begins with the person it belongs to. It is held in the memory of this tab: it survives its
 * part of the page and an expired session, but neither closing the tab nor signing out.
 */
export const unsaved = {
  at: <Words>(place: string): Words | undefined => written.get(place) as Words | undefined,
  store: (place: string, words: unknown): void => void written.set(place, words),
  drop: (place: string): void => void written.delete(place),
  isEmpty: (): boolean => written.size === 0,
  /** Whether some place that begins so holds input. */
  isWithin: (start: string): boolean => [...written.keys()].some((place) => place.startsWith(start)),
  clear: (): void => written.clear(),
};
