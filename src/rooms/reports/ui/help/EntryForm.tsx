import { zodResolver } from '@hookform/resolvers/zod';
import { type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { useCalendarWords, WEEK } from '#rooms/parties/ui/calendar-data.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import { HELP_KINDS } from '../../help/help.rules.ts';
import { HelpFields } from '../../help/help.schema.ts';
import { type HelpEntry, useHelpWrite } from './help-data.ts';
import { translateHelpDesk } from './texts.ts';

type Values = z.output<typeof HelpFields>;
type Name = Exclude<keyof Values, 'name' | 'about'> | 'name.en' | 'name.fr' | 'about.en' | 'about.fr';
type Facts = { form: UseFormReturn<Values>; kinds: Option[]; free: Option[]; weekday: (day: number) => string };

const FIELDS: FieldTable<Name, TextKey<typeof translateHelpDesk>, Facts> = [
  { name: 'kind', kind: 'choice', label: 'form.kind', options: ({ kinds }) => kinds },
  { name: 'name.en', kind: 'line', label: 'form.name-en', half: true, attributes: { maxLength: 100 } },
  { name: 'name.fr', kind: 'line', label: 'form.name-fr', half: true, attributes: { maxLength: 100, lang: 'fr' } },
  { name: 'about.en', kind: 'lines', label: 'form.about-en', hint: 'form.about-hint', attributes: { maxLength: 240, rows: 2 } },
  { name: 'about.fr', kind: 'lines', label: 'form.about-fr', attributes: { maxLength: 240, rows: 2, lang: 'fr' } },
  { name: 'phone', kind: 'line', label: 'form.phone', hint: 'form.phone-hint', attributes: { type: 'tel', maxLength: 31 } },
  {
    ...{ name: 'days', kind: 'own', label: 'form.days' },
    draw: ({ label, hint, error }, { form, weekday }) => (
      <Days
        label={label}
        hint={hint}
        error={error}
        days={form.watch('days')}
        weekday={weekday}
        set={(days) => form.setValue('days', days)}
      />
    ),
    hint: 'form.days-hint',
  },
  { name: 'opens', kind: 'line', label: 'form.opens', hint: 'form.opens-hint', half: true, attributes: { maxLength: 5 } },
  { name: 'closes', kind: 'line', label: 'form.closes', hint: 'form.closes-hint', half: true, attributes: { maxLength: 5 } },
  {
    ...{ name: 'languages', kind: 'line', label: 'form.languages', hint: 'form.languages-hint' },
    toValue: (text) => text.split(/[\s,;]+/).filter((tag) => tag !== ''),
  },
  {
    ...{ name: 'free', kind: 'choice', label: 'form.free', none: 'form.free-unknown', options: ({ free }) => free },
    toValue: (text) => text === 'true',
  },
  { name: 'source', kind: 'lines', label: 'form.source', hint: 'form.source-hint', attributes: { maxLength: 500, rows: 2 } },
];

const NEW: Values = {
  ...{ kind: 'help-line', name: { en: '', fr: '' }, about: { en: '', fr: '' }, phone: '', days: null, opens: null, closes: null },
  ...{ languages: [], free: null, source: '' },
};

/** A new number near a place, or a change of one. Another number must be tried again. */
export function EntryForm({ close, done, ...of }: { close: () => void; done: () => void } & ({ placeId: string } | { entry: HelpEntry })) {
  const t = useTranslations(translateHelpDesk);
  const { weekday } = useCalendarWords();
  const entry = 'entry' in of ? of.entry : undefined;
  const { kind, name, about, phone, days, opens, closes, languages, free, source } = entry ?? NEW;
  const form = useForm<Values>({
    resolver: zodResolver(HelpFields) as unknown as Resolver<Values>,
    defaultValues: { kind, name, about, phone, days, opens, closes, languages, free, source },
  });
  const save = useHelpWrite(
    (input: Values, key) =>
      'entry' in of
        ? send('PUT /help-entries/:entryId', { entryId: of.entry.id, version: of.entry.version, ...input }, key)
        : send('POST /help-places/:placeId/entries', { placeId: of.placeId, ...input }, key),
    done,
  );
  const facts = {
    ...{ form, weekday, kinds: HELP_KINDS.map((value) => ({ value, text: t(`kind.${value}`) })) },
    free: (['true', 'false'] as const).map((value) => ({ value, text: t(`form.free-${value}`) })),
  };
  const stale = isStale(save.error);
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: HelpFields, t, facts, problem: stale ? null : save.error });
  const title = t(entry === undefined ? 'entry.add' : 'entry.change');
  return (
    <form className="panel form" noValidate aria-label={title} onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      {stale && (
        <StaleNote
          rows={[{ key: 'phone', name: t('form.phone'), current: entry?.phone, yours: form.getValues('phone') }]}
          load={() => save.reset()}
        />
      )}
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('save')} waiting={save.isPending} close={close} />
    </form>
  );
}

function Days({
  label,
  hint,
  error,
  days,
  weekday,
  set,
}: {
  label: string;
  hint: string | undefined;
  error: string | undefined;
  days: readonly number[] | null;
  weekday: (day: number) => string;
  set: (days: number[] | null) => void;
}) {
  const chosen = days ?? [];
  const change = (day: number, on: boolean) => {
    const next = on ? [...chosen, day] : chosen.filter((one) => one !== day);
    set(next.length === 0 ? null : next);
  };
  return (
    <fieldset className="field">
      <legend className="label">{label}</legend>
      <p className="small muted">{hint}</p>
      {error && <p className="small error">{error}</p>}
      <div className="choices">
        {WEEK.map((day) => (
          <label key={day}>
            <input type="checkbox" checked={chosen.includes(day)} onChange={({ target }) => change(day, target.checked)} /> {weekday(day)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
