import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { Board } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { peopleQuery, usePeopleOrder } from './readiness-data.ts';

/** Prints the board with every service number: what the screen has not loaded yet is loaded first. It says how far it is. */
export function PrintBoardButton({ board }: { board: Board }) {
  const t = useTranslations(translateReadinessDesk);
  const sort = usePeopleOrder();
  const people = useInfiniteQuery(peopleQuery(board.scope.id, { day: board.day, only: 'unready', number: '', sort }));
  const [loaded, setLoaded] = useState<number>();
  const [error, setError] = useState<unknown>();
  const print = async () => {
    setError(undefined);
    let list = people;
    try {
      while (list.hasNextPage) {
        setLoaded(list.data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0);
        list = await list.fetchNextPage({ throwOnError: true });
      }
      // The rows are on the page after the next frame.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      window.print();
    } catch (cause) {
      setError(cause);
    } finally {
      setLoaded(undefined);
    }
  };
  return (
    <>
      <Button onClick={() => void print()} waiting={loaded !== undefined || people.isPending}>
        <Icon name="print" /> {t('print')}
      </Button>
      <span role="status" className="small muted">
        {loaded !== undefined && t('print.loading', { n: loaded, of: board.persons - board.ready })}
      </span>
      {error !== undefined && <ProblemNote error={error} />}
    </>
  );
}
