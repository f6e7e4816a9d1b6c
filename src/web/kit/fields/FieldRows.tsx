import type { ReactNode } from 'react';
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { DateField } from './DateField.tsx';
import { type Faults, useFaults } from './faults.ts';
import { emptyValue, type Field, type FieldTable, isRequired, type Option } from './field-table.ts';
import { RadioRow } from './RadioRow.tsx';
import { SelectField } from './SelectField.tsx';
import { TextArea } from './TextArea.tsx';
import { TextField } from './TextField.tsx';

type Words<Key extends string> = (key: Key) => string;

/**
 * Draws the fields of a form of react-hook-form from their table, and words its faults. The schema decides what an empty field means and which fields are
 * required. `const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema, t, facts, problem })`, then `<ErrorSummary faults={faults} />{rows}`.
 */
export function useFieldRows<Values extends FieldValues, Name extends FieldPath<Values>, Key extends string, Facts>({
  fields,
  form,
  schema,
  t,
  facts,
  problem,
}: {
  fields: FieldTable<Name, Key, Facts>;
  form: UseFormReturn<Values>;
  schema: z.ZodType;
  t: Words<Key>;
  facts: Facts;
  problem: unknown;
}): { faults: Faults; rows: ReactNode } {
  const visible = visibleFields(fields, facts);
  const faults = useFaults({ labels: labelsOf(visible, t), errors: form.formState.errors, problem });
  const wire = (field: Field<Name, Key, Facts>) => {
    const toValue = field.toValue ?? (field.kind === 'number' ? Number : (text: string) => text);
    const { changed } = field;
    // Of a field that is left out, the schema would report nothing before all other fields are valid.
    const empty = field.required ? '' : emptyValue(schema, field.name);
    return {
      'aria-required': (field.kind !== 'radio' && (field.required || isRequired(schema, field.name))) || undefined,
      ...form.register(field.name, {
        setValueAs: (typed: string | number | null | undefined) => {
          const text = `${typed ?? ''}`.trim();
          return text === '' ? empty : toValue(text);
        },
        ...(changed && { onChange: () => changed(facts) }),
      }),
    };
  };
  return { faults, rows: <FieldRows fields={visible} t={t} facts={facts} faults={faults} wire={wire} /> };
}

/** The fields of a table that are shown now. */
export function visibleFields<Name extends string, Key extends string, Facts>(fields: FieldTable<Name, Key, Facts>, facts: Facts) {
  return fields.filter(({ when }) => when?.(facts) ?? true);
}

/** The labels of fields by name, in the order of the page. */
export function labelsOf<Name extends string, Key extends string, Facts>(fields: FieldTable<Name, Key, Facts>, t: Words<Key>) {
  return Object.fromEntries(fields.map(({ name, label }) => [name, t(label)])) as Record<Name, string>;
}

/** The fields themselves. `wire` gives the attributes that connect a control to its form. */
export function FieldRows<Name extends string, Key extends string, Facts>({
  fields,
  t,
  facts,
  faults,
  wire,
}: {
  fields: FieldTable<Name, Key, Facts>;
  t: Words<Key>;
  facts: Facts;
  faults: Pick<Faults, 'of'>;
  wire: (field: Field<Name, Key, Facts>) => object;
}) {
  const draw = (field: Field<Name, Key, Facts>) => (
    <OneField key={field.name} field={field} t={t} facts={facts} error={faults.of(field.name)} wire={wire} />
  );
  return runsOf(fields, ({ group }) => group?.legend).map(([first, ...rest]) => {
    const rows = runsOf([first, ...rest], ({ half }) => half).map((row) =>
      row[0].half ? (
        <div className="field-pair" key={row[0].name}>
          {row.map(draw)}
        </div>
      ) : (
        row.map(draw)
      ),
    );
    if (!first.group) return rows;
    return (
      <fieldset key={first.group.legend}>
        <legend className="form-legend">{t(first.group.legend)}</legend>
        <p className="small muted">{t(first.group.hint)}</p>
        {rows}
      </fieldset>
    );
  });
}

// Neighbours that have the same mark stay together.
function runsOf<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): [Item, ...Item[]][] {
  const runs: [Item, ...Item[]][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last && keyOf(last[0]) === keyOf(item)) last.push(item);
    else runs.push([item]);
  }
  return runs;
}

function OneField<Name extends string, Key extends string, Facts>({
  field,
  t,
  facts,
  error,
  wire,
}: {
  field: Field<Name, Key, Facts>;
  t: Words<Key>;
  facts: Facts;
  error: string | undefined;
  wire: (field: Field<Name, Key, Facts>) => object;
}) {
  const hintKey = typeof field.hint === 'function' ? field.hint(facts) : field.hint;
  const words = { id: field.name, label: t(field.label), hint: hintKey && t(hintKey), error };
  if (field.kind === 'own') return field.draw({ ...words, hint: words.hint || undefined }, facts);
  const attributes = typeof field.attributes === 'function' ? field.attributes(facts) : field.attributes;
  const common = { ...words, ...attributes, ...wire(field) };
  switch (field.kind) {
    case 'lines':
      return <TextArea {...common} />;
    case 'date':
      return <DateField {...common} />;
    case 'radio':
      return <RadioRow {...common} choices={field.options(facts)} />;
    case 'choice':
      return (
        <SelectField {...common}>
          {field.none && <option value="">{t(field.none)}</option>}
          <Options options={field.options(facts)} />
        </SelectField>
      );
    default:
      return <TextField {...common} {...(field.kind === 'day' && { type: 'date' })} {...(field.kind === 'number' && { type: 'number' })} />;
  }
}

function Options({ options }: { options: readonly Option[] }) {
  return [...Map.groupBy(options, ({ group }) => group)].map(([group, some]) => {
    const listed = some.map(({ value, text }) => (
      <option key={value} value={value}>
        {text}
      </option>
    ));
    return group === undefined ? (
      listed
    ) : (
      <optgroup key={group} label={group}>
        {listed}
      </optgroup>
    );
  });
}
