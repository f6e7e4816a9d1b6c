import { createElement, type FunctionComponent, lazy, type ReactNode, Suspense } from 'react';
import { withTexts } from '../client/language.ts';
import { NewerVersionGuard, NewerVersionNote } from './notes/NewerVersion.tsx';
import { Skeleton } from './notes/Skeleton.tsx';

/**
 * A part of a page that is loaded when it is first rendered: `const PlanForm = later(() => import('./PlanForm.tsx').then((file) => file.PlanForm))`. For forms
 * and drawers, which load form and schema libraries: a person who only reads does not wait for them. `meanwhile` is shown until then. Where a newer version has
 * removed its file, it says so in its place, and input elsewhere on the page is kept. `missing` replaces that message: null for a part whose place cannot hold a
 * button, where another part of the same file says it.
 */
export function later<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  meanwhile: ReactNode = <Skeleton rows={3} />,
  missing: ReactNode = <NewerVersionNote />,
): FunctionComponent<Props> {
  const Loaded = lazy(async () => ({ default: await withTexts(load()) }));
  // biome-ignore lint/correctness/noComponentHookFactories: called once per lazy component, where its module is loaded
  return function Later(props) {
    return (
      <NewerVersionGuard missing={missing}>
        <Suspense fallback={meanwhile}>{createElement(Loaded as unknown as FunctionComponent<Props>, props)}</Suspense>
      </NewerVersionGuard>
    );
  };
}
