import { useQuery } from '@tanstack/react-query';
import { formatDay } from '#platform/texts/texts.ts';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { translateBrief } from '../../briefs/texts.ts';
import { adoptedViews } from './adopted-view.ts';
import { adoptedRatingsQuery } from './briefs-data.ts';

const AdoptedTable = later(() => import('./AdoptedTable.tsx').then((file) => file.AdoptedTable));

/** The adopted and released ratings of every party, for the auditor: the newest review of each. */
export default function AdoptedPage() {
  const t = useTranslations(translateBrief);
  const locale = useLocale();
  const { data, error, refetch } = useQuery(adoptedRatingsQuery);
  const edition = useQuery(editionQuery);
  return (
    <>
      <PageHead
        title={t('ratings.title')}
        meta={
          data && (
            <>
              {t('ratings.meta', { day: formatDay(locale, data.asOf), shown: data.rows.length, unseen: data.unseen })}{' '}
              <LabelBadge label={data.label} />
            </>
          )
        }
        help={[t('ratings.help.1'), t('ratings.help.2'), t('ratings.help.3')]}
        actions={
          <Button onClick={() => window.print()}>
            <Icon name="print" />
            {t('print')}
          </Button>
        }
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!error && !(data && edition.data) && <Skeleton rows={14} />}
      {data && edition.data && <AdoptedTable rows={adoptedViews(data, edition.data, locale)} />}
    </>
  );
}
