import { useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import type { GapAction } from '../../release/gap.rules.ts';
import type { Release } from './release-data.ts';
import { translateReleases } from './texts.ts';

const forms = () => import('./ReleaseForms.tsx');
const ProposeForm = later(() => forms().then((file) => file.ProposeForm));
const AnswerForm = later(() => forms().then((file) => file.AnswerForm));

/** The state of the gap of a running contract, the modifications that were proposed, and what can be recorded now. */
export function Gap({ release }: { release: Release }) {
  const t = useTranslations(translateReleases);
  const { gap, gapActions, modifications } = release;
  if (gap === null && gapActions.length + modifications.length === 0) return null;
  return (
    <>
      {gap !== null && (
        <>
          <h3>{t('gap')}</h3>
          <p>
            <b>{t(`gap.${gap.state}`)}</b>
            {gap.dueOn !== null && (
              <>
                , {t('gap.due')} <DateText date={gap.dueOn} /> {gap.late && <b>{t('gap.late')}</b>}
              </>
            )}
          </p>
        </>
      )}
      {modifications.length > 0 && (
        <>
          <h3>{t('modifications')}</h3>
          <ol className="release-list">
            {modifications.map(({ id, proposedOn, proposedBy, how, outcome, decidedOn, note }) => (
              <li key={id}>
                <p>
                  {t('modification.proposed', { name: proposedBy })} <DateText date={proposedOn} />
                </p>
                <p className="release-words">{how}</p>
                {outcome === null ? (
                  <p className="muted">{t('modification.open')}</p>
                ) : (
                  <p className="release-words">
                    {t(`modification.${outcome}`)} <DateText date={decidedOn!} />: {note}
                  </p>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      <Actions
        key={`${release.version} ${modifications[0]?.version}`}
        offered={gapActions}
        label={(action: GapAction) => t(`action.${action}`)}
        run={() => {}}
        waiting={false}
        forms={{
          'propose-modification': (close) => <ProposeForm release={release} close={close} />,
          'agree-modification': (close) => <AnswerForm action="agree-modification" release={release} close={close} />,
          'refuse-modification': (close) => <AnswerForm action="refuse-modification" release={release} close={close} />,
        }}
      />
    </>
  );
}
