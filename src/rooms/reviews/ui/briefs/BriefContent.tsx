import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Legend } from '#web/kit/status/Legend.tsx';
import { translateBrief } from '../../briefs/texts.ts';
import type { RowView, BriefView as View } from './brief-view.ts';
import { MarkSign } from './MarkSign.tsx';
import { Trend } from './Trend.tsx';
import '#rooms/commitments/ui/matrix.css';
import './brief.css';

/** The content of a brief: marks, findings, dates, ratings by round, sources. The PDF has the same words. */
export function BriefContent({ view }: { view: View }) {
  const t = useTranslations(translateBrief);
  return (
    <div className="brief">
      <p>{view.short}</p>
      {view.note && <p className="small muted">{view.note}</p>}
      <Section title={view.heads.section} side={view.heads.side}>
        <Rows view={view} />
        {view.rows.length > 0 && <Legend {...(view.readsDifferences && { differs: t('legend.differs') })} />}
      </Section>
      <div className="brief-two">
        <Section title={t('findings')}>
          {view.findings.lines.length === 0 && <p className="muted">{t('findings.none')}</p>}
          <ul className="brief-list">
            {view.findings.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {view.findings.more && <p className="small muted">{view.findings.more}</p>}
        </Section>
        <Section title={t('dates')}>
          {view.dates.lines.length === 0 && <p className="muted">{view.dates.none}</p>}
          <ul className="brief-list">
            {view.dates.lines.map(({ day, text, late }) => (
              <li key={`${day} ${text}`}>
                <b className={late ? 'is-late' : undefined}>{day}</b> {text}
              </li>
            ))}
          </ul>
          {view.dates.more && <p className="small muted">{view.dates.more}</p>}
          {view.dates.note && <p>{view.dates.note}</p>}
        </Section>
      </div>
      <Section title={t('trend')} side={t('trend.side')}>
        {view.trendNone ? <p className="muted">{view.trendNone}</p> : <Trend trend={view.trend} />}
      </Section>
      <Section title={t('sources')} side={view.sources.side}>
        {view.sources.lines.length === 0 && <p className="muted">{t('sources.none')}</p>}
        <ol className="brief-sources">
          {view.sources.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <p className="small muted">{t('reconstructed')}</p>
      </Section>
    </div>
  );
}

function Rows({ view }: { view: View }) {
  const t = useTranslations(translateBrief);
  return (
    <DataTable<RowView>
      caption={view.heads.section}
      columns={[
        {
          key: 'name',
          head: view.heads.name,
          cell: (row) => (
            <>
              <b>{row.name}</b> <span className="muted">{row.title}</span>
            </>
          ),
        },
        {
          key: 'marks',
          head: t('marks'),
          cell: ({ marks }) => (
            <span className="marks">
              {marks.map((mark) => (
                <MarkSign key={mark.key} mark={mark} />
              ))}
            </span>
          ),
        },
        {
          key: 'rests',
          head: t('rests'),
          cell: ({ shows, source }) => (
            <>
              {shows}
              {source !== null && <sup>{source}</sup>}
            </>
          ),
        },
        {
          key: 'since',
          head: view.heads.since,
          cell: (row) => <span className={row.isChanged ? 'brief-changed' : 'muted'}>{row.since}</span>,
        },
        { key: 'next', head: t('next'), cell: (row) => <span className={row.isLate ? 'is-late' : undefined}>{row.next}</span> },
      ]}
      groups={[{ key: 'all', rows: view.rows }]}
      rowKey={({ key }) => key}
      empty={<p>{view.empty}</p>}
    />
  );
}
