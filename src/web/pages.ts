import { lazyRouteComponent, notFound, type RouteComponent } from '@tanstack/react-router';
import type { FunctionComponent } from 'react';
import { withTexts } from './client/language.ts';

// Each page is a chunk of its own, loaded when it is first opened.
const FILES = import.meta.glob<{ default: FunctionComponent }>('../rooms/*/ui/**/*Page.tsx');

const fileOf = (page: string) => FILES[`../rooms/${page.replace('/', '/ui/')}.tsx`];

/**
 * The component of a page, the default export of its file: `reviews/rounds/RoundsPage` is src/rooms/reviews/ui/rounds/RoundsPage.tsx. A page that does not
 * exist is shown as an unknown address.
 */
export function page(page: string): RouteComponent {
  const load = fileOf(page);
  if (load !== undefined) return lazyRouteComponent(() => withTexts(load()));
  return () => {
    throw notFound();
  };
}
