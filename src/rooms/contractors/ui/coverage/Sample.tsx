import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { type AnswerOf, fileAddress, get } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { saveFile } from '#web/kit/table/csv-file.ts';
import { STRATA, type Strata } from '../../coverage/sample/strata.rules.ts';
import { translateFiles } from '../documents/texts.ts';
import { translateContracts } from '../texts.ts';
import { sampleJson } from './sample-json.ts';
import { translateCoverage } from './texts.ts';

type Sample = NonNullable<AnswerOf<'/contract-sample'>['sample']>;
const SIZES = [5, 10, 20, 50];
/** The strata with a name; the others are codes of operations. */
const NAMED = ['value-unknown', 'up-to-100000', 'up-to-1000000', 'up-to-10000000', 'over-10000000', 'no-operation'] as const;
const isNamed = (key: string): key is (typeof NAMED)[number] => (NAMED as readonly string[]).includes(key);

/** A sample of running contracts for an inspector: drawn by the log, so that nobody chooses it, with the evidence of each, printable and as a file. */
export function Sample({ parties }: { parties: readonly { id: string; name: { en: string; fr: string } }[] }) {
  const t = useTranslations(translateCoverage);
  const locale = useLocale();
  const { exercise } = useSession();
  const [size, setSize] = useState(10);
  const [partyId, setParty] = useState(parties[0]!.id);
  const [by, setBy] = useState<Strata>('none');
  // The file has what is shown, also after another choice.
  const draw = useWrite(async () => {
    const input = { partyId, size, by };
    return { input, ...(await get('/contract-sample', input)) };
  });
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
        <SelectField
          label={t('sample.by')}
          value={by}
          onChange={(event) => setBy(STRATA.find((one) => one === event.target.value) ?? 'none')}
        >
          {STRATA.map((one) => (
            <option key={one} value={one}>
              {t(`sample.by-${one}`)}
            </option>
          ))}
        </SelectField>
        <Button waiting={draw.isPending} onClick={() => draw.mutate({})}>
          {t('sample.draw')}
        </Button>
        {sample && (
          <>
            <FileLink href={fileAddress('/contract-sample.xlsx', { ...draw.data!.input, lang: locale })}>{t('sample.pack')}</FileLink>
            <Button
              onClick={() =>
                saveFile(`${exercise ? 'EXERCISE-' : ''}contract-sample-${sample.checkpoint.day}.json`, sampleJson(sample, exercise))
              }
            >
              {t('sample.save')}
            </Button>
          </>
        )}
      </p>
      {draw.error && <ProblemNote error={draw.error} />}
      {draw.data && !sample && <p className="note">{t('sample.no-checkpoint')}</p>}
      {sample && <Drawn sample={sample} />}
    </Section>
  );
}

function Drawn({ sample: { rule, by, strata, checkpoint, of, frame, contracts } }: { sample: Sample }) {
  const t = useTranslations(translateCoverage);
  const words = useTranslations(translateContracts);
  const files = useTranslations(translateFiles);
  const nameOf = (key: string) => (isNamed(key) ? t(`stratum.${key}`) : key);
  const locale = useLocale();
  return (
    <>
      <p className="small muted sample-hash">
        {t('sample.says', { n: contracts.length, of, rule, size: checkpoint.size, day: formatDay(locale, checkpoint.day), frame })}
        <br />
        {t('sample.again')}
      </p>
      {by !== 'none' && (
        <ul>
          {strata.map(({ key, numbers, drawn }) => (
            <li key={key}>{t('sample.stratum', { stratum: nameOf(key), drawn, of: numbers.length })}</li>
          ))}
        </ul>
      )}
      <ol className="sample-list">
        {contracts.map(({ number, contractor, coverage, stratum, provisions }) => (
          <li key={number}>
            <b>{number}</b> {contractor} · {words(`coverage.${coverage}`)}
            {by !== 'none' && ` · ${nameOf(stratum)}`}
            <ul>
              {provisions.every(({ evidence }) => evidence.length === 0) && <li className="muted">{t('sample.no-evidence')}</li>}
              {provisions.flatMap(({ id, title, evidence }) =>
                evidence.map(({ state, decided, file, sha256, page, quote, entered, from, by: person, at }) => (
                  <li key={`${sha256} ${id}`} className="small">
                    {title[locale] ?? title.en}: {files(`state.${decided ?? state}`)}.{' '}
                    {decided !== null && decided !== state && `${t('sample.program', { state: files(`state.${state}`) })} `}
                    {page === null ? file : t('sample.page', { file, page })} {quote !== null && <q>{quote}</q>}{' '}
                    {entered && `${files('entered')} `}
                    {from !== null && `${t('sample.from', { file: from.file })} `}
                    {at === null ? t('sample.undecided') : t('sample.decided', { by: person ?? t('by.hidden') })}
                    {at !== null && <DateText date={at.slice(0, 10)} />} <span className="muted sample-hash">{sha256}</span>
                  </li>
                )),
              )}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}
