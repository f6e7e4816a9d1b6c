import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { provisionsFor } from '../../answers/provisions/provision.rules.ts';
import type { ReturnView } from '../../return.schema.ts';
import type { VersionView } from '../../versions/version.schema.ts';
import { SubmittedChecks } from '../checks/SubmittedChecks.tsx';
import { AnswerGiven } from '../questions/AnswerGiven.tsx';
import { SubmittedLaw } from '../questions/provisions/SubmittedLaw.tsx';
import { translateRelease } from '../release/texts.ts';
import { letterOf } from '../return-words.ts';
import { versionQuery } from '../returns-data.ts';
import { translateReturns } from '../texts.ts';
import { Comparison } from './Comparison.tsx';

/** The id of a section of a submitted version on its page, or of one of its pages. */
const anchorOf = (sectionId: string, page?: number): string => `signed-${sectionId}${page === undefined ? '' : `-${page}`}`;
const NOTHING = { choice: null, value: null, note: null, documentId: null, page: null };

/** A submitted version: signature, hash, what differs from earlier ones, and every answer with the law for its article. */
export function VersionPlace({ view, number }: { view: ReturnView; number: number }) {
  const t = useTranslations(translateReturns);
  const { data: version, error } = useQuery(versionQuery(view.id, number));
  const isShown = version !== undefined;
  // A link to a part of the version: it is on the page only now.
  useEffect(() => {
    if (isShown && location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [isShown]);
  if (error) return <ProblemNote error={error} />;
  if (!version) return <Skeleton rows={10} />;
  return (
    <>
      <h2 className="section-title">{t('version.title', { number })}</h2>
      <p className="small muted">
        {t('version.signed', { name: version.signed.name, capacity: version.signed.capacity })} <DateText date={version.submittedAt} time />
      </p>
      <p className="small muted return-hash">
        {t(version.intact ? 'version.intact' : 'version.broken')} SHA-256 <code>{version.sha256}</code>
      </p>
      <p>
        <LabelBadge label={version.label} />
      </p>
      {version.comparisons.map((one) => (
        <Comparison key={`${one.period} ${one.number}`} view={view} version={version} comparison={one} />
      ))}
      {version.sections.map((section) => (
        <SubmittedSection key={section.id} view={view} version={version} section={section} />
      ))}
    </>
  );
}

type Submitted = VersionView['sections'][number];

/** A section as it was submitted, in its pages. */
function SubmittedSection({ view, version, section }: { view: ReturnView; version: VersionView; section: Submitted }) {
  const tRelease = useTranslations(translateRelease);
  const locale = useLocale();
  const place = view.sections.findIndex(({ id }) => id === section.id);
  const asked = view.sections[place];
  if (asked === undefined) return null;
  const answers = new Map(section.answers.map((answer) => [answer.questionId, answer]));
  return (
    <div id={anchorOf(section.id)}>
      <Section title={`${letterOf(place)} ${asked.title[locale]}`} side={tRelease(`release.${section.release}`)}>
        <div className="return-main">
          <SubmittedChecks view={view} checks={section.checks} />
          {asked.pages.map((page, at) => {
            // An optional question without an answer is unknown, and the version says so.
            const shown = asked.questions.filter(
              ({ id, optional }) => page.questions.includes(id) && (answers.has(id) || optional === true),
            );
            if (shown.length === 0) return null;
            return (
              <div key={page.title.en} className="return-page" id={asked.pages.length > 1 ? anchorOf(section.id, at + 1) : undefined}>
                {asked.pages.length > 1 && <h3 className="return-page-title">{page.title[locale]}</h3>}
                {shown.map((question) => (
                  <AnswerGiven
                    key={question.id}
                    question={question}
                    number={`${letterOf(place)}${asked.questions.indexOf(question) + 1}`}
                    answer={answers.get(question.id) ?? NOTHING}
                    files={version.documents}
                  >
                    <SubmittedLaw provisions={provisionsFor(question, section.provisions)} />
                  </AnswerGiven>
                ))}
              </div>
            );
          })}
        </div>
      </Section>
    </div>
  );
}

/** The sections of a submitted version and their pages, as links within its page: those that this reader may see. */
export function VersionContents({ view, number }: { view: ReturnView; number: number }) {
  const locale = useLocale();
  const { data: version } = useQuery(versionQuery(view.id, number));
  const seen = new Set(version?.sections.map(({ id }) => id));
  return (
    <ul className="version-contents">
      {view.sections.map(
        ({ id, title, pages }, place) =>
          seen.has(id) && (
            <li key={id}>
              <a href={`#${anchorOf(id)}`}>
                <b>{letterOf(place)}</b>
                <span>{title[locale]}</span>
              </a>
              {pages.length > 1 && (
                <ul>
                  {pages.map((page, at) => (
                    <li key={page.title.en}>
                      <a href={`#${anchorOf(id, at + 1)}`}>
                        <b />
                        <span>{page.title[locale]}</span>
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ),
      )}
    </ul>
  );
}
