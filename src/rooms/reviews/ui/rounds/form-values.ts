/** For `register` of a form: a field left empty is a thing nobody has said, null, not an empty text. */
export const emptyIsNull = { setValueAs: (value: string | null) => (value === null || value.trim() === '' ? null : value.trim()) };
