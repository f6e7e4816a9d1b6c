import type { ReactNode } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import type { Difference } from '../../editions/edition.schema.ts';
import { translateEditions } from '../../editions/texts.ts';
import { usePolicyWords } from '../policy-words.ts';

const FIELDS = [
  ...(['clause', 'title', 'short', 'statement', 'action', 'owners', 'strength', 'evidence'] as const),
  ...(['recurrence', 'freshness', 'breach', 'origin', 'reconstructed', 'confidence'] as const),
];

/** What an edition adds, changes and removes: clauses, obligations, values of parameters. */
export function EditionDifference({ difference: { from, clauses, obligations, parameters } }: { difference: Difference }) {
  const t = useTranslations(translateEditions);
  const locale = useLocale();
  const fieldWords = (fields: readonly string[]) =>
    FIELDS.flatMap((name) => (fields.includes(name) ? [t(`field.${name}`)] : [])).join(', ');
  const { value } = usePolicyWords();
  const day = (text: string) => formatDay(locale, text);
  const row = ({ id, title }: Difference['clauses']['added'][number]) => t('row', { id, title: title[locale] });
  const parts = [
    { of: 'clauses', name: 'added', rows: clauses.added.map(row) },
    { of: 'clauses', name: 'changed', rows: clauses.changed.map(row) },
    { of: 'clauses', name: 'removed', rows: clauses.removed.map(row) },
    { of: 'obligations', name: 'added', rows: obligations.added.map(row) },
    {
      ...({ of: 'obligations', name: 'changed' } as const),
      rows: obligations.changed.map(({ id, title, fields, carries }) =>
        t('row-fields', { id, title: title[locale], fields: fieldWords(fields), carries: t(`carries.${carries}`) }),
      ),
    },
    { of: 'obligations', name: 'removed', rows: obligations.removed.map(row), note: t('removed-note') },
    {
      ...({ of: 'parameters', name: 'added' } as const),
      rows: parameters.added.map((one) => t('row-value', { title: one.title[locale], value: value(one) })),
    },
    {
      ...({ of: 'parameters', name: 'changed' } as const),
      rows: parameters.changed.map((one) =>
        t('row-values', { title: one.title[locale], was: value({ ...one, value: one.was }), value: value(one) }),
      ),
    },
    { of: 'parameters', name: 'removed', rows: parameters.removed.map(({ title }) => title[locale]) },
    {
      ...({ of: 'parameters', name: 'hold' } as const),
      rows: parameters.hold.map((one) => t('row-hold', { title: one.title[locale], value: value(one), day: day(one.fromDay) })),
      note: t('hold-note'),
    },
    {
      ...({ of: 'parameters', name: 'end' } as const),
      rows: parameters.end.map((one) =>
        t('row-end', { title: one.title[locale], value: value(one), day: day(one.fromDay), own: value({ ...one, value: one.own }) }),
      ),
      note: t('end-note'),
    },
  ] as const satisfies readonly Part[];
  const visible = parts.filter(({ rows }) => rows.length > 0);
  return (
    <div className="edition-difference">
      <h3>{t('difference')}</h3>
      <p className="small muted">{t('difference.from', { id: from })}</p>
      {visible.length === 0 && <p>{t('difference.none')}</p>}
      {(['clauses', 'obligations', 'parameters'] as const).map((of) => (
        <Group key={of} title={t(`of.${of}`)} parts={visible.filter((part) => part.of === of)} name={(name) => t(name)} />
      ))}
    </div>
  );
}

type Part = {
  of: 'clauses' | 'obligations' | 'parameters';
  name: 'added' | 'changed' | 'removed' | 'hold' | 'end';
  rows: readonly string[];
  note?: string;
};

function Group({ title, parts, name }: { title: string; parts: readonly Part[]; name: (part: Part['name']) => string }): ReactNode {
  if (parts.length === 0) return null;
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <dl>
        {parts.map((part) => (
          <div key={part.name}>
            <dt>{name(part.name)}</dt>
            <dd>
              <ul>
                {part.rows.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
              {part.note && <p className="small muted">{part.note}</p>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
