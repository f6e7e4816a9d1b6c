import './firms.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { contractQuery } from '../contracts-data.ts';
import { AskForm } from './AskForm.tsx';
import { firmsQuery, useFirmWrite } from './firms-data.ts';
import { Letter } from './Letter.tsx';
import type { MadeLink } from './LinkForm.tsx';
import { SentFile } from './SentFile.tsx';
import { translateFirms } from './texts.ts';

const LinkForm = later(() => import('./LinkForm.tsx').then((file) => file.LinkForm));

type Firms = AnswerOf<'/contracts/:contractId/firms'>;

/** The pages of the firms under a contract: their links, the questions to them, and what they sent (5f, P5f.4). */
export default function FirmPagesPage() {
  const t = useTranslations(translateFirms);
  const { contractId = '' } = useParams({ strict: false });
  const { data: contract, error: notFound } = useQuery(contractQuery(contractId));
  const { data: firms, error, refetch } = useQuery(firmsQuery(contractId));
  const [form, setForm] = useState<'link' | 'question'>();
  const [made, setMade] = useState<MadeLink>();
  const problem = error ?? notFound;
  if (contract && made) return <Letter contract={contract} made={made} close={() => setMade(undefined)} />;
  return (
    <>
      <PageHead
        title={contract ? t('of', { number: contract.number }) : t('title')}
        path={
          <Link to="/contracts/$contractId" params={{ contractId }}>
            {contract?.number ?? t('title')}
          </Link>
        }
        meta={contract ? `${contract.contractor}, ${contract.title}` : '\u00a0'}
        help={[t('help.1'), t('help.2'), t('help.3')]}
      />
      {problem && <ProblemNote error={problem} retry={() => void refetch()} />}
      {!problem && !(contract && firms) && <Skeleton rows={8} />}
      {contract && firms && (
        <>
          <Section title={t('links')}>
            {firms.links.length === 0 && <p className="muted">{t('links.none')}</p>}
            <ul className="firm-list">
              {firms.links.map((link) => (
                <LinkLine key={link.id} link={link} mayManage={firms.mayManage} />
              ))}
            </ul>
            {firms.mayManage && form !== 'link' && <Button onClick={() => setForm('link')}>{t('links.make')}</Button>}
            {form === 'link' && (
              <LinkForm
                contract={contract}
                close={() => setForm(undefined)}
                made={(link) => {
                  setForm(undefined);
                  setMade(link);
                }}
              />
            )}
          </Section>
          <Section title={t('questions')}>
            {firms.questions.length === 0 && <p className="muted">{t('questions.none')}</p>}
            <ul className="firm-list">
              {firms.questions.map((one) => (
                <Question key={one.id} question={one} messages={firms.messages} />
              ))}
            </ul>
            {firms.mayManage && form !== 'question' && <Button onClick={() => setForm('question')}>{t('questions.ask')}</Button>}
            {form === 'question' && <AskForm contract={contract} close={() => setForm(undefined)} />}
          </Section>
          <Section title={t('sent')} side={firms.messages.length === 200 && t('sent.newest')}>
            {firms.messages.length === 0 && <p className="muted">{t('sent.none')}</p>}
            {firms.messages.some(({ file }) => file !== null) && <p className="small muted">{t('sent.files')}</p>}
            <ul className="firm-list">
              {firms.messages.map((message) => (
                <Message key={message.id} message={message} />
              ))}
            </ul>
          </Section>
        </>
      )}
    </>
  );
}

function LinkLine({ link, mayManage }: { link: Firms['links'][number]; mayManage: boolean }) {
  const t = useTranslations(translateFirms);
  const locale = useLocale();
  const revoke = useFirmWrite((linkId: string, key) => send('POST /firm-links/:linkId/revocation', { linkId }, key));
  const facts = [
    t(`state.${link.state}`),
    t('link.until', { day: formatDay(locale, link.endsOn) }),
    link.lastUsedOn === null ? t('link.not-used') : t('link.last-used', { day: formatDay(locale, link.lastUsedOn) }),
    link.email,
    link.telephone,
  ];
  return (
    <li>
      <strong>{link.firm ?? t('earlier-contractor')}</strong>, {link.name}, {link.capacity}
      <br />
      <span className="small muted">{facts.filter(Boolean).join(' · ')}</span>
      {mayManage && link.state === 'open' && (
        <>
          {' '}
          <Button
            kind="quiet"
            waiting={revoke.isPending}
            aria-label={t('link.revoke-of', { name: link.name })}
            onClick={() => revoke.mutate(link.id)}
          >
            {t('link.revoke')}
          </Button>
        </>
      )}
      {revoke.error && <ProblemNote error={revoke.error} />}
    </li>
  );
}

function Question({
  question: { id, firm, question, dueOn, askedOn, answeredOn },
  messages,
}: {
  question: Firms['questions'][number];
  messages: Firms['messages'];
}) {
  const t = useTranslations(translateFirms);
  const locale = useLocale();
  return (
    <li>
      <strong>{question}</strong>
      <br />
      <span className="small muted">
        {t('question.to', { firm: firm ?? t('earlier-contractor'), day: formatDay(locale, askedOn) })}
        {dueOn !== null && `, ${t('question.by', { day: formatDay(locale, dueOn) })}`}
        {` · ${answeredOn === null ? t('question.open') : t('question.answered', { day: formatDay(locale, answeredOn) })}`}
      </span>
      {messages
        .filter(({ questionId }) => questionId === id)
        .map((message) => (
          <blockquote key={message.id} className="firm-text">
            {message.content}
          </blockquote>
        ))}
    </li>
  );
}

function Message({ message }: { message: Firms['messages'][number] }) {
  const t = useTranslations(translateFirms);
  return (
    <li>
      <strong>{t(`kind.${message.kind}`)}</strong>, <DateText date={message.on} />
      <br />
      <span className="small muted">
        {t('sent.by', { firm: message.firm ?? t('earlier-contractor'), name: message.by })} · {t('sent.code', { code: message.code })}
      </span>
      {message.file !== null && <SentFile id={message.id} file={message.file} />}
      {message.violationId !== null && (
        <>
          {' '}
          <Link to="/violations/$violationId" params={{ violationId: message.violationId }}>
            {t('sent.violation')}
          </Link>
        </>
      )}
      <details>
        <summary className="small">{t('sent.text')}</summary>
        <blockquote className="firm-text">{message.content}</blockquote>
      </details>
    </li>
  );
}
