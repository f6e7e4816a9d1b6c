import { isSilent } from '#kernel/status.ts';
import type { Block } from '#platform/documents/text-document/text-document.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { numberWithDagger } from '#rooms/policy/index.ts';
import { GRADES, SUBMISSIONS } from '../../reviews.schema.ts';
import { submissionKind } from '../publication/publication.rules.ts';
import { suppressSmall } from '../publication/suppression.rules.ts';
import type { Report, ReportParty } from '../report.schema.ts';
import { groupsOf } from './matrix-view.ts';
import { day, partyView } from './party-view.ts';
import { headOf, reportView } from './report-document.ts';
import { pairs, partyBlocks, table } from './report-files.ts';
import { translateReport } from './texts.ts';

type Calendar = { selfAssessmentDue: string | null; commentDue: string | null; adoptionPlanned: string | null; followUpDue: string | null };
const translatorIn =
  (locale: Locale) =>
  (key: Parameters<typeof translateReport>[1], values?: Parameters<typeof translateReport>[2]): string =>
    translateReport(locale, key, values);

/** What the Council receives besides the report. `forms` counts those of invited organisations; `drawnFrom` is the day of the checkpoint used for the draw. */
export type Around = { calendar: Calendar; forms: { invited: number; submitted: number }; drawnFrom: string | null };

/** Most findings listed by name: more would not fit on the paper's two pages. */
const NAMED = 12;

/** The progress report to the Council: the state of the round on two pages. Figures across parties below the edition's smallest are suppressed. */
export function councilBlocks(report: Report, around: Around, edition: Edition, locale: Locale): Block[] {
  const t = translatorIn(locale);
  const smallest = Number(edition.parameter('small-cell-parties', report.asOf).value);
  const figure = (count: number | null) => (count === null ? '–' : String(count));
  const on = (at: string | null) => (at === null ? t('council.no-day') : day(locale, at));
  const answered = groupsOf(report.parties, locale).map((group) => {
    const row = suppressSmall(
      SUBMISSIONS.map((kind) => group.parties.filter((party) => submissionKind(party) === kind).length),
      smallest,
    );
    return [group.name, ...row.cells.map(figure), figure(row.total)];
  });
  const findings = report.parties.flatMap((party) => party.findings.map((finding) => ({ party, finding })));
  const states = ['open', 'reported', 'closed', 'carried-over'] as const;
  const unsettled = findings
    .filter(({ finding }) => finding.state === 'open' || finding.state === 'reported')
    .toSorted((a, b) => (a.finding.due < b.finding.due ? -1 : a.finding.due > b.finding.due ? 1 : 0));
  const sum = (count: (party: ReportParty) => number) => report.parties.reduce((all, party) => all + count(party), 0);
  const { calendar, forms, drawnFrom } = around;
  return [
    { heading: t('council.title', { round: report.round.title[locale] }), level: 1 },
    { text: t('council.purpose') },
    pairs(headOf(report, edition, locale).map(({ label, text }): [string, string] => [label, text])),
    { heading: t('council.calendar'), level: 2 },
    pairs([
      [t('council.self-assessments'), on(calendar.selfAssessmentDue)],
      [t('council.comments'), on(calendar.commentDue)],
      [t('council.adoption'), on(calendar.adoptionPlanned)],
      [t('council.follow-up'), on(calendar.followUpDue)],
    ]),
    { heading: t('council.answered'), level: 2 },
    table([44, 14, 14, 14, 14], [t('council.group'), ...SUBMISSIONS.map((kind) => t(`council.${kind}`)), t('council.all')], answered),
    { text: t('council.small', { n: smallest }), small: true },
    { heading: t('council.found'), level: 2 },
    table(
      [32, 17, 17, 17, 17],
      [t('council.grade'), t('council.open'), t('council.reported'), t('council.closed'), t('council.carried')],
      GRADES.map((grade) => [
        t(`finding.grade.${grade}`),
        ...states.map((state) => String(findings.filter(({ finding }) => finding.grade === grade && finding.state === state).length)),
      ]),
    ),
    { heading: t('council.next'), level: 3 },
    ...(unsettled.length === 0
      ? [{ text: t('council.none') }]
      : [
          table(
            [18, 16, 48, 18],
            [t('column.party'), t('council.grade'), t('column.finding'), t('council.follow-up')],
            unsettled
              .slice(0, NAMED)
              .map(({ party, finding }) => [
                party.names[locale],
                t(`finding.grade.${finding.grade}`),
                shortened(finding.title),
                day(locale, finding.due),
              ]),
          ),
        ]),
    ...(unsettled.length > NAMED ? [{ text: t('council.more', { n: unsettled.length - NAMED }), small: true }] : []),
    { heading: t('council.around'), level: 2 },
    {
      list: [
        t('council.evidence', { items: sum((party) => party.items), declared: sum((party) => party.declared) }),
        t('council.forms', { n: forms.invited, in: forms.submitted }),
        drawnFrom === null ? t('council.not-drawn') : t('council.drawn', { day: day(locale, drawnFrom) }),
      ],
    },
  ];
}

const shortened = (title: string) => (title.length > 110 ? `${title.slice(0, 109)}…` : title);

/** The section on trafficking for the mission review of an operation (A1.8): its part of the report, ready to insert into that review. */
export function missionBlocks(report: Report, edition: Edition, locale: Locale): Block[] {
  const t = translatorIn(locale);
  const [party] = report.parties;
  const { words } = reportView(report, edition, locale);
  return [
    { heading: t('mission.title', { party: party!.names[locale] }), level: 1 },
    { text: t('mission.purpose') },
    pairs(headOf(report, edition, locale).map(({ label, text }): [string, string] => [label, text])),
    ...partyBlocks(partyView(party!, report.corrections, edition, locale), words),
  ];
}

/** Recipient of an invitation: the party's participation, its link and its dates. */
export type Addressee = { party: ReportParty; address: string; selfAssessmentDue: string; commentDue: string };

/** One letter of invitation with today's prefilled self-assessment, in the language of its reader. */
export function invitationBlocks(report: Report, to: Addressee, edition: Edition, locale: Locale): Block[] {
  const t = translatorIn(locale);
  const { party } = to;
  const known = party.obligations.filter((obligation) => !isSilent(obligation.status)).length;
  const words = { round: report.round.title[locale], day: day(locale, to.selfAssessmentDue), comments: day(locale, to.commentDue) };
  const authority = report.round.authority?.[locale] ?? t('head.no-authority');
  return [
    { text: t('invitation.to', { party: party.names[locale] }) },
    { text: day(locale, report.asOf) },
    { heading: t('invitation.subject', words), level: 1 },
    { text: t('invitation.authority', { authority, policy: edition.title[locale] }) },
    { text: t(party.voluntary ? 'invitation.invited' : 'invitation.owed', words) },
    { text: t('invitation.prefilled', { known, all: party.obligations.length }) },
    { text: t('invitation.where', { address: to.address }) },
    { text: t('invitation.help') },
    { text: t('invitation.sign') },
    { pageBreak: true },
    { heading: t('invitation.attached'), level: 2 },
    table(
      [12, 56, 32],
      [t('column.obligation'), t('column.title'), t('column.says')],
      party.obligations.map((obligation) => [
        numberWithDagger(edition, obligation.id),
        edition.obligation(obligation.id).title[locale],
        translateStatuses(locale, obligation.status),
      ]),
    ),
    { text: t('legend.reconstructed'), small: true },
  ];
}
