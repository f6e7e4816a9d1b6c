import { useForm } from 'react-hook-form';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { Board } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { useTrainingWrite } from './readiness-data.ts';

/** The roster compared with the stated strength: what the shares are shares of. People who are on no roster are unknown. */
export function StrengthPanel({ board }: { board: Board }) {
  const t = useTranslations(translateReadinessDesk);
  const session = useSession();
  if (board.roster === null) return null;
  const { persons, coverage, strength } = board.roster;
  return (
    <Section title={t('strength.title')}>
      {strength === null ? (
        <p>{t('strength.none', { roster: persons })}</p>
      ) : (
        <>
          <p>
            {t('strength.stated', { roster: persons, percent: strength.percent, strength: strength.persons })}{' '}
            <DateText date={strength.statedFor} />, {strength.source}.
          </p>
          {coverage !== 'within' && coverage !== 'none' && <p className="small">{t(`strength.${coverage}`)}</p>}
        </>
      )}
      {can(session, 'training:see', board.scope.id) && <StrengthForm partyId={board.scope.id} />}
    </Section>
  );
}

function StrengthForm({ partyId }: { partyId: string }) {
  const t = useTranslations(translateReadinessDesk);
  const form = useForm({ defaultValues: { persons: '', statedFor: '', source: '' } });
  const state = useTrainingWrite((input: BodyOf<'POST /parties/:partyId/strength'>, key) =>
    send('POST /parties/:partyId/strength', { partyId, ...input }, key),
  );
  const labels = { persons: t('strength.persons'), statedFor: t('strength.day'), source: t('strength.source') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: state.error });
  const required = t('strength.required');
  return (
    <details className="no-print">
      <summary>{t('strength.state')}</summary>
      <form
        className="form"
        noValidate
        onSubmit={form.handleSubmit(({ persons, statedFor, source }) =>
          state.mutate({ persons: Number(persons), statedFor, source: source.trim() }),
        )}
      >
        <ErrorSummary faults={faults} />
        <TextField
          id="persons"
          label={labels.persons}
          error={faults.of('persons')}
          inputMode="numeric"
          {...form.register('persons', { required })}
        />
        <TextField
          id="statedFor"
          type="date"
          label={labels.statedFor}
          error={faults.of('statedFor')}
          {...form.register('statedFor', { required })}
        />
        <TextField
          id="source"
          label={labels.source}
          error={faults.of('source')}
          maxLength={200}
          {...form.register('source', { required })}
        />
        <div>
          <Button type="submit" waiting={state.isPending}>
            {t('strength.save')}
          </Button>{' '}
          <span role="status" className="small muted">
            {state.isSuccess && t('strength.saved')}
          </span>
        </div>
      </form>
    </details>
  );
}
