import { type FunctionComponent, lazy, Suspense } from 'react';
import { withTexts } from '../client/language.ts';
import { Skeleton } from '../kit/notes/Skeleton.tsx';
import type { HomeView } from './home-data.ts';

type Part = FunctionComponent<{ data: unknown }>;

// A room, or the first steps, shows its part `clauses` in a file `home/ClausesHome.tsx` with a default export. Each file is loaded only for a reader whose answer has the part.
const FILES = import.meta.glob<{ default: Part }>(['../../rooms/*/ui/**/home/*Home.tsx', '../first-steps/*Home.tsx']);
const PARTS = new Map(Object.keys(FILES).map((path) => [/(\w+)Home\.tsx$/.exec(path)![1]!, lazy(() => withTexts(FILES[path]!()))]));

/** The file of a part: `clauses` is shown by ClausesHome.tsx. */
function fileOf(name: string): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}

/** The parts of the rooms that have an answer for this reader, in the order in which the server put them. */
export function HomeParts({ view }: { view: HomeView }) {
  return view.order.map((name) => {
    const Shown = PARTS.get(fileOf(name));
    return (
      Shown && (
        <Suspense key={name} fallback={<Skeleton rows={6} />}>
          <Shown data={view.parts[name as keyof HomeView['parts']]} />
        </Suspense>
      )
    );
  });
}
