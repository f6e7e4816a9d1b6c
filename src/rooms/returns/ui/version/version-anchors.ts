/** The id of a section of a submitted version on its page, or of one of its pages. */
export const anchorOf = (sectionId: string, page?: number): string => `signed-${sectionId}${page === undefined ? '' : `-${page}`}`;
