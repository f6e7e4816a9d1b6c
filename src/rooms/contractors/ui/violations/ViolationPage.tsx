import './violations.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import type { AnswerOf } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { Notified } from './Notified.tsx';
import { Stages } from './Stages.tsx';
import { StepActions } from './StepActions.tsx';
import { Steps } from './Steps.tsx';
import { translateViolations } from './texts.ts';
import { violationQuery } from './violations-data.ts';

/** One violation (5f): its state, what is due, what was done, and what can be done now. */
export default function ViolationPage() {
  const t = useTranslations(translateViolations);
  const { violationId = '' } = useParams({ strict: false });
  const { data: one, error, refetch } = useQuery(violationQuery(violationId));
  return (
    <>
      <PageHead
        title={one?.title ?? t('one')}
        path={
          <>
            <Link to="/violations">{t('title')}</Link>
            {one && (
              <>
                {' / '}
                <Link to="/contracts/$contractId" params={{ contractId: one.contractId }}>
                  {one.contract}
                </Link>
              </>
            )}
          </>
        }
        meta={
          one
            ? t('page.meta', { contract: one.contract, firm: one.firm ?? t('contractor-not-kept'), source: t(`source.${one.source}`) })
            : '\u00a0'
        }
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        actions={
          <Button onClick={() => window.print()}>
            <Icon name="print" />
            {t('print')}
          </Button>
        }
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!error && !one && <Skeleton rows={8} />}
      {one && (
        <>
          {one.danger && <p className="note problem">{t('danger.note')}</p>}
          <Stages one={one} />
          <KeyValues
            across
            items={[
              { key: 'state', name: t('column.state'), value: t(`state.${one.state}`) },
              {
                ...{ key: 'due', name: t('column.due') },
                value: one.dueOn === null ? t('due.none') : <Due one={one} due={one.dueOn} />,
              },
              ...(one.abateBy === null
                ? []
                : [{ key: 'abatement', name: t('step.abate-by'), value: <AbateBy one={one} abateBy={one.abateBy} /> }]),
              { key: 'known', name: t('fact.known'), value: <DateText date={one.knownAt} time /> },
              {
                ...{ key: 'notified', name: t('fact.notified') },
                value:
                  one.notifiedAt === null ? (
                    t('fact.not-notified')
                  ) : (
                    <>
                      <DateText date={one.notifiedAt} time />
                      <br />
                      <span className="small muted violation-more">
                        {t(one.inTime ? 'fact.in-time' : 'fact.too-late', { hours: one.limitHours })}
                      </span>
                    </>
                  ),
              },
              { key: 'reply', name: t('fact.reply'), value: <Reply one={one} /> },
            ]}
          />
          <Section title={t('form.summary')}>
            <p className="violation-summary">{one.summary}</p>
          </Section>
          <Violated one={one} />
          <Notified one={one} />
          <div className="no-print">
            <Section title={t('next')}>
              <StepActions one={one} />
            </Section>
          </div>
          <Section title={t('history')}>
            <Steps steps={one.steps} />
          </Section>
        </>
      )}
    </>
  );
}

/** By when the next step is due, and by when it would be had no order to abate brought it forward. */
function Due({ one: { stageDueOn, late }, due }: { one: AnswerOf<'/violations/:violationId'>; due: string }) {
  const t = useTranslations(translateViolations);
  const locale = useLocale();
  return (
    <>
      <TaskDue due={due} late={late} />
      {stageDueOn !== null && stageDueOn > due && (
        <>
          <br />
          <span className="small muted violation-more">{t('due.brought-forward', { day: formatDay(locale, stageDueOn) })}</span>
        </>
      )}
    </>
  );
}

/** By when the firm must end it, by when the first order to abate said so, and whether it did. */
function AbateBy({ one: { firstAbateBy, abatedOn }, abateBy }: { one: AnswerOf<'/violations/:violationId'>; abateBy: string }) {
  const t = useTranslations(translateViolations);
  const locale = useLocale();
  return (
    <>
      <DateText date={abateBy} />
      {firstAbateBy !== null && firstAbateBy !== abateBy && (
        <>
          <br />
          <span className="small muted violation-more">
            {t(firstAbateBy < abateBy ? 'fact.abate-extended' : 'fact.abate-shortened', { day: formatDay(locale, firstAbateBy) })}
          </span>
        </>
      )}
      {abatedOn !== null && (
        <>
          <br />
          <span className="small muted violation-more">{t('fact.abated', { day: formatDay(locale, abatedOn) })}</span>
        </>
      )}
    </>
  );
}

/** Whether the firm was asked for its reply, and when it first came. */
function Reply({ one: { replyBy, repliedOn, steps } }: { one: AnswerOf<'/violations/:violationId'> }) {
  const t = useTranslations(translateViolations);
  const locale = useLocale();
  if (replyBy === null) return t('fact.reply-not-asked');
  if (repliedOn === null) return t('fact.reply-until', { day: formatDay(locale, replyBy) });
  const until = formatDay(locale, replyBy);
  const day = formatDay(locale, steps.findLast(({ action }) => action === 'record-reply')?.on ?? repliedOn);
  // Its time ran out: `repliedOn` is the day on which that was noted, and a reply may have come since.
  if (!steps.some(({ action }) => action === 'close-reply')) return t('fact.reply-on', { day });
  return steps.some(({ action }) => action === 'record-reply')
    ? t('fact.reply-late', { day, until })
    : t('fact.reply-none', { day: until });
}

/** The provisions that are said to be violated, and of which set. */
function Violated({ one: { provisions, setTitle } }: { one: AnswerOf<'/violations/:violationId'> }) {
  const t = useTranslations(translateViolations);
  const locale = useLocale();
  const title = setTitle?.[locale] ?? setTitle?.en;
  return (
    <Section title={t('provisions')} side={title}>
      {provisions.length === 0 ? (
        <p className="muted">{t('provisions.none')}</p>
      ) : (
        <ul>
          {provisions.map((provision) => (
            <li key={provision.id}>{provision.title[locale] ?? provision.title.en}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
