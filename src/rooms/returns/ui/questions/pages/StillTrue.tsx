import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { ReturnView } from '../../../return.schema.ts';
import { addressOf, answersToConfirm, type Page, type Part, type Place } from '../../return-words.ts';
import { useSaveAnswers } from '../../returns-data.ts';
import { translatePages } from './texts.ts';

/**
 * Confirms the known answers of a page that have none yet: those that the cards below show. Where nothing is left on the page afterwards it turns to the next
 * page, as its name says.
 */
export function StillTrue({ view, part, page, after }: { view: ReturnView; part: Part; page: Page; after: Place | undefined }) {
  const t = useTranslations(translatePages);
  const navigate = useNavigate();
  const { rows, left } = answersToConfirm(part.section, page.number, view.answers ?? []);
  const turns = after !== undefined && left === 0;
  const save = useSaveAnswers(view.id, () => {
    if (turns)
      return navigate({
        to: '/returns/$returnId',
        params: { returnId: view.id },
        search: addressOf(after.part.section.id, after.page.number),
      });
  });
  if (rows.length === 0 && !save.error) return null;
  const answers = rows.map(({ questionId, version }) => ({
    questionId,
    choice: 'still-true' as const,
    value: null,
    note: null,
    documentId: null,
    page: null,
    version,
  }));
  return (
    <div className="form no-print">
      <p>
        <Button waiting={save.isPending} onClick={() => save.mutate({ answers, form: null })}>
          {t(turns ? 'still-true-next' : 'still-true', { count: rows.length })}
        </Button>
      </p>
      {save.error && <ProblemNote error={save.error} />}
    </div>
  );
}
