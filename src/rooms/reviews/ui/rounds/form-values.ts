/** For `register` of a form: an empty field means unknown, so it becomes null and not an empty text. */
export const emptyIsNull = { setValueAs: (value: string | null) => (value === null || value.trim() === '' ? null : value.trim()) };
