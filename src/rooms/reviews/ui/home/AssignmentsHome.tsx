import { Link } from '@tanstack/react-router';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { AssignmentsHome as Data } from '../../tasks/round-home.schema.ts';
import { translateReviewDesk } from '../texts.ts';
import { translateReviewsHome } from './texts.ts';

/** What this reviewer has to rate next, and by when the round is to be adopted. */
export default function AssignmentsHome({ data: { assignments } }: { data: Data }) {
  const t = useTranslations(translateReviewsHome);
  const room = useTranslations(translateReviewDesk);
  const locale = useLocale();
  return (
    <Section title={t('mine.title')} side={t('mine.side', { n: assignments.filter(({ yours }) => yours).length, of: assignments.length })}>
      <DataTable
        caption={t('mine.title')}
        rowKey={({ participationId }) => participationId}
        empty={null}
        groups={[{ key: 'all', rows: assignments }]}
        columns={[
          {
            key: 'party',
            head: t('mine.party'),
            cell: ({ party, round, label }) => (
              <>
                {party[locale]} <span className="small muted">{round.title[locale]}</span>
                <LabelBeside label={label} />
              </>
            ),
          },
          {
            key: 'state',
            head: t('mine.state'),
            cell: ({ state, questionsOpen }) =>
              [room(`state.${state}`), questionsOpen > 0 && t('mine.questions', { n: questionsOpen })].filter(Boolean).join(', '),
          },
          { key: 'rated', head: t('mine.rated'), number: true, cell: ({ rated, asked }) => `${rated} / ${asked}` },
          {
            key: 'by',
            head: t('mine.by'),
            cell: ({ round }) =>
              round.calendar.adoptionPlanned ? (
                <DateText date={round.calendar.adoptionPlanned} />
              ) : (
                <span className="muted">{t('mine.none')}</span>
              ),
          },
          {
            key: 'go',
            head: '',
            name: t('mine.rate'),
            cell: ({ participationId, round, yours, party }) => (
              <Link
                className="no-print"
                to="/rounds/$roundId/participations/$participationId"
                params={{ roundId: round.id, participationId }}
                aria-label={`${t(yours ? 'mine.rate' : 'mine.look')}: ${party[locale]}`}
              >
                {t(yours ? 'mine.rate' : 'mine.look')}
              </Link>
            ),
          },
        ]}
      />
    </Section>
  );
}
