import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { clauseBriefView } from '../../briefs/brief-view.ts';
import { translateBrief } from '../../briefs/texts.ts';
import { BriefView } from './BriefView.tsx';
import { clauseBriefQuery } from './briefs-data.ts';

/** One clause on one page, for a committee. */
export default function ClauseBriefPage() {
  const t = useTranslations(translateBrief);
  const locale = useLocale();
  const { clauseId = '' } = useParams({ strict: false });
  const brief = useQuery(clauseBriefQuery(clauseId));
  const edition = useQuery(editionQuery);
  return (
    <BriefView
      brief={brief.data}
      view={brief.data && edition.data && clauseBriefView(brief.data, edition.data, locale)}
      error={brief.error ?? edition.error}
      retry={() => void brief.refetch()}
      file={`/desk/api/clauses/${encodeURIComponent(clauseId)}/brief.pdf`}
      origin={
        <Link className={buttonClass()} to="/clauses/$clauseId" params={{ clauseId }}>
          {t('clause.page')}
        </Link>
      }
    />
  );
}
