import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { DateText } from '../kit/DateText.tsx';
import { later } from '../kit/later.tsx';
import { ProblemNote } from '../kit/notes/ProblemNote.tsx';
import { Section } from '../kit/Section.tsx';
import { keyOfLine, markNewsSeen, newsQuery } from './news-data.ts';
import { translateHome } from './texts.ts';

const NewsLines = later(() => import('./NewsLines.tsx').then((file) => file.NewsLines));

/** What others did since this reader was here, newest first. Once the list is in view it counts as seen, on every device. */
export function WhatIsNew() {
  const t = useTranslations(translateHome);
  const { data, error, refetch } = useQuery(newsQuery);
  const place = useRef<HTMLDivElement>(null);
  const [inView, setInView] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => setInView(entries.some((entry) => entry.isIntersecting)));
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);
  // Lines that were new when the list was opened stay marked on the page while it is open.
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const added = data?.lines.filter((line) => line.isNew && !fresh.has(keyOfLine(line))) ?? [];
  if (added.length > 0) setFresh(new Set([...fresh, ...added.map(keyOfLine)]));
  // A mark that fails is tried again when the list is next in view: until then the number stays.
  useEffect(() => {
    if (inView && data && data.unseen > 0) void markNewsSeen(data).catch(() => {});
  }, [inView, data]);
  return (
    <div className="home-asked home-news" ref={place}>
      {error && <ProblemNote title={t('news.unknown')} error={error} retry={() => void refetch()} />}
      {data?.since && (
        <Section
          title={t('news.title')}
          side={
            <>
              {t('news.since')} <DateText date={data.since} time />
            </>
          }
        >
          {data.lines.length === 0 ? <p className="muted">{t('news.none')}</p> : <NewsLines lines={data.lines} fresh={fresh} />}
          {data.more && <p className="small muted">{t('news.more', { n: data.lines.length })}</p>}
        </Section>
      )}
    </div>
  );
}
