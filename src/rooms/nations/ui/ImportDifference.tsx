import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ImportPreview } from '../treaties/import.schema.ts';
import { CONFIDENCES, type Instrument, TREATY_STATUSES } from '../treaties/treaty-words.rules.ts';
import { nationOf, tableQuery } from './treaty-data.ts';
import { useTreatyWords } from './treaty-words.ts';

type Preview = z.infer<typeof ImportPreview>;
type Field =
  | 'status'
  | 'signatureDate'
  | 'actionKind'
  | 'actionDate'
  | 'inForce'
  | 'asOf'
  | 'confidence'
  | 'source'
  | 'crosscheck'
  | 'note';

/** Preview of an import: unreadable rows, then changed, new, skipped and equal ones. */
export function ImportDifference({ preview }: { preview: Preview }) {
  const words = useTreatyWords();
  const { t } = words;
  const table = useQuery(tableQuery).data;
  const row = ({ iso2, instrument }: { iso2: string; instrument: Instrument }) =>
    `${nationOf(table, iso2)?.name[words.locale] ?? iso2}, ${words.instrument(instrument)}`;
  // Codes of the table are shown as words; dates and sources unchanged.
  const value = (field: string, text: string | null) => {
    if (text === null) return t('ui.nothing');
    const status = field === 'status' && TREATY_STATUSES.find((one) => one === text);
    const confidence = field === 'confidence' && CONFIDENCES.find((one) => one === text);
    return status ? words.status(status) : confidence ? words.confidence(confidence) : text;
  };
  return (
    <div className="treaty-difference">
      <h3>{t('ui.difference')}</h3>
      {preview.faults.length > 0 && (
        <div className="note problem" role="alert">
          <p>
            <b>{t('ui.faults', { n: preview.faults.length })}</b>
          </p>
          <ul>
            {preview.faults.map((fault) => (
              <li key={`${fault.line} ${fault.code} ${fault.reason}`}>{t('ui.fault', { line: fault.line, reason: fault.reason })}</li>
            ))}
          </ul>
        </div>
      )}
      {preview.changed.length > 0 && (
        <>
          <h4>{t('ui.changed', { n: preview.changed.length })}</h4>
          <ul>
            {preview.changed.map((one) => (
              <li key={row(one)}>
                <b>{row(one)}</b>
                {one.changes.map((change) => (
                  <span key={change.field} className="treaty-change">
                    {t(`ui.field.${change.field as Field}`)}: <del>{value(change.field, change.from)}</del>{' '}
                    <span aria-hidden="true">→</span> <ins>{value(change.field, change.to)}</ins>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {preview.added.length > 0 && (
        <>
          <h4>{t('ui.added', { n: preview.added.length })}</h4>
          <ul>
            {preview.added.map((one) => (
              <li key={row(one)}>
                {row(one)}: {value('status', one.status)}
              </li>
            ))}
          </ul>
        </>
      )}
      {preview.unapplied.length > 0 && (
        <>
          <h4>{t('ui.kept', { n: preview.unapplied.length })}</h4>
          <ul>
            {preview.unapplied.map((one) => (
              <li key={row(one)}>
                {row(one)}: {t(`ui.kept.${one.reason}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="muted">{t('ui.unchanged', { n: preview.unchanged })}</p>
    </div>
  );
}
