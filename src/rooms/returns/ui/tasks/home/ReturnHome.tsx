import { Link } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { ProgressBar } from '#web/kit/ProgressBar.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { ReturnHome as Data } from '../../../views/return-home.schema.ts';
import { addressOf } from '../../return-words.ts';
import { translateReturns } from '../../texts.ts';
import { translateReturnHome } from './texts.ts';

type Line = Data['returns'][number];

/** What is asked of my nation: each return at work, what is open in it, and the next open question with the button that leads to it. */
export default function ReturnHome({ data }: { data: Data }) {
  return data.returns.map((line) => <OneReturn key={line.id} line={line} />);
}

function OneReturn({ line }: { line: Line }) {
  const t = useTranslations(translateReturnHome);
  const room = useTranslations(translateReturns);
  const locale = useLocale();
  const { progress, next, turn, due, daysLeft } = line;
  const days = daysLeft === null ? null : daysLeft < 0 ? t('days.past', { n: -daysLeft }) : t('days.left', { n: daysLeft });
  return (
    <>
      <Section
        title={room('page.title', { period: line.period, party: line.party.name[locale] })}
        side={[room(`state.${line.state as 'open'}`), due && formatDay(locale, due)].filter(Boolean).join(' · ')}
      >
        <div className="panel home-lead">
          {progress && (
            <div>
              <p className="home-figure">
                {progress.left > 0 ? t('open', { left: progress.left, asked: progress.asked }) : t('all', { asked: progress.asked })}
                {days && <span className={turn?.late ? 'is-late' : undefined}>, {days}</span>}
              </p>
              <ProgressBar
                first={progress.stillTrue}
                second={progress.changed + progress.notKnown + progress.elsewhere}
                rest={progress.left}
                words={t('words', { ...progress, other: progress.notKnown + progress.elsewhere })}
              />
              {progress.toConfirm > 0 && <p className="small">{t('to-confirm', { n: progress.toConfirm })}</p>}
            </div>
          )}
          {next ? (
            <div>
              <p className="small muted">{t('next', { section: next.section[locale], left: next.left })}</p>
              <p>
                <b>{next.text[locale]}</b>
              </p>
              {next.isKnown && <p className="small">{t('known')}</p>}
              <p className="no-print">
                <Link
                  className={buttonClass('main')}
                  to="/returns/$returnId"
                  params={{ returnId: line.id }}
                  search={addressOf(next.sectionId, next.page)}
                >
                  {t('answer')}
                </Link>
              </p>
            </div>
          ) : (
            <p>
              <Link className={buttonClass(turn ? 'main' : 'plain')} to="/returns/$returnId" params={{ returnId: line.id }}>
                {turn ? room(`turn.${turn.action as 'start'}`) : t('go')}
              </Link>
              <LabelBeside label={line.label} />
            </p>
          )}
        </div>
      </Section>
      {line.sections.length > 0 && <Sections line={line} />}
    </>
  );
}

function Sections({ line }: { line: Line }) {
  const t = useTranslations(translateReturnHome);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  // Several returns may be at work: the period keeps the names of their sections, tables and links apart.
  const title = t('sections', { period: line.period });
  return (
    <Section title={title} side={t('sections.side')}>
      <DataTable
        caption={title}
        rowKey={({ id }) => id}
        empty={null}
        groups={[{ key: 'all', rows: line.sections }]}
        columns={[
          { key: 'section', head: t('section'), cell: ({ title: section }) => section[locale] },
          { key: 'left', head: t('left'), number: true, cell: ({ left, asked }) => `${left} / ${asked}` },
          {
            key: 'with',
            head: t('with'),
            cell: ({ who, colleague }) =>
              colleague ? (
                <>
                  {colleague.name}{' '}
                  <span className="small muted">
                    {t(`link.${colleague.state as 'sent'}`, { day: formatDay(locale, colleague.endsAt.slice(0, 10)) })}
                  </span>
                </>
              ) : (
                who.map((role) => desk(`role.${role as 'focal-point'}`)).join(', ')
              ),
          },
          {
            key: 'go',
            head: '',
            name: t('go'),
            cell: ({ id, left, title: section }) => (
              <Link
                className="no-print"
                to="/returns/$returnId"
                params={{ returnId: line.id }}
                search={{ view: id }}
                aria-label={`${t(left > 0 ? 'continue' : 'look')}: ${section[locale]}, ${line.period}`}
              >
                {t(left > 0 ? 'continue' : 'look')}
              </Link>
            ),
          },
        ]}
      />
    </Section>
  );
}
