import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { type AnswerOf, get } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { saveFile } from '#web/kit/table/csv-file.ts';
import { translateContracts } from '../texts.ts';
import { translateCoverage } from './texts.ts';

type Sample = NonNullable<AnswerOf<'/contract-sample'>['sample']>;
const SIZES = [5, 10, 20, 50];

/** A sample of running contracts for an inspector: drawn by the log, so that nobody chooses it, with the evidence of each, printable and as a file. */
export function Sample({ parties }: { parties: readonly { id: string; name: { en: string; fr: string } }[] }) {
  const t = useTranslations(translateCoverage);
  const locale = useLocale();
  const [size, setSize] = useState(10);
  const [partyId, setParty] = useState(parties[0]!.id);
  const draw = useWrite(() => get('/contract-sample', { partyId, size }));
  const sample = draw.data?.sample;
  return (
    <Section title={t('sample')} side={t('sample.side')}>
      <p className="sample-draw no-print">
        {parties.length > 1 && (
          <SelectField label={t('party')} value={partyId} onChange={(event) => setParty(event.target.value)}>
            {parties.map(({ id, name }) => (
              <option key={id} value={id}>
                {name[locale]}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField label={t('sample.size')} value={String(size)} onChange={(event) => setSize(Number(event.target.value))}>
          {SIZES.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </SelectField>
        <Button waiting={draw.isPending} onClick={() => draw.mutate({})}>
          {t('sample.draw')}
        </Button>
        {sample && (
          <Button onClick={() => saveFile(`contract-sample-${sample.checkpoint.day}.json`, JSON.stringify(sample, null, 2))}>
            {t('sample.save')}
          </Button>
        )}
      </p>
      {draw.error && <ProblemNote error={draw.error} />}
      {draw.data && !sample && <p className="note">{t('sample.no-checkpoint')}</p>}
      {sample && <Drawn sample={sample} />}
    </Section>
  );
}

function Drawn({ sample: { rule, checkpoint, of, frame, contracts } }: { sample: Sample }) {
  const t = useTranslations(translateCoverage);
  const words = useTranslations(translateContracts);
  const locale = useLocale();
  return (
    <>
      <p className="small muted sample-hash">
        {t('sample.says', { n: contracts.length, of, rule, size: checkpoint.size, day: formatDay(locale, checkpoint.day), frame })}
      </p>
      <ol className="sample-list">
        {contracts.map(({ number, contractor, coverage, evidence }) => (
          <li key={number}>
            <b>{number}</b> {contractor} · {words(`coverage.${coverage}`)}
            <ul>
              {evidence.length === 0 && <li className="muted">{t('sample.no-evidence')}</li>}
              {evidence.map(({ provision, file, sha256, page, quote, by, at }) => (
                <li key={`${sha256} ${provision}`} className="small">
                  {provision}: {page !== null && t('sample.page', { file, page })}
                  {quote !== null && <q>{quote}</q>} {at === null ? t('sample.undecided') : t('sample.by', { by: by ?? t('by.hidden') })}
                  {at !== null && <DateText date={at.slice(0, 10)} />} <span className="muted sample-hash">{sha256}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}
