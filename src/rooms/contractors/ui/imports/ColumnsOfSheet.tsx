import { useTranslations } from '#web/client/language.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { Section } from '#web/kit/Section.tsx';
import {
  type ColumnMapping,
  DAY_ORDERS,
  DECIMAL_SIGNS,
  IMPORT_COLUMNS,
  type ImportColumn,
  REQUIRED_COLUMNS,
} from '../../imports/columns.rules.ts';
import type { ImportPreview } from '../../imports/import.schema.ts';
import { translateContracts } from '../texts.ts';

const isRequired = (column: ImportColumn) => (REQUIRED_COLUMNS as readonly string[]).includes(column);

/** Which heading of the sheet holds which column of the register, and how its days and amounts are written. Every choice reads the sheet again. */
export function ColumnsOfSheet({ seen, change }: { seen: ImportPreview; change: (mapping: ColumnMapping) => void }) {
  const t = useTranslations(translateContracts);
  const { mapping, headings } = seen;
  const used = IMPORT_COLUMNS.filter((column) => mapping.columns[column] !== undefined || isRequired(column));
  const choice = (column: ImportColumn) => (
    <SelectField
      key={column}
      id={`column-${column}`}
      label={t(`field.${column}`)}
      error={isRequired(column) && mapping.columns[column] === undefined ? t('import.column-needed') : undefined}
      value={mapping.columns[column] ?? ''}
      onChange={({ target: { value } }) => {
        const { [column]: _, ...others } = mapping.columns;
        change({ ...mapping, columns: value === '' ? others : { ...others, [column]: value } });
      }}
    >
      <option value="">{t('import.no-column')}</option>
      {headings.map((heading) => (
        <option key={heading}>{heading}</option>
      ))}
    </SelectField>
  );
  const remembered = seen.guessesNew ? 'import.remembered-and-guessed' : 'import.remembered';
  const origin = seen.isRemembered ? remembered : 'import.guessed';
  return (
    <Section level={3} title={t('import.columns')} side={t(origin)}>
      <div className="form">
        {used.map(choice)}
        <SelectField
          label={t('import.days')}
          value={mapping.days ?? ''}
          onChange={({ target: { value } }) => change({ ...mapping, days: DAY_ORDERS.find((one) => one === value) ?? null })}
        >
          <option value="">{t('import.not-said')}</option>
          {DAY_ORDERS.map((one) => (
            <option key={one} value={one}>
              {t(`import.${one}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('import.decimal')}
          value={mapping.decimal ?? ''}
          onChange={({ target: { value } }) => change({ ...mapping, decimal: DECIMAL_SIGNS.find((one) => one === value) ?? null })}
        >
          <option value="">{t('import.not-said')}</option>
          {DECIMAL_SIGNS.map((one) => (
            <option key={one} value={one}>
              {t(`import.${one}`)}
            </option>
          ))}
        </SelectField>
        {used.length < IMPORT_COLUMNS.length && (
          <details>
            <summary>{t('import.more-columns')}</summary>
            {IMPORT_COLUMNS.filter((column) => !used.includes(column)).map(choice)}
          </details>
        )}
      </div>
    </Section>
  );
}
