import { useNavigate } from '@tanstack/react-router';
import { type InputOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { OutreachSuggestions } from '../../outreach/outreach.schema.ts';
import { useTreatyWords } from '../treaty-words.ts';
import { useOutreachWrite } from './outreach-data.ts';
import { translateOutreachDesk } from './texts.ts';

/** Nations that should get a letter, with the reason and the button that begins it. */
export function Suggested({ from }: { from: OutreachSuggestions }) {
  const t = useTranslations(translateOutreachDesk);
  const locale = useLocale();
  const words = useTreatyWords();
  const navigate = useNavigate();
  const begin = useOutreachWrite(
    (input: InputOf<'POST /outreach'>, key) => send('POST /outreach', input, key),
    ({ id }) => navigate({ to: '/outreach/$outreachId', params: { outreachId: id } }),
  );
  return (
    <Section title={t('suggested.title')}>
      {begin.error && <ProblemNote error={begin.error} />}
      <DataTable
        caption={t('suggested.title')}
        columns={[
          { key: 'to', head: t('column.addressee'), cell: (row) => row.addressee.name[locale] },
          ...(from.writers.length > 1
            ? [
                {
                  key: 'from',
                  head: t('column.writer'),
                  cell: (row: OutreachSuggestions['suggestions'][number]) => row.writer.name[locale],
                },
              ]
            : []),
          {
            key: 'about',
            head: t('column.about'),
            cell: (row) => (
              <ul>
                {row.treatyStatuses.map(({ instrument, status }) => (
                  <li key={instrument}>{t('treaty-status', { instrument: words.instrument(instrument), status: words.status(status) })}</li>
                ))}
              </ul>
            ),
          },
          {
            key: 'why',
            head: t('column.why'),
            cell: (row) =>
              row.reason === 'joined'
                ? t('suggested.joined', { operation: row.operation[locale], day: words.day(row.joinedOn) })
                : t('suggested.again'),
          },
          {
            key: 'action',
            head: t('column.action'),
            cell: (row) => (
              <Button
                waiting={begin.isPending}
                aria-label={t('suggested.begin-to', { addressee: row.addressee.name[locale] })}
                onClick={() =>
                  begin.mutate({
                    writerId: row.writer.id,
                    addresseeId: row.addressee.id,
                    instruments: row.treatyStatuses.map(({ instrument }) => instrument),
                  })
                }
              >
                {t('suggested.begin')}
              </Button>
            ),
          },
        ]}
        groups={[{ key: 'all', rows: from.suggestions }]}
        rowKey={(row) => `${row.writer.id} ${row.addressee.id}`}
        empty={<p>{t('suggested.none')}</p>}
      />
    </Section>
  );
}
