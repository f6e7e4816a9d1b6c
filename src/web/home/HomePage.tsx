import './home.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '../client/language.ts';
import { useSession } from '../client/session.ts';
import { Button } from '../kit/Button.tsx';
import { Icon } from '../kit/Icon.tsx';
import { ProblemNote } from '../kit/notes/ProblemNote.tsx';
import { Skeleton } from '../kit/notes/Skeleton.tsx';
import { PageHead } from '../kit/PageHead.tsx';
import { translateDesk } from '../texts/texts.ts';
import { AskedOfYou } from './AskedOfYou.tsx';
import { HomeParts } from './HomeParts.tsx';
import { homeQuery } from './home-data.ts';
import { translateHome } from './texts.ts';
import { WhatIsNew } from './WhatIsNew.tsx';

/** The first page after sign-in: the question of each role of this person, answered, then what is asked of them, then what others did since. */
export function HomePage() {
  const t = useTranslations(translateHome);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  const { grants } = useSession();
  const home = useQuery(homeQuery);
  // The parties, operations and offices for which this person acts.
  const places = [...new Set(grants.map(({ role, party }) => party?.name[locale] ?? desk(`role.${role}`)))];
  return (
    <>
      <PageHead
        title={places.length > 0 && places.length <= 2 ? places.join(' · ') : t('title')}
        meta={
          [...(places.length > 2 ? places : []), home.data && formatDay(locale, home.data.today)].filter(Boolean).join(' · ') || '\u00a0'
        }
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        actions={
          <Button onClick={() => window.print()}>
            <Icon name="print" />
            {t('print')}
          </Button>
        }
      />
      <div className="home">
        <div className="home-parts">
          {home.error && <ProblemNote error={home.error} retry={() => void home.refetch()} />}
          {home.isLoading && <Skeleton rows={12} />}
          {home.data && <HomeParts view={home.data} />}
          {home.data?.order.length === 0 && <p className="note">{t('no-part')}</p>}
        </div>
        <div className="home-side">
          <AskedOfYou />
          <WhatIsNew />
          <p className="no-print">
            <Link to="/help">{t('guides')}</Link>
          </p>
        </div>
      </div>
    </>
  );
}
