import { useSay } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { ReviewLine } from '../../access-review/access-review.schema.ts';
import { usePeopleWords } from '../people-words.ts';
import { sayAccess } from '../texts.ts';

export type Decision = 'keep' | 'end';

/** The roles of a party under review: holder, expiry, giver, last use, and the decision. */
export function ReviewTable({
  lines,
  decided,
  decide,
}: {
  lines: readonly ReviewLine[];
  decided: ReadonlyMap<string, Decision>;
  decide: (id: string, decision: Decision) => void;
}) {
  const say = useSay(sayAccess);
  const words = usePeopleWords();
  return (
    <DataTable
      caption={say('review.title')}
      rowKey={(line) => line.id}
      columns={[
        { key: 'person', head: say('review.person'), cell: (line) => line.person.name },
        {
          key: 'role',
          head: say('review.role'),
          cell: (line) => (
            <>
              {words.grant({ ...line, party: null })} <span className="small muted">{say(`label.${line.label}`)}</span>
            </>
          ),
        },
        {
          key: 'until',
          head: say('review.until'),
          cell: (line) => (
            <>
              {line.to ? <DateText date={line.to} /> : <span className="muted">{say('review.no-end')}</span>}
              {line.endsSoon && <span className="people-refused"> · {say('review.soon')}</span>}
            </>
          ),
        },
        {
          key: 'given',
          head: say('review.given'),
          cell: (line) => (
            <>
              {line.givenBy ?? say('review.first')} <span className="small muted">{words.day(line.givenAt)}</span>
            </>
          ),
        },
        {
          key: 'used',
          head: say('review.used'),
          cell: (line) => (line.lastUse ? <DateText date={line.lastUse} /> : <span className="muted">{say('review.unused')}</span>),
        },
        {
          key: 'decision',
          head: say('review.decision'),
          cell: (line) =>
            line.notYours === null ? (
              <fieldset className="people-decision">
                <legend className="out-of-sight">{say('review.of', { person: line.person.name, role: words.role(line.role) })}</legend>
                {(['keep', 'end'] as const).map((decision) => (
                  <label key={decision}>
                    <input
                      type="radio"
                      name={line.id}
                      checked={decided.get(line.id) === decision}
                      onChange={() => decide(line.id, decision)}
                    />
                    {say(`review.${decision}`)}
                  </label>
                ))}
              </fieldset>
            ) : (
              <span className="muted">{say(line.notYours === 'own' ? 'review.own' : 'review.office')}</span>
            ),
        },
      ]}
      groups={[{ key: 'all', rows: lines }]}
      empty={say('review.none')}
    />
  );
}
