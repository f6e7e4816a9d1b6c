import { later } from '../kit/later.tsx';
import { useTourState } from './tour-state.ts';

const TourBar = later(() => import('./TourBar.tsx').then((file) => file.TourBar), null);

/** The bar of a walk, in an exercise, while a person follows one. Nothing of it is loaded otherwise. */
export function Tour() {
  const [state, change] = useTourState();
  return state && <TourBar state={state} change={change} />;
}
