import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import type { BoardSlots } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { slotsQuery } from './readiness-data.ts';

const standing = ({ asOf, old }: BoardSlots['slots'][number]) => (asOf === null ? 'missing' : old ? 'old' : 'there');
const SIGN = { missing: 'not-reported', old: 'met-stale', there: 'met' } as const;

/**
 * The operation briefs and law annexes that the people of a board need in their lessons, and which operation or nation owes one. It never concerns a person.
 */
export function SlotsPanel({ scopeId }: { scopeId: string }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const list = useQuery(slotsQuery(scopeId));
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  if (!list.data || list.data.slots.length === 0) return null;
  return (
    <Section title={t('slots.title')}>
      <ul className="readiness-slots">
        {list.data.slots.map((one) => (
          <li key={`${one.slot} ${one.partyId}`}>
            <StatusGlyph status={SIGN[standing(one)]} size={16} />
            <span>
              <b>{one.name[locale]}</b>
              <small className="muted">
                {t(`slots.${one.slot}.${standing(one)}`)} {one.asOf && <DateText date={one.asOf} />}
              </small>
            </span>
          </li>
        ))}
      </ul>
      <p className="small muted">{t('slots.says')}</p>
    </Section>
  );
}
