import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useLocale, useSay } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { SLOT_IDS } from '../local-texts/local-text.rules.ts';
import type { LocalTextLine } from '../local-texts/local-text.schema.ts';
import { localTextsQuery } from './local-texts/local-texts-data.ts';
import { sayLocalTextsDesk } from './local-texts/texts.ts';

const stateOf = ({ latest }: LocalTextLine) => (latest === null ? 'missing' : latest.old ? 'old' : 'current');

/** Which operation has an operation brief, which nation has a law annex, and how old each one is. */
export default function LocalTextsPage() {
  const say = useSay(sayLocalTextsDesk);
  const locale = useLocale();
  const { data, error, refetch } = useQuery(localTextsQuery);
  return (
    <>
      <PageHead title={say('list.title')} meta={say('list.meta')} help={[say('help.1'), say('help.2'), say('help.3'), say('help.4')]} />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <DataTable
          caption={say('list.title')}
          columns={[
            {
              key: 'party',
              head: say('column.party'),
              cell: ({ slot, party }) => (
                <Link to="/briefs/$partyId/$slot" params={{ partyId: party.id, slot }}>
                  {party.name[locale]}
                </Link>
              ),
            },
            {
              key: 'state',
              head: say('column.state'),
              cell: (line) => (
                <>
                  {say(`state.${stateOf(line)}`)}
                  {line.draft && <span className="muted"> ({say('state.draft')})</span>}
                </>
              ),
            },
            { key: 'as-of', head: say('column.as-of'), cell: ({ latest }) => (latest ? <DateText date={latest.asOf} /> : '–') },
            { key: 'version', head: say('column.version'), number: true, cell: ({ latest }) => latest?.number ?? '–' },
          ]}
          groups={SLOT_IDS.map((slot) => ({
            key: slot,
            head: say(`group.${slot}`),
            rows: data.lines.filter((line) => line.slot === slot),
          })).filter(({ rows }) => rows.length > 0)}
          rowKey={({ slot, party }) => `${slot} ${party.id}`}
          empty={
            <p>
              {say('list.empty')} <Link to="/parties">{say('list.parties')}</Link>
            </p>
          }
        />
      )}
    </>
  );
}
