import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { AuditSample } from '../log.schema.ts';
import { translateLog } from '../texts.ts';
import { actionIn } from './actions/action-in.ts';
import { sampleQuery } from './log-data.ts';

const SIZE = 20;

/**
 * Entries drawn by the root of the newest published log. The pack proves each of them and can be verified without this installation. `ask` opens the request to
 * erase the content of one.
 */
export function SampleSection({ ask }: { ask: ((entryId: string) => void) | undefined }) {
  const t = useTranslations(translateLog);
  const locale = useLocale();
  const [drawn, setDrawn] = useState(false);
  const { data, error, isLoading } = useQuery({ ...sampleQuery(SIZE), enabled: drawn });
  return (
    <Section title={t('ui.sample')} side={t('ui.sample-side')}>
      {!data && (
        <p className="no-print log-action">
          <Button waiting={isLoading} onClick={() => setDrawn(true)}>
            {t('ui.draw', { n: SIZE })}
          </Button>
        </p>
      )}
      {error && <ProblemNote error={error} />}
      {data && (
        <>
          <p className="small muted log-drawn">{t('ui.sample-drawn', { size: data.checkpoint.size, padding: data.padding.length })}</p>
          <p className="small muted log-drawn">
            {t('ui.sample-closed', { n: data.items.filter(({ content }) => content === 'closed').length })}
          </p>
          <DataTable
            caption={t('ui.sample')}
            groups={[{ key: 'all', rows: data.items }]}
            rowKey={({ index }) => String(index)}
            empty={t('ui.sample-none')}
            columns={[
              { key: 'index', head: t('ui.leaf'), cell: ({ index }) => index },
              { key: 'at', head: t('ui.at'), cell: ({ leaf }) => <DateText date={String(leaf.at)} time /> },
              { key: 'command', head: t('ui.command'), cell: ({ leaf }) => actionIn(locale, String(leaf.command)) },
              { key: 'clauses', head: t('ui.clauses'), cell: ({ leaf }) => (Array.isArray(leaf.clauses) ? leaf.clauses.join(', ') : '') },
              {
                key: 'opening',
                head: t('ui.content'),
                cell: ({ content, erasedAt }) =>
                  t(`ui.content-${content}`, { day: erasedAt === null ? '' : formatDay(locale, erasedAt.slice(0, 10)) }),
              },
              ...(ask
                ? [
                    {
                      key: 'ask',
                      head: t('ui.erasures'),
                      cell: ({ index, leaf, content }: AuditSample['items'][number]) =>
                        content !== 'erased' && (
                          <Button kind="quiet" aria-label={t('ui.ask-erasure-of', { leaf: index })} onClick={() => ask(String(leaf.id))}>
                            {t('ui.ask-erasure')}
                          </Button>
                        ),
                    },
                  ]
                : []),
            ]}
          />
          <p className="no-print log-action">
            <a
              className={buttonClass()}
              href={fileAddress('/log/sample', { size: SIZE })}
              download={`audit-sample-${data.checkpoint.day}.json`}
            >
              {t('ui.pack')}
            </a>{' '}
            <Button onClick={() => window.print()}>{t('ui.sample-print')}</Button>
          </p>
        </>
      )}
    </Section>
  );
}
