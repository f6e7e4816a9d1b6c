import type { ComponentProps, ReactNode } from 'react';

/** One choice of a select or of radio buttons. Options with a `group` are listed below its name. */
export type Option = { readonly value: string; readonly text: string; readonly group?: string };

/** What a field with a control of its own must show. */
export type OwnField = {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
};

type Attributes = Pick<
  ComponentProps<'input'> & ComponentProps<'textarea'>,
  'autoCapitalize' | 'autoComplete' | 'autoFocus' | 'defaultValue' | 'inputMode' | 'lang' | 'max' | 'maxLength' | 'min' | 'rows' | 'type'
>;

type Kind<Key, Facts> =
  // One line, several lines, a date as exactly as known, a whole day with the calendar of the browser, a number.
  | { readonly kind: 'line' | 'lines' | 'date' | 'day' | 'number' }
  // A list or radio buttons. `none` names the option that chooses nothing.
  | { readonly kind: 'choice' | 'radio'; readonly options: (facts: Facts) => readonly Option[]; readonly none?: Key }
  // A control of the form's own, such as a file.
  | { readonly kind: 'own'; readonly draw: (field: OwnField, facts: Facts) => ReactNode };

/**
 * One field of a form. `Key` are the text keys of the page; `Facts` are what options and visibility depend on. What a value must be is not said here: the schema
 * of the route says it.
 */
export type Field<Name extends string, Key extends string, Facts> = Kind<Key, Facts> & {
  readonly name: Name;
  readonly label: Key;
  readonly hint?: Key | ((facts: Facts) => Key | undefined);
  /** Shown only then. */
  readonly when?: (facts: Facts) => boolean;
  /** Next to the next half field, where there is room. */
  readonly half?: true;
  /** Fields that follow each other with the same group are framed below its legend. */
  readonly group?: { readonly legend: Key; readonly hint: Key };
  /** Converts what was typed, unless it is empty. */
  readonly toValue?: (text: string) => unknown;
  /** Set where the field must be filled although the schema lets it be left out, because a rule over several fields requires it. */
  readonly required?: true;
  /** Called after the person changed the field. */
  readonly changed?: (facts: Facts) => void;
  readonly attributes?: Attributes | ((facts: Facts) => Attributes);
};

/** The fields of a form, in the order of the page. A form of more than five fields has one (test/form-fields.test.ts). */
export type FieldTable<Name extends string, Key extends string, Facts = null> = readonly Field<Name, Key, Facts>[];

/** The keys of the texts of a folder: `TextKey<typeof translateReviews>`. */
export type TextKey<Texts extends (locale: never, key: never) => string> = Parameters<Texts>[1];

type Part = { safeParse(value: unknown): { success: boolean }; shape?: Readonly<Record<string, Part>>; unwrap?: () => Part };

/** The part of a schema at a path such as `name.en`. An optional object is entered. */
function partAt(schema: Part, path: string): Part | undefined {
  return path.split('.').reduce<Part | undefined>((level, step) => (level?.shape ?? level?.unwrap?.().shape)?.[step], schema);
}

/** What an empty field means to the schema: null where it accepts null, nothing where the field may be left out, otherwise an empty text. */
export function emptyValue(schema: Part, path: string): '' | null | undefined {
  const part = partAt(schema, path);
  if (part?.safeParse(null).success) return null;
  return part?.safeParse(undefined).success ? undefined : '';
}

/** Whether the schema refuses an empty field. */
export function isRequired(schema: Part, path: string): boolean {
  const part = partAt(schema, path);
  return part !== undefined && !part.safeParse(emptyValue(schema, path)).success;
}
