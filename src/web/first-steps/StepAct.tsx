import { Link } from '@tanstack/react-router';
import type { AddressValues } from '../client/address.ts';
import { useTranslations } from '../client/language.ts';
import type { PermissionName } from '../client/routes.gen.ts';
import { can, useSession } from '../client/session.ts';
import { buttonClass } from '../kit/Button.tsx';
import type { FirstStepsView, FirstStepView } from './first-steps-data.ts';
import { translateFirstSteps } from './texts.ts';

// What the button of each step needs. Reporting has none: its operator sets it outside the desk.
const NEEDS: Record<Exclude<FirstStepView['step'], 'reporting'>, PermissionName> = {
  'second-person': 'people:appoint',
  authority: 'reviews:direct',
  'focal-points': 'people:appoint',
  round: 'reviews:direct',
  strengths: 'people:appoint',
};

type Place = { to: '/people' | '/people/invite' | '/readiness' | '/rounds'; search: AddressValues };
const place = (to: Place['to'], search: AddressValues = {}): Place => ({ to, search });
// Where a step is taken, and where its result is seen.
const PLACES: Record<keyof typeof NEEDS, { open: Place; done: Place }> = {
  'second-person': { open: place('/people', { invite: 'office' }), done: place('/people') },
  authority: { open: place('/rounds', { view: 'register' }), done: place('/rounds', { view: 'authorities' }) },
  'focal-points': { open: place('/people/invite'), done: place('/people') },
  round: { open: place('/rounds', { view: 'plan' }), done: place('/rounds') },
  strengths: { open: place('/people/invite', { role: 'training-officer' }), done: place('/readiness') },
};

/** The one button that takes a step, for those who may take it; for others, who does. */
export function StepAct({ step, state, view }: Pick<FirstStepView, 'step' | 'state'> & { view: FirstStepsView }) {
  const t = useTranslations(translateFirstSteps);
  const session = useSession();
  if (step === 'reporting') return null;
  if (!can(session, NEEDS[step])) return state === 'done' ? null : <span className="small muted">{t('office-acts')}</span>;
  const plain = state === 'done' || state === 'aside';
  const words = t(plain ? `see.${step}` : `act.${step}`);
  const look = buttonClass(plain ? 'plain' : 'main');
  if (step === 'round' && state !== 'done' && view.plannedRound !== null)
    return (
      <Link to="/rounds/$roundId" params={{ roundId: view.plannedRound }} className={look}>
        {words}
      </Link>
    );
  const { to, search } = PLACES[step][state === 'done' ? 'done' : 'open'];
  return (
    <Link to={to} search={search} className={look}>
      {words}
    </Link>
  );
}
