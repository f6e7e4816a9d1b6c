import { v7, validate } from 'uuid';

/** A new identifier: UUID version 7, so that rows of one table lie in the order they were made. */
export function newId(): string {
  return v7();
}

/** Whether a text has the form of a UUID. */
export function isId(text: string): boolean {
  return validate(text);
}
