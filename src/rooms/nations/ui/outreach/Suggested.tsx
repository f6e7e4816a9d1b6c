import { useNavigate } from '@tanstack/react-router';
import { type InputOf, send } from '#web/client/api.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { OutreachSuggestions } from '../../outreach/outreach.schema.ts';
import { useTreatyWords } from '../treaty-words.ts';
import { useOutreachWrite } from './outreach-data.ts';
import { sayOutreachDesk } from './texts.ts';

/** Nations that should get a letter, with the reason and the button that begins it. */
export function Suggested({ from }: { from: OutreachSuggestions }) {
  const say = useSay(sayOutreachDesk);
  const locale = useLocale();
  const words = useTreatyWords();
  const navigate = useNavigate();
  const begin = useOutreachWrite(
    (input: InputOf<'POST /outreach'>, key) => send('POST /outreach', input, key),
    ({ id }) => navigate({ to: '/outreach/$outreachId', params: { outreachId: id } }),
  );
  return (
    <Section title={say('suggested.title')}>
      {begin.error && <ProblemNote error={begin.error} />}
      <DataTable
        caption={say('suggested.title')}
        columns={[
          { key: 'to', head: say('column.addressee'), cell: (row) => row.addressee.name[locale] },
          ...(from.writers.length > 1
            ? [
                {
                  key: 'from',
                  head: say('column.writer'),
                  cell: (row: OutreachSuggestions['suggestions'][number]) => row.writer.name[locale],
                },
              ]
            : []),
          {
            key: 'about',
            head: say('column.about'),
            cell: (row) => (
              <ul>
                {row.stands.map(({ instrument, status }) => (
                  <li key={instrument}>{say('stands', { instrument: words.instrument(instrument), status: words.status(status) })}</li>
                ))}
              </ul>
            ),
          },
          {
            key: 'why',
            head: say('column.why'),
            cell: (row) =>
              row.because === 'joined'
                ? say('suggested.joined', { operation: row.operation[locale], day: words.day(row.joinedOn) })
                : say('suggested.again'),
          },
          {
            key: 'act',
            head: say('column.act'),
            cell: (row) => (
              <Button
                waiting={begin.isPending}
                aria-label={say('suggested.begin-to', { addressee: row.addressee.name[locale] })}
                onClick={() =>
                  begin.mutate({
                    writerId: row.writer.id,
                    addresseeId: row.addressee.id,
                    instruments: row.stands.map(({ instrument }) => instrument),
                  })
                }
              >
                {say('suggested.begin')}
              </Button>
            ),
          },
        ]}
        groups={[{ key: 'all', rows: from.suggestions }]}
        rowKey={(row) => `${row.writer.id} ${row.addressee.id}`}
        empty={<p>{say('suggested.none')}</p>}
      />
    </Section>
  );
}
