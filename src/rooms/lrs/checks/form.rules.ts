import { AppError } from '#kernel/errors.ts';
import '../errors.ts';

/** The versions of the specification that are spoken here, each by its newest. */
export const VERSIONS = ['1.0.3', '2.0.0'] as const;
export type Version = (typeof VERSIONS)[number];

/** An object as it came, of which nothing is known yet. */
export type Raw = Record<string, unknown>;

/**
 * Checks written by hand, one function for each kind of object: a statement has some thirty of them in levels, and ten statements come in one request. Each
 * throws the refusal with the place, which rules upward turn into nothing else. To say where each of them stands costs as much as to look at it, so that places are only
 * made where they are wanted: where the outermost is empty, so are those inside (`checkStatement` asks again for the place of a fault).
 */
export type Check = (value: unknown, at: string, version: Version) => void;

export const missing = (at: string) => new AppError('lrs/missing', { at });
export const wrong = (at: string, form: string) => new AppError('lrs/wrong-form', { at, form });
export const notTogether = (at: string) => new AppError('lrs/not-together', { at });

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The place of what stands inside another. */
export const inside = (at: string, name: string | number) => (at === '' ? '' : `${at}.${name}`);

/** The object that must stand here. */
export function objectAt(value: unknown, at: string): Raw {
  if (!isRaw(value)) throw wrong(at, '{}');
  return value;
}

/** Whether an object has a property of its own. */
export const has = (object: Raw, name: string) => Object.hasOwn(object, name);

/** An object with these properties, each by its own check; none else, and none of the `needed` left out. */
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

/** What a sender calls a property of their own is not repeated whole. */
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

/** A list, each by its check. */
export const listOf =
  (check: Check): Check =>
  (value, at, version) => {
    if (!Array.isArray(value)) throw wrong(at, '[]');
    for (let index = 0; index < value.length; index++) check(value[index], inside(at, index), version);
  };
