import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { PLACEHOLDER_IDS } from '../local-texts/local-text.rules.ts';
import type { LocalTextLine } from '../local-texts/local-text.schema.ts';
import { localTextsQuery } from './local-texts/local-texts-data.ts';
import { translateLocalTextsDesk } from './local-texts/texts.ts';

const stateOf = ({ latest }: LocalTextLine) => (latest === null ? 'missing' : latest.old ? 'old' : 'current');

/** Which operation has an operation brief, which nation has a law annex, and how old each one is. */
export default function LocalTextsPage() {
  const t = useTranslations(translateLocalTextsDesk);
  const locale = useLocale();
  const { data, error, refetch } = useQuery(localTextsQuery);
  return (
    <>
      <PageHead title={t('list.title')} meta={t('list.meta')} help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]} />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <DataTable
          caption={t('list.title')}
          columns={[
            {
              key: 'party',
              head: t('column.party'),
              cell: ({ placeholder, party }) => (
                <Link to="/briefs/$partyId/$placeholder" params={{ partyId: party.id, placeholder }}>
                  {party.name[locale]}
                </Link>
              ),
            },
            {
              key: 'state',
              head: t('column.state'),
              cell: (line) => (
                <>
                  {t(`state.${stateOf(line)}`)}
                  {line.draft && <span className="muted"> ({t('state.draft')})</span>}
                </>
              ),
            },
            { key: 'as-of', head: t('column.as-of'), cell: ({ latest }) => (latest ? <DateText date={latest.asOf} /> : '–') },
            { key: 'version', head: t('column.version'), number: true, cell: ({ latest }) => latest?.number ?? '–' },
          ]}
          groups={PLACEHOLDER_IDS.map((placeholder) => ({
            key: placeholder,
            head: t(`group.${placeholder}`),
            rows: data.lines.filter((line) => line.placeholder === placeholder),
          })).filter(({ rows }) => rows.length > 0)}
          rowKey={({ placeholder, party }) => `${placeholder} ${party.id}`}
          empty={
            <p>
              {t('list.empty')} <Link to="/parties">{t('list.parties')}</Link>
            </p>
          }
        />
      )}
    </>
  );
}
