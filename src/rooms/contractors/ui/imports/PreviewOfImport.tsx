import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { ImportPreview } from '../../imports/import.schema.ts';
import { LABOURS } from '../../register/contract.rules.ts';
import { translateContracts } from '../texts.ts';

const SHOWN = 50;
type Field = ImportPreview['changes'][number]['fields'][number]['field'];

/** What an import would do: counts, each changed field, and every fault by row and column. */
export function PreviewOfImport({ seen }: { seen: ImportPreview }) {
  const t = useTranslations(translateContracts);
  const locale = useLocale();
  const describe = (field: Field, text: string) => {
    if (text === '') return t('unknown');
    if (field === 'value') return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(Number(text));
    const labour = field === 'labour' && LABOURS.find((one) => one === text);
    if (labour) return t(`labour.${labour}`);
    if (text === 'true' || text === 'false') return t(text === 'true' ? 'yes' : 'no');
    return /^\d{4}-\d\d-\d\d$/.test(text) ? formatDay(locale, text) : text;
  };
  return (
    <div aria-live="polite" className="import-preview">
      <Section level={3} title={t('import.preview')} side={t('import.nothing-yet')}>
        <KeyValues
          items={(['added', 'changed', 'unchanged', 'firms', 'unchangedFirms', 'faultyRows'] as const).map((name) => ({
            ...{ key: name, name: t(`import.${name}`), value: seen[name] },
          }))}
        />
        {seen.changes.slice(0, SHOWN).map(({ line, number, fields }) => (
          <p key={line} className="small import-change">
            <b>{number}</b>{' '}
            {fields
              .map(({ field, was, is }) =>
                t('import.field', { field: t(`field.${field}`), was: describe(field, was), is: describe(field, is) }),
              )
              .join(' · ')}
          </p>
        ))}
        {seen.changed > SHOWN && <p className="small muted">{t('import.more-changes', { n: seen.changed - SHOWN })}</p>}
      </Section>
      {seen.unlinkedCount > 0 && (
        <div className="note problem">
          <p>{t('import.unlinked', { n: seen.unlinkedCount })}</p>
          <p>{t('import.unlinked-then')}</p>
          <p className="small">
            {seen.unlinked.slice(0, SHOWN).join(', ')}
            {seen.unlinkedCount > SHOWN && ` ${t('import.more-unlinked', { n: seen.unlinkedCount - SHOWN })}`}
          </p>
        </div>
      )}
      {seen.faultCount > 0 && (
        <Section level={3} title={t('import.faults', { n: seen.faultCount })}>
          <ul>
            {seen.faults.slice(0, SHOWN).map(({ line, column, reason }) => (
              <li key={`${line} ${column} ${reason}`} className="small">
                <b>{column === '' ? t('import.line', { line }) : t('import.place', { line, column })}</b> {reason}
              </li>
            ))}
          </ul>
          {seen.faultCount > SHOWN && <p className="small muted">{t('import.more-faults', { n: seen.faultCount - SHOWN })}</p>}
        </Section>
      )}
    </div>
  );
}
