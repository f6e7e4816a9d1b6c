/** Starts a word or sentence with a capital. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Starts a word with a small letter, as inside a sentence. */
export const lowered = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);
