import { formatDay } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { ImportedAction } from '../../editions/edition.rules.ts';
import type { ImportedEdition } from '../../editions/edition.schema.ts';
import { translateEditions } from '../../editions/texts.ts';
import { EditionDifference } from './EditionDifference.tsx';
import { useEditionWrite } from './editions-data.ts';

const ForceForm = later(() => import('./ForceForm.tsx').then((file) => file.ForceForm));

/** One imported edition: its file, what was decided and why, what it changes, and the next step. */
export function ImportedPanel({ edition, said }: { edition: ImportedEdition; said: (words: string) => void }) {
  const t = useTranslations(translateEditions);
  const locale = useLocale();
  const { editionId, decision, withdrawn, stage } = edition;
  const day = (at: string) => formatDay(locale, at.slice(0, 10));
  const withdraw = useEditionWrite(
    ({ reason }: { reason: string }, key) =>
      send('POST /policy/editions/:importId/withdraw', { importId: edition.importId, version: edition.version, reason }, key),
    () => said(t('withdrawn-done', { id: editionId })),
  );
  const state = decision && stage !== 'withdrawn' && stage !== 'draft' ? t(`state.${stage}`, { day: day(decision.fromDay) }) : null;
  return (
    <section className="panel edition-imported" aria-labelledby={`edition-${edition.importId}`}>
      <h3 id={`edition-${edition.importId}`}>
        {t('row', { id: editionId, title: edition.title[locale] })}{' '}
        <span className="small muted">{state ?? t(stage === 'withdrawn' ? 'state.withdrawn' : 'state.draft')}</span>
      </h3>
      <KeyValues
        items={[
          { key: 'imported', name: t('imported'), value: t('imported-by', { day: day(edition.importedAt), name: edition.importedBy }) },
          { key: 'file', name: t('source'), value: <span className="edition-file">{edition.fileName}</span> },
          ...(decision
            ? [
                {
                  ...{ key: 'decision', name: t('decision') },
                  value: t('decision-by', { day: day(decision.at), name: decision.by, reason: decision.reason }),
                },
                {
                  ...{ key: 'consulted', name: t('consulted') },
                  value: (
                    <>
                      {t('consulted-line', {
                        ...{ body: decision.consulted.body, outcome: decision.consulted.outcome },
                        day: day(decision.consulted.on),
                      })}
                      {decision.consulted.isRegistered && <> {t('consulted-registered')}</>}
                    </>
                  ),
                },
              ]
            : []),
          ...(withdrawn
            ? [
                {
                  ...{ key: 'withdrawn', name: t('withdrawn') },
                  value: t('decision-by', { day: day(withdrawn.at), name: withdrawn.by, reason: withdrawn.reason }),
                },
              ]
            : []),
        ]}
      />
      {edition.difference && <EditionDifference difference={edition.difference} />}
      {withdraw.error && <ProblemNote error={withdraw.error} />}
      <Actions
        key={edition.version}
        offered={edition.actions}
        label={(action: ImportedAction) => t(`action.${action}`)}
        about={t('about', { id: editionId })}
        comment={() => ({ label: t('withdraw-reason'), hint: t('withdraw-hint') })}
        waiting={withdraw.isPending}
        run={(_, { reason }) => withdraw.mutate({ reason: reason! })}
        forms={{ 'put-in-force': (close) => <ForceForm edition={edition} close={close} said={said} /> }}
      />
    </section>
  );
}
