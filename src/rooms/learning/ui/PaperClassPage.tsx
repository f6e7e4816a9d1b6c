import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { fileAddress, get } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FileLink } from '#web/kit/FileLink.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { classQuery } from './classes-data.ts';
import { PaperRows } from './papers/PaperRows.tsx';
import { translatePapersDesk } from './papers/texts.ts';

const FirstLooks = later(() => import('./papers/FirstLooks.tsx').then((file) => file.FirstLooks), null);
const PAPERS = ['slides', 'first-look', 'test', 'answer-sheet', 'key'] as const;

/** A class without phones: the pack to print, and a page on which all its sheets are entered. */
export default function PaperClassPage() {
  const { classId } = useParams({ strict: false }) as { classId: string };
  const t = useTranslations(translatePapersDesk);
  const locale = useLocale();
  const { data: view, error, refetch } = useQuery(classQuery(classId));
  const [chosen, setChosen] = useState('');
  const [chosenOperation, setOperation] = useState<string>();
  const [series, setSeries] = useState('1');
  const [corrected, setCorrected] = useState<{ traineeId: string }>();
  const [tag, setTag] = useState<string>(locale);
  const moduleId = chosen || view?.titles[0]?.id;
  // A brief is for the people who go to its operation: a class in which others sit too sees it only if the instructor chooses it.
  const operationId = chosenOperation ?? view?.operations.find(({ everyone }) => everyone)?.id;
  const papers = useQuery({
    queryKey: ['test-paper', moduleId],
    queryFn: ({ signal }) => get('/modules/:moduleId/test-paper', { moduleId: moduleId! }, signal),
    enabled: moduleId !== undefined,
  });
  const paper = papers.data;
  const languages = paper?.languages ?? [];
  // Another module may not exist in the language chosen before.
  const language = languages.some((one) => one.tag === tag) ? tag : locale;
  const unread = languages.find((one) => one.tag === language)?.reviewed === false;
  return (
    <>
      <PageHead
        title={view ? t('title', { title: view.title }) : t('classes')}
        path={
          <Link to="/training/classes/$classId" params={{ classId }}>
            {view?.title ?? t('classes')}
          </Link>
        }
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4'), t('help.5')]}
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!view && !error && <Skeleton rows={10} />}
      {view && moduleId && (
        <>
          <div className="panel form paper-choice">
            <SelectField label={t('module')} value={moduleId} onChange={(event) => setChosen(event.target.value)}>
              {view.titles.map((module) => (
                <option key={module.id} value={module.id}>
                  {module[locale]}
                </option>
              ))}
            </SelectField>
            <SelectField
              disabled={!paper}
              label={t(paper?.signs ? 'language.signed' : 'language')}
              value={language}
              onChange={(event) => setTag(event.target.value)}
            >
              {languages.map((one) => (
                <option key={one.tag} value={one.tag} lang={one.tag}>
                  {one.name}
                </option>
              ))}
            </SelectField>
            {view.operations.length > 0 && (
              <SelectField label={t('operation')} value={operationId ?? ''} onChange={(event) => setOperation(event.target.value)}>
                <option value="">{t('operation.none')}</option>
                {view.operations.map((operation) => (
                  <option key={operation.id} value={operation.id}>
                    {operation[locale]}
                  </option>
                ))}
              </SelectField>
            )}
            <TextField
              label={t('series')}
              type="number"
              min={1}
              max={99}
              value={series}
              onChange={(event) => setSeries(event.target.value)}
            />
          </div>
          {papers.error && <ProblemNote error={papers.error} retry={() => void papers.refetch()} />}
          {papers.isPending && <Skeleton rows={10} />}
          {paper && (
            <>
              <Section title={t('pack')}>
                <p className="small muted paper-hint">{t('pack.hint')}</p>
                <p className="paper-links">
                  {PAPERS.filter((one) => one !== 'first-look' || paper.firstLook !== 0).map((one) => (
                    <FileLink
                      key={one}
                      href={fileAddress(`/modules/:moduleId/${one}.pdf`, {
                        moduleId,
                        lang: language,
                        series: Number(series) || 1,
                        nationId: view.partyId,
                        operationId,
                      })}
                    >
                      {t(`pack.${one}`)}
                    </FileLink>
                  ))}
                </p>
                {unread && <p className="small">{t('language.unread')}</p>}
                {paper.unprinted.length > 0 && <p className="small">{t('language.unprinted', { names: paper.unprinted.join(', ') })}</p>}
              </Section>
              {view.people.length === 0 ? (
                <Empty>{t('none')}</Empty>
              ) : (
                <>
                  <PaperRows
                    key={`${moduleId} ${series}`}
                    view={view}
                    moduleId={moduleId}
                    series={Number(series) || 1}
                    paper={paper}
                    language={language}
                    corrected={corrected}
                  />
                  <FirstLooks key={moduleId} classId={classId} moduleId={moduleId} corrected={(traineeId) => setCorrected({ traineeId })} />
                </>
              )}
            </>
          )}
        </>
      )}
    </>
  );
}
