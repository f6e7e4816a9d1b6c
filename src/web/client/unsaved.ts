const written = new Map<string, unknown>();

/**
 * What somebody has written and the server has not taken yet, by its place, which begins with whose it is. In the memory of this tab alone: it outlives the part of
 * the page it was written in, and a session that ends meanwhile, but neither the tab nor signing out.
 */
export const unsaved = {
  at: <Words>(place: string): Words | undefined => written.get(place) as Words | undefined,
  keep: (place: string, words: unknown): void => void written.set(place, words),
  drop: (place: string): void => void written.delete(place),
  isEmpty: (): boolean => written.size === 0,
  forget: (): void => written.clear(),
};
