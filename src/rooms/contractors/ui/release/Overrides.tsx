import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { OverrideAction } from '../../release/override.rules.ts';
import { type Release, useReleaseWrite } from './release-data.ts';
import { translateReleases } from './texts.ts';

type Override = Release['overrides'][number];

/** The overrides of a contract, each with who asked, who decided, and the buttons of a second person. */
export function Overrides({ release: { overrides } }: { release: Release }) {
  const t = useTranslations(translateReleases);
  if (overrides.length === 0) return null;
  return (
    <>
      <h3>{t('overrides')}</h3>
      <ol className="release-list">
        {overrides.map((one) => (
          <OneOverride key={`${one.id} ${one.version}`} one={one} />
        ))}
      </ol>
    </>
  );
}

function OneOverride({ one }: { one: Override }) {
  const t = useTranslations(translateReleases);
  const { id: overrideId, version, actions } = one;
  const decide = useReleaseWrite(({ action, note }: { action: OverrideAction; note: string | null }, key) =>
    action === 'grant-override'
      ? send('POST /contract-overrides/:overrideId/grant', { overrideId, version, note }, key)
      : send('POST /contract-overrides/:overrideId/refusal', { overrideId, version, note: note ?? '' }, key),
  );
  return (
    <li>
      <p>
        <b>{one.option === null ? t('override.for-award') : t('override.for-option', { number: one.option })}</b>:{' '}
        {t(`override.${one.state}`)}, {t('override.until')} <DateText date={one.until} />
      </p>
      <OverrideWords one={one} />
      <Actions
        offered={actions}
        label={(action: OverrideAction) => t(`action.${action}`)}
        comment={(action: OverrideAction) => ({ label: t(`note.${action}`), hint: t(`hint.${action}`) })}
        run={(action, { note }) => decide.mutate({ action, note: note ?? null })}
        waiting={decide.isPending}
      />
      {decide.error && <ProblemNote error={decide.error} />}
    </li>
  );
}

/** The reason of an override, who asked for it, and what was decided. */
export function OverrideWords({ one }: { one: Omit<Override, 'actions'> }) {
  const t = useTranslations(translateReleases);
  return (
    <>
      <p className="release-words">{one.reason}</p>
      <p className="muted small">
        {t('override.asked-by', { name: one.askedBy })} <DateText date={one.askedOn} />
        {one.decidedOn !== null && (
          <>
            . {t('override.decided-by', { name: one.decidedBy ?? '' })} <DateText date={one.decidedOn} />
          </>
        )}
      </p>
      {one.note !== null && <p className="release-words">{one.note}</p>}
    </>
  );
}
