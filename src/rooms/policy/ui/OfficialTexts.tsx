import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay, type Locale } from '#platform/texts/texts.ts';

import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { later } from '#web/kit/later.tsx';
import type { OfficialText } from '../official-texts/official-text.schema.ts';
import { translateOfficialTexts } from '../official-texts/texts.ts';
import type { EditionData } from '../policy.schema.ts';
import { officialTextsQuery } from './office-data.ts';

const RecordTextForm = later(() => import('./OfficialTextForms.tsx').then((file) => file.RecordTextForm));
const RemoveTextForm = later(() => import('./OfficialTextForms.tsx').then((file) => file.RemoveTextForm));

/**
 * The official text of a clause next to its plain words, the reader's language first; or where it is published. The policy office records, replaces and removes
 * it.
 */
export function OfficialTexts({ clauseId, edition }: { clauseId: string; edition: EditionData }) {
  const t = useTranslations(translateOfficialTexts);
  const locale = useLocale();
  const mayManage = can(useSession(), 'policy:manage-texts');
  const { texts } = useSuspenseQuery(officialTextsQuery(clauseId)).data;
  const [open, setOpen] = useState<'record' | OfficialText | null>(null);
  const [message, setMessage] = useState('');
  const present = texts.filter(({ ended }) => ended === null).sort((a, b) => rank(a, locale) - rank(b, locale));
  const earlier = texts.filter(({ ended }) => ended !== null);
  const close = (words = '') => {
    setOpen(null);
    setMessage(words);
  };
  return (
    <section className="policy-official" aria-label={t('title')}>
      {present.length === 0 && <NoText edition={edition} />}
      {present.map((text) => (
        <article key={text.id}>
          <h2>{t('in-language', { language: text.language })}</h2>
          <Words text={text} />
          <p className="small muted">{sourceLine(t, locale, text)}</p>
          {mayManage && (
            <p className="small no-print">
              {t(text.released ? 'on-public' : 'on-desk')}{' '}
              <Button kind="quiet" aria-label={t('remove-title', { language: text.language })} onClick={() => setOpen(text)}>
                {t('remove')}
              </Button>
            </p>
          )}
        </article>
      ))}
      <p role="status" className={message === '' ? 'out-of-sight' : 'note'}>
        {message}
      </p>
      {mayManage && open === null && (
        <p className="no-print">
          <Button onClick={() => setOpen('record')}>{t(present.length === 0 ? 'record' : 'record-or-replace')}</Button>
        </p>
      )}
      {open === 'record' && <RecordTextForm clauseId={clauseId} present={present} close={close} />}
      {open !== null && open !== 'record' && <RemoveTextForm key={open.id} clauseId={clauseId} text={open} close={close} />}
      {earlier.length > 0 && <History texts={earlier} />}
    </section>
  );
}

const rank = ({ language }: OfficialText, locale: Locale) => (language === locale ? 0 : 1);

function sourceLine(t: (key: 'source', values: Record<string, string>) => string, locale: Locale, text: OfficialText): string {
  return t('source', { authority: text.authority, source: text.source, day: formatDay(locale, text.readOn) });
}

/** The words as they were recorded: a text, with its line breaks. */
function Words({ text }: { text: OfficialText }) {
  return (
    <blockquote className="policy-text policy-words" lang={text.language}>
      {text.body}
    </blockquote>
  );
}

function NoText({ edition }: { edition: EditionData }) {
  const t = useTranslations(translateOfficialTexts);
  const locale = useLocale();
  const address = edition.adoption?.address;
  return (
    <>
      <h2>{t('title')}</h2>
      <p className="small">
        {t('none')}{' '}
        {address && (
          <>
            {t('published', { authority: edition.authority[locale] })}{' '}
            <a href={address} rel="noopener noreferrer">
              {address}
            </a>
          </>
        )}
      </p>
    </>
  );
}

function History({ texts }: { texts: readonly OfficialText[] }) {
  const t = useTranslations(translateOfficialTexts);
  const locale = useLocale();
  const when = (name: string, at: string) => t('by', { name, day: formatDay(locale, at.slice(0, 10)) });
  return (
    <details>
      <summary>{t('history')}</summary>
      <p className="small muted">{t('history-hint')}</p>
      <DataTable
        caption={t('history')}
        groups={[{ key: 'all', rows: texts }]}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          { key: 'language', head: t('language'), cell: ({ language }) => t(`language.${language}`) },
          { key: 'recorded', head: t('recorded'), cell: ({ recordedBy, recordedAt }) => when(recordedBy, recordedAt) },
          { key: 'ended', head: t('ended'), cell: ({ ended }) => ended && when(ended.by, ended.at) },
          { key: 'why', head: t('why'), cell: ({ ended }) => ended?.reason },
          {
            key: 'text',
            head: t('text'),
            cell: (text) => (
              <details>
                <summary>{sourceLine(t, locale, text)}</summary>
                <Words text={text} />
              </details>
            ),
          },
        ]}
      />
    </details>
  );
}
