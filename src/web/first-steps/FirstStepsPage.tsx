import './first-steps.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '../client/api.ts';
import { useTranslations } from '../client/language.ts';
import { can, useSession } from '../client/session.ts';
import { useWrite } from '../client/write.ts';
import { Button } from '../kit/Button.tsx';
import { Empty } from '../kit/notes/Empty.tsx';
import { ProblemNote } from '../kit/notes/ProblemNote.tsx';
import { Skeleton } from '../kit/notes/Skeleton.tsx';
import { PageHead } from '../kit/PageHead.tsx';
import { StatusGlyph } from '../kit/status/StatusMark.tsx';
import { type FirstStepsView, type FirstStepView, firstStepsQuery } from './first-steps-data.ts';
import { StepAct } from './StepAct.tsx';
import { translateFirstSteps } from './texts.ts';

const SIGN = { done: 'met', open: 'not-started', aside: 'not-applicable', unknown: 'not-reported' } as const;

/** The first half hour of a real register: each step with its state in the register, and the button that takes it. */
export function FirstStepsPage() {
  const t = useTranslations(translateFirstSteps);
  const session = useSession();
  const may = can(session, 'people:start-register');
  const steps = useQuery({ ...firstStepsQuery, enabled: may });
  const seen = steps.data?.steps.filter(({ state }) => state !== 'unknown') ?? [];
  return (
    <>
      <PageHead
        title={t('title')}
        meta={steps.data ? t('settled', { n: seen.filter(({ state }) => state !== 'open').length, of: seen.length }) : '\u00a0'}
        help={[t('help.1'), t('help.2'), t('help.3')]}
      />
      {!may && <Empty>{t('not-yours')}</Empty>}
      {steps.error && <ProblemNote error={steps.error} retry={() => void steps.refetch()} />}
      {steps.isLoading && <Skeleton rows={12} />}
      {steps.data && (
        <>
          <p className="first-steps-says">{t('says')}</p>
          <ol className="panel first-steps">
            {steps.data.steps.map((one) => (
              <Step key={one.step} {...one} view={steps.data} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function Step({ step, state, figure, view }: FirstStepView & { view: FirstStepsView }) {
  const t = useTranslations(translateFirstSteps);
  const queries = useQueryClient();
  const set = useWrite((aside: boolean, key) => send('PUT /first-steps/:step', { step, aside }, key), {
    onSuccess: () => Promise.all([['first-steps'], ['home']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
  return (
    <li data-step={step}>
      <div>
        <h2>{t(`step.${step}`)}</h2>
        <p className="muted">{t(`why.${step}`)}</p>
        <p className="first-step-state">
          <span className={`chip is-${SIGN[state]}`}>
            <StatusGlyph status={SIGN[state]} />
            {t(`state.${state}`)}
          </span>{' '}
          <span>
            {figure === null ? t('figure.unknown') : step === 'reporting' && view.reporting ? view.reporting : t(`figure.${step}`, figure)}
          </span>
        </p>
        {set.error && <ProblemNote error={set.error} retry={() => void set.mutate(state !== 'aside')} />}
      </div>
      <div className="first-step-acts no-print">
        <StepAct step={step} state={state} view={view} />
        {state === 'open' && (
          <Button
            kind="quiet"
            waiting={set.isPending}
            aria-label={t('aside.of', { step: t(`step.${step}`) })}
            onClick={() => set.mutate(true)}
          >
            {t('aside')}
          </Button>
        )}
        {state === 'aside' && (
          <Button
            kind="quiet"
            waiting={set.isPending}
            aria-label={t('resume.of', { step: t(`step.${step}`) })}
            onClick={() => set.mutate(false)}
          >
            {t('resume')}
          </Button>
        )}
      </div>
    </li>
  );
}
