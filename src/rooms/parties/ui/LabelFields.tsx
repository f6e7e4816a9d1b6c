import { useQuery } from '@tanstack/react-query';
import { LABEL_POLICY, LABELS, type Label, labelsUpTo } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import { translateLabels } from '#platform/texts/labels/texts.ts';
import { useTranslations } from '#web/client/language.ts';
import { type Session, useSession } from '#web/client/session.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { allPartiesQuery } from './parties-data.ts';

/**
 * Chooses a label: the level, no higher than the reader's and the installation's, and the parties it is releasable to. `kept` is a list that was set elsewhere.
 */
export function LabelFields({ partyId, value, onChange }: { partyId: string; value: RecordLabel; onChange: (label: RecordLabel) => void }) {
  const t = useTranslations(translateLabels);
  const session = useSession();
  const bodies = useQuery(allPartiesQuery('body')).data;
  const lists = new Map<'all' | 'party' | 'party-and-headquarters', readonly string[] | null>([
    ['all', null],
    ['party', [partyId]],
  ]);
  // Offered once its parties are known: a shorter list would leave some of them out.
  if (bodies) lists.set('party-and-headquarters', [...new Set([partyId, ...bodies.map((body) => body.id)])]);
  const same = (list: readonly string[] | null) =>
    list === null || value.releasableTo === null
      ? list === value.releasableTo
      : list.length === value.releasableTo.length && list.every((id) => value.releasableTo!.includes(id));
  const chosen = [...lists].find(([, list]) => same(list))?.[0] ?? 'kept';
  const levels = labelsUpTo(clearanceOf(session));
  return (
    <>
      <SelectField
        id="label"
        label={t('label')}
        hint={t('hint')}
        value={value.level}
        onChange={(event) => onChange({ ...value, level: event.target.value as Label })}
      >
        {LABELS.filter((level) => levels.includes(level) || level === value.level).map((level) => (
          <option key={level} value={level}>
            {t(level)}
          </option>
        ))}
      </SelectField>
      <SelectField
        id="releasable-to"
        label={t('releasable-to')}
        value={chosen}
        onChange={(event) => {
          const [, list] = [...lists].find(([key]) => key === event.target.value)!;
          onChange({ policy: LABEL_POLICY, level: value.level, releasableTo: list && [...list] });
        }}
      >
        {[...lists.keys()].map((key) => (
          <option key={key} value={key}>
            {t(key)}
          </option>
        ))}
        {chosen === 'kept' && (
          <option value="kept" disabled>
            {t('others', { count: value.releasableTo!.length })}
          </option>
        )}
      </SelectField>
    </>
  );
}

// Limits what the form offers; the database decides.
function clearanceOf({ onePersonMode, highestLabel, grants }: Session): Label {
  if (onePersonMode) return highestLabel;
  const highest = Math.max(0, ...grants.map((grant) => LABELS.indexOf(grant.label)));
  return LABELS[Math.min(highest, LABELS.indexOf(highestLabel))]!;
}
