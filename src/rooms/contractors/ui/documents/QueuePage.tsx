import './files.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { isNotInForce } from '../../documents/coverage.rules.ts';
import { translateContracts } from '../texts.ts';
import { openQuery } from './files-data.ts';
import { PassageText } from './PassageText.tsx';
import { translateFiles } from './texts.ts';

type Item = AnswerOf<'/contract-findings'>['items'][number];
type Decided = { item: Item; isIt: boolean };

/**
 * The passages that wait for a person (5f), one at a time: Y it is the provision, N it is not, L later, U undo the last decision, J and K next and previous.
 * The buttons do the same.
 */
export default function QueuePage() {
  const t = useTranslations(translateFiles);
  const contracts = useTranslations(translateContracts);
  const locale = useLocale();
  const queries = useQueryClient();
  // What was loaded once stays: a decided passage is gone at the server, and an undo shows it again.
  const { data, error, refetch } = useQuery({ ...openQuery, refetchOnWindowFocus: false });
  const [decided, setDecided] = useState<readonly Decided[]>([]);
  const [at, setAt] = useState(0);
  const current = useRef<HTMLDivElement>(null);
  const done = new Map(decided.map((one) => [keyOf(one.item), one.isIt]));
  const items = data?.items ?? [];
  const item = items[at];
  const move = (by: number) => setAt((before) => Math.min(Math.max(0, before + by), items.length));
  const decide = useWrite(
    ({ item: one, isIt, undo }: { item: Item; isIt: boolean | null; undo: boolean }, key) =>
      send(
        'POST /contract-files/:documentId/decisions',
        { documentId: one.documentId, setId: one.setId, provision: one.provision, version: one.version + (undo ? 1 : 0), isIt },
        key,
      ),
    {
      onSuccess: ({ version }, { item: one, isIt, undo }) => {
        // The version that the next decision on it needs.
        queries.setQueryData(
          openQuery.queryKey,
          (before) =>
            before && {
              ...before,
              items: before.items.map((other) =>
                keyOf(other) === keyOf(one) ? { ...other, version: undo ? version : one.version } : other,
              ),
            },
        );
        if (undo) {
          setDecided((before) => before.slice(0, -1));
          setAt(items.findIndex((other) => keyOf(other) === keyOf(one)));
        } else {
          setDecided((before) => [...before, { item: one, isIt: isIt === true }]);
          move(1);
        }
      },
    },
  );
  const answer = (isIt: boolean) => {
    if (item && !decide.isPending && !done.has(keyOf(item))) decide.mutate({ item, isIt, undo: false });
  };
  const undo = () => {
    const last = decided.at(-1);
    if (last && !decide.isPending)
      decide.mutate({ item: items.find((one) => keyOf(one) === keyOf(last.item)) ?? last.item, isIt: null, undo: true });
  };
  const actionOf: Record<string, () => void> = {
    y: () => answer(true),
    n: () => answer(false),
    l: () => move(1),
    j: () => move(1),
    k: () => move(-1),
    u: undo,
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select')) return;
      const action = actionOf[event.key.toLowerCase()];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  // After a decision made by key or button, the next passage is read out.
  useEffect(() => {
    if (at > 0) current.current?.focus();
  }, [at]);
  const more = data !== undefined && data.all > items.length;
  return (
    <>
      <PageHead
        title={t('queue')}
        path={<Link to="/contracts/files">{t('title')}</Link>}
        meta={data ? t('queue.meta', { n: data.all, decided: decided.length }) : '\u00a0'}
        help={[t('queue.help.1'), t('queue.help.2'), t('queue.help.3')]}
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton rows={8} />}
      {decide.error && <ProblemNote error={decide.error} />}
      {data && item === undefined && (
        <div ref={current} tabIndex={-1}>
          <p>{t(items.length === 0 ? 'queue.none' : 'queue.end')}</p>
          <p className="contract-buttons">
            {decided.length > 0 && <Button onClick={undo}>{t('queue.undo')} (U)</Button>}
            {(more || decided.length < items.length) && (
              <Button
                onClick={() => {
                  setDecided([]);
                  setAt(0);
                  void refetch();
                }}
              >
                {t('queue.again')}
              </Button>
            )}
            <Link to="/contracts">{contracts('title')}</Link>
          </p>
        </div>
      )}
      {item && (
        <div ref={current} tabIndex={-1} className="contract-queue">
          <p className="small muted">
            <Link to="/contracts/$contractId" params={{ contractId: item.contractId }}>
              {item.number}
            </Link>{' '}
            {[item.contractor, item.file, item.page !== null && t('page', { page: item.page })].filter(Boolean).join(' · ')}
          </p>
          <h2>{t('queue.question', { provision: item.title[locale] ?? item.title.en })}</h2>
          <p>
            {t(`state.${item.state}`)}
            {done.has(keyOf(item)) && ` · ${t(done.get(keyOf(item)) ? 'queue.said-yes' : 'queue.said-no')}`}
          </p>
          <h3>{t('queue.in-file')}</h3>
          <PassageText passage={item.passage} quote={item.quote} />
          {item.isPicture && <p>{t('picture')}</p>}
          {item.difference !== null && <p>{t('difference', { difference: item.difference })}</p>}
          {item.wording !== null && (
            <>
              <h3>{t('queue.in-set', { reference: [item.set[locale] ?? item.set.en, item.reference].filter(Boolean).join(', ') })}</h3>
              <blockquote>{item.wording}</blockquote>
            </>
          )}
          {isNotInForce(item.state) && <p>{t('queue.not-in-force')}</p>}
          <p className="contract-buttons no-print">
            <Button kind="main" waiting={decide.isPending} onClick={() => answer(true)} aria-keyshortcuts="y">
              {t('yes')} <kbd>Y</kbd>
            </Button>
            <Button waiting={decide.isPending} onClick={() => answer(false)} aria-keyshortcuts="n">
              {t('no')} <kbd>N</kbd>
            </Button>
            <Button onClick={() => move(1)} aria-keyshortcuts="l j">
              {t('queue.later')} <kbd>L</kbd>
            </Button>
            <Button onClick={() => move(-1)} aria-keyshortcuts="k">
              {t('queue.previous')} <kbd>K</kbd>
            </Button>
            <Button onClick={undo} waiting={decided.length === 0} aria-keyshortcuts="u">
              {t('queue.undo')} <kbd>U</kbd>
            </Button>
          </p>
          <p className="small muted">{t('queue.nothing')}</p>
        </div>
      )}
    </>
  );
}

const keyOf = ({ documentId, setId, provision }: Item) => `${documentId} ${setId} ${provision}`;
