import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import type { GivenProvision, Provision } from '../../answers/provisions/provision.schema.ts';
import { translateProvisions } from '../../answers/provisions/texts.ts';
import type { FormBack } from '../../return.schema.ts';
import { ProvisionText } from '../questions/provisions/ProvisionText.tsx';
import { translateReturns } from '../texts.ts';

type LawChange = FormBack['law'][number];

/** The provisions of a form that differ from those recorded, to select or skip. */
export function LawDifferences({
  law,
  nameOf,
  left,
  put,
}: {
  law: readonly LawChange[];
  /** The number of a question. */
  nameOf: (questionId: string) => string;
  left: ReadonlySet<LawChange>;
  put: (left: Set<LawChange>) => void;
}) {
  const t = useTranslations(translateReturns);
  const tLaw = useTranslations(translateProvisions);
  return (
    <DataTable
      caption={tLaw('title')}
      rowKey={(one) => String(law.indexOf(one))}
      columns={[
        {
          key: 'question',
          head: tLaw('title'),
          cell: ({ given, overtaken }: LawChange) => (
            <>
              {nameOf(given.questionId)}
              {overtaken && <span className="small muted form-mark">{t('form.overtaken')}</span>}
            </>
          ),
        },
        {
          key: 'before',
          head: t('version.before'),
          cell: ({ before }) => (before === null ? <p className="muted">{tLaw('change.none')}</p> : <ProvisionText provision={before} />),
        },
        { key: 'file', head: t('form.in-file'), cell: ({ given }) => <ProvisionText provision={shown(given)} /> },
        {
          key: 'take',
          head: t('form.import-it'),
          cell: (one) => (
            <input
              type="checkbox"
              aria-label={tLaw('import-one', { provision: `${one.given.law}, ${one.given.paragraph}` })}
              checked={!left.has(one)}
              onChange={(event) => put(new Set(event.target.checked ? [...left].filter((other) => other !== one) : [...left, one]))}
            />
          ),
        },
      ]}
      groups={[{ key: 'all', rows: law }]}
      empty={null}
    />
  );
}

const shown = ({ questionId: _question, changes: _row, ...fields }: GivenProvision): Provision => ({
  ...fields,
  provisionId: '',
  instrument: '',
  article: '',
});
