import { AppError } from '#kernel/errors.ts';
import '../errors.ts';

/** The supported versions of the specification, each by its newest patch. */
export const VERSIONS = ['1.0.3', '2.0.0'] as const;
export type Version = (typeof VERSIONS)[number];

/** An unchecked object, as received. */
export type Raw = Record<string, unknown>;

/**
 * Hand-written checks, one function for each kind of object: a statement has some thirty nested objects, and one request often holds ten statements.
 * Each check throws a refusal with the place of the fault. Building the place of every object costs as much as checking it, so places are built only on
 * demand: if the outermost place is empty, so are those inside (`checkStatement` checks a second time to find the place of a fault).
 */
export type Check = (value: unknown, at: string, version: Version) => void;

export const missing = (at: string) => new AppError('lrs/missing', { at });
export const wrong = (at: string, form: string) => new AppError('lrs/wrong-form', { at, form });
export const notTogether = (at: string) => new AppError('lrs/not-together', { at });

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The place of a property inside another place. */
export const inside = (at: string, name: string | number) => (at === '' ? '' : `${at}.${name}`);

/** Requires an object here. */
export function objectAt(value: unknown, at: string): Raw {
  if (!isRaw(value)) throw wrong(at, '{}');
  return value;
}

/** Whether an object has a property of its own. */
export const has = (object: Raw, name: string) => Object.hasOwn(object, name);

/** Requires an object with these properties, each with its own check: no others, and none of the `needed` missing. */
export function shaped(properties: Readonly<Record<string, Check>>, needed: readonly string[] = []) {
  const known = new Map(Object.entries(properties));
  return (value: unknown, at: string, version: Version): Raw => {
    const object = objectAt(value, at);
    for (const name in object) {
      const check = known.get(name);
      if (check === undefined) throw new AppError('lrs/unknown-property', { at: `${at}.${placeOf(name)}` });
      check(object[name], inside(at, name), version);
    }
    for (const name of needed) if (!has(object, name)) throw missing(`${at}.${name}`);
    return object;
  };
}

/** A property name from the sender is not repeated in full. */
const placeOf = (name: string) => (/^[\w-]{1,40}$/.test(name) ? name : '?');

/** A string of this form. */
export const textOf =
  (fits: (text: string) => boolean, form: string): Check =>
  (value, at) => {
    if (typeof value !== 'string' || !fits(value)) throw wrong(at, form);
  };
export const anyText: Check = textOf(() => true, 'string');

export const exactly = (word: string): Check => textOf((text) => text === word, word);
export const oneOf = (words: readonly string[]): Check => textOf((text) => words.includes(text), words.join(' | '));

export const flag: Check = (value, at) => {
  if (typeof value !== 'boolean') throw wrong(at, 'true | false');
};
export const number: Check = (value, at) => {
  if (typeof value !== 'number') throw wrong(at, 'number');
};

/** A list whose items pass the check. */
export const listOf =
  (check: Check): Check =>
  (value, at, version) => {
    if (!Array.isArray(value)) throw wrong(at, '[]');
    for (let index = 0; index < value.length; index++) check(value[index], inside(at, index), version);
  };
