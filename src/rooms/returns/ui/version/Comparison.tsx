import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { Provision } from '../../answers/provisions/provision.schema.ts';
import { translateProvisions } from '../../answers/provisions/texts.ts';
import type { QuestionView, ReturnView } from '../../return.schema.ts';
import type { VersionView } from '../../versions/version.schema.ts';
import { AnswerBody } from '../questions/AnswerGiven.tsx';
import { ProvisionText } from '../questions/provisions/ProvisionText.tsx';
import { changedParts } from '../questions/provisions/provision-parts.ts';
import { letterOf } from '../return-words.ts';
import { translateReturns } from '../texts.ts';

type Compared = VersionView['comparisons'][number];
type Answers = Compared['answers'][number];
type Law = Compared['law'][number];
type Row = { key: string; name: string; question: QuestionView } & ({ answers: Answers } | { law: Law });

/** What differs from an earlier version or the last return: answers, and the law for each article, in the order of the questions. */
export function Comparison({ view, version, comparison }: { view: ReturnView; version: VersionView; comparison: Compared }) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const { period, number } = comparison;
  const title = period === view.period ? t('version.differences', { number }) : t('version.differences-last', { period, number });
  const answers = new Map(comparison.answers.map((one) => [one.questionId, one]));
  const rows = view.sections.flatMap((section, s) =>
    section.questions.flatMap((question, q): Row[] => {
      const name = `${letterOf(s)}${q + 1}`;
      const answer = answers.get(question.id);
      const law = comparison.law.filter(
        ({ instrument, article }) => instrument === question.article?.instrument && article === question.article.number,
      );
      return [
        ...(answer ? [{ key: question.id, name, question, answers: answer }] : []),
        ...law.map((one) => ({ key: `${question.id} ${(one.after ?? one.before)!.provisionId}`, name, question, law: one })),
      ];
    }),
  );
  const cell = (row: Row, side: 'before' | 'after') =>
    'law' in row ? (
      <LawBody provision={row.law[side]} />
    ) : (
      <AnswerBody question={row.question} answer={row.answers[side]} files={version.documents} />
    );
  return (
    <Section title={title}>
      {rows.length === 0 && <p className="muted">{t('version.same')}</p>}
      {rows.length > 0 && (
        <div className="return-differences">
          <DataTable
            caption={title}
            rowKey={({ key }) => key}
            columns={[
              {
                key: 'question',
                head: t('version.question'),
                cell: (row: Row) => (
                  <>
                    {row.name} {row.question.text[locale]}
                    {'law' in row && <LawChange law={row.law} />}
                  </>
                ),
              },
              { key: 'before', head: t('version.before'), cell: (row) => cell(row, 'before') },
              { key: 'after', head: t('version.after'), cell: (row) => cell(row, 'after') },
            ]}
            groups={[{ key: 'all', rows }]}
            empty={null}
          />
        </div>
      )}
    </Section>
  );
}

/** What happened to a provision: added, dropped, or which of its parts changed. */
function LawChange({ law: { before, after } }: { law: Law }) {
  const t = useTranslations(translateProvisions);
  const parts = before && after ? changedParts(before, after).map((key) => t(key)) : [];
  const words =
    before === null ? t('change.added') : after === null ? t('change.dropped') : t('change.changed', { parts: parts.join('; ') });
  return <span className="small muted form-mark">{words}</span>;
}

function LawBody({ provision }: { provision: Provision | null }) {
  const t = useTranslations(translateProvisions);
  return provision === null ? <p className="muted">{t('change.none')}</p> : <ProvisionText provision={provision} />;
}
