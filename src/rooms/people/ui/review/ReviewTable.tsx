import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import type { ReviewLine } from '../../access-review/access-review.schema.ts';
import { usePeopleWords } from '../people-words.ts';
import { translateAccess } from '../texts.ts';

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
  const t = useTranslations(translateAccess);
  const words = usePeopleWords();
  const sort = useSort<ReviewLine>({
    person: (line) => line.person.name,
    role: (line) => words.role(line.role),
    until: (line) => line.to,
    given: (line) => line.givenAt,
    used: (line) => line.lastUse,
  });
  return (
    <DataTable
      caption={t('review.title')}
      rowKey={(line) => line.id}
      sort={sort}
      columns={[
        { key: 'person', head: t('review.person'), cell: (line) => line.person.name },
        {
          key: 'role',
          head: t('review.role'),
          cell: (line) => (
            <>
              {words.grant({ ...line, party: null })} <span className="small muted">{t(`label.${line.label}`)}</span>
            </>
          ),
        },
        {
          key: 'until',
          head: t('review.until'),
          cell: (line) => (
            <>
              {line.to ? <DateText date={line.to} /> : <span className="muted">{t('review.no-end')}</span>}
              {line.endsSoon && <span className="people-refused"> · {t('review.soon')}</span>}
            </>
          ),
        },
        {
          key: 'given',
          head: t('review.given'),
          cell: (line) => (
            <>
              {line.givenBy ?? t(line.singleSignOn ? 'review.single-sign-on' : 'review.first')}{' '}
              <span className="small muted">{words.day(line.givenAt)}</span>
            </>
          ),
        },
        {
          key: 'used',
          head: t('review.used'),
          cell: (line) => (line.lastUse ? <DateText date={line.lastUse} /> : <span className="muted">{t('review.unused')}</span>),
        },
        {
          key: 'decision',
          head: t('review.decision'),
          cell: (line) =>
            line.notYours === null ? (
              <fieldset className="people-decision">
                <legend className="out-of-sight">{t('review.of', { person: line.person.name, role: words.role(line.role) })}</legend>
                {(['keep', 'end'] as const).map((decision) => (
                  <label key={decision}>
                    <input
                      type="radio"
                      name={line.id}
                      checked={decided.get(line.id) === decision}
                      onChange={() => decide(line.id, decision)}
                    />
                    {t(`review.${decision}`)}
                  </label>
                ))}
              </fieldset>
            ) : (
              <span className="muted">{t(line.notYours === 'own' ? 'review.own' : 'review.office')}</span>
            ),
        },
      ]}
      groups={[{ key: 'all', rows: lines }]}
      empty={t('review.none')}
    />
  );
}
