import { useTranslations } from '#web/client/language.ts';
import { Section } from '#web/kit/Section.tsx';
import { InterviewCounts } from '../../../entered/interview/InterviewCounts.tsx';
import { interviewOf } from '../../../entered/interview.rules.ts';
import type { OpenedReport } from '../../../worker/protocol.ts';
import type { InboxItem } from '../../inbox-data.ts';
import { translateInbox } from '../../texts.ts';
import { translateQuestions } from '../../words/question-words/texts.ts';
import { amongInterviews, countReports } from './report-counts.rules.ts';
import { translateCounts } from './texts.ts';

type Key = Parameters<typeof translateQuestions>[1];

/** What the reports of a list say together, counted in this browser: needs, wishes, places and outcomes, and interviews by contract (5f). */
export function ListCounts({
  items,
  opened,
  hasMore,
}: {
  items: readonly InboxItem[];
  opened: ReadonlyMap<string, OpenedReport>;
  hasMore: boolean;
}) {
  const t = useTranslations(translateCounts);
  const inbox = useTranslations(translateInbox);
  const questions = useTranslations(translateQuestions);
  const all = items.flatMap(({ id, closedAs }) => {
    const one = opened.get(id);
    return one === undefined ? [] : [{ closedAs, one }];
  });
  const reports = all.flatMap(({ closedAs, one }) =>
    'fault' in one || interviewOf(one.answers) ? [] : [{ closedAs, answers: one.answers }],
  );
  const counts = countReports(reports);
  const unopened = all.filter(({ one }) => 'fault' in one).length;
  const groups = counts && [
    { id: 'need', title: questions('need'), rows: counts.need, word: (value: string) => questions(`need.${value}` as Key) },
    { id: 'wishes', title: inbox('wishes'), rows: counts.wishes, word: (value: string) => questions(`wishes.${value}` as Key) },
    { id: 'where', title: questions('where'), rows: counts.where, word: (value: string) => value },
    { id: 'outcome', title: t('outcome'), rows: counts.outcome, word: (value: string) => inbox(`choice.${value}` as 'choice.junk') },
  ];
  return (
    <>
      {groups && (
        <Section title={t('title')}>
          <p className="small muted">
            {t('about', { n: counts.reports })} {t('few')} {hasMore && t('more')} {unopened > 0 && t('closed', { n: unopened })}
          </p>
          {groups.every(({ rows }) => rows.length === 0) && <p>{t('none')}</p>}
          {groups.map(
            ({ id, title, rows, word }) =>
              rows.length > 0 && (
                <section key={id} aria-label={title}>
                  <h3>{title}</h3>
                  <dl>
                    {rows.map(({ value, n }) => (
                      <div key={value}>
                        <dt dir="auto" translate={id === 'where' ? 'no' : undefined}>
                          {word(value)}
                        </dt>
                        <dd>{n}</dd>
                      </div>
                    ))}
                  </dl>
                </section>
              ),
          )}
        </Section>
      )}
      <InterviewCounts opened={amongInterviews(items, opened)} hasMore={hasMore} />
    </>
  );
}
