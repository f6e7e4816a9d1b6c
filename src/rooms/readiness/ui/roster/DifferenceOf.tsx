import { formatDay, type Locale } from '#platform/texts/texts.ts';
import type { Category } from '#rooms/courses/curriculum/curriculum.schema.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Section } from '#web/kit/Section.tsx';
import type { CompletionsPreview } from '../../records/records.schema.ts';
import type { RosterPreview } from '../../roster/roster.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { translateRosterImports } from './texts.ts';

const SHOWN = 50;
type Field = RosterPreview['changes'][number]['fields'][number]['field'];

/** The old or new value of a field in words: dates in the usual format, category and presence by name, anything else as in the table. */
function describe(field: Field, text: string, locale: Locale): string {
  if (field === 'left') return translateRosterImports(locale, text === '' ? 'difference.here' : 'difference.left');
  if (text === '') return translateRosterImports(locale, 'difference.nothing');
  if (field === 'category') return translateReadinessDesk(locale, `category.${text as Category}`);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? formatDay(locale, text) : text;
}

/** Preview of a table import: counts, who changes and how, and the problems by line. */
export function DifferenceOf({
  what,
  seen,
  sum,
}: {
  what: 'roster' | 'completions';
  seen: readonly (RosterPreview | CompletionsPreview)[];
  sum: (name: string) => number;
}) {
  const t = useTranslations(translateReadinessDesk);
  const words = useTranslations(translateRosterImports);
  const locale = useLocale();
  const faults = seen.flatMap((one) => one.faults);
  const changes = seen.flatMap((one) => ('changes' in one ? one.changes : []));
  const counts =
    what === 'roster'
      ? (['roster.new', 'roster.changed', 'roster.unchanged'] as const)
      : (['completions.new', 'completions.known', 'completions.signed', 'completions.unsigned', 'completions.left'] as const);
  return (
    <div aria-live="polite">
      <Section level={3} title={words('difference.title')}>
        <ul className="difference-counts">
          {counts.map((name) => (
            <li key={name}>
              <b>{sum(name.split('.')[1]!)}</b> {words(`difference.${name}`, { n: sum(name.split('.')[1]!) })}
            </li>
          ))}
        </ul>
        {changes.slice(0, SHOWN).map(({ line, number, fields }) => (
          <p key={line} className="small">
            <b>{number}</b>{' '}
            {fields
              .map(({ field, was, is }) =>
                words('difference.field', {
                  field: t(`field.${field}`),
                  was: describe(field, was, locale),
                  is: describe(field, is, locale),
                }),
              )
              .join(' · ')}
          </p>
        ))}
      </Section>
      {sum('faultCount') > 0 && (
        <Section level={3} title={words('difference.faults', { n: sum('faultCount') })}>
          <ul>
            {faults.slice(0, SHOWN).map(({ line, column, reason }) => (
              <li key={`${line} ${column}`} className="small">
                <b>{words('difference.line', { line })}</b> {reason}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
