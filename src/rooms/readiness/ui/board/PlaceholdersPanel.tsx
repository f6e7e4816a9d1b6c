import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import type { BoardPlaceholders } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { placeholdersQuery } from './readiness-data.ts';

const textStatus = ({ asOf, old }: BoardPlaceholders['placeholders'][number]) => (asOf === null ? 'missing' : old ? 'old' : 'there');
const SIGN = { missing: 'not-reported', old: 'met-stale', there: 'met' } as const;

/**
 * The operation briefs and law annexes that the people of a board need in their lessons, and which operation or nation owes one. It never concerns a person.
 */
export function PlaceholdersPanel({ scopeId }: { scopeId: string }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const list = useQuery(placeholdersQuery(scopeId));
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  if (!list.data || list.data.placeholders.length === 0) return null;
  return (
    <Section title={t('placeholders.title')}>
      <ul className="readiness-placeholders">
        {list.data.placeholders.map((one) => (
          <li key={`${one.placeholder} ${one.partyId}`}>
            <StatusGlyph status={SIGN[textStatus(one)]} size={16} />
            <span>
              <b>{one.name[locale]}</b>
              <small className="muted">
                {t(`placeholders.${one.placeholder}.${textStatus(one)}`)} {one.asOf && <DateText date={one.asOf} />}
              </small>
            </span>
          </li>
        ))}
      </ul>
      <p className="small muted">{t('placeholders.says')}</p>
    </Section>
  );
}
