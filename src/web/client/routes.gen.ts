// Written by `npm run docs` from the routes; a test holds it current. Do not edit it.
import type { z } from 'zod';
import type { DifferenceTasks } from '#rooms/commitments/differences/difference-tasks.schema.ts';
import type { Dossier } from '#rooms/commitments/dossier/dossier.schema.ts';
import type { ClausesHome } from '#rooms/commitments/matrix/clauses-home.schema.ts';
import type { Matrix } from '#rooms/commitments/matrix/matrix.schema.ts';
import type { OwnClausesHome } from '#rooms/commitments/matrix/own-clauses-home.schema.ts';
import type { ObligationView } from '#rooms/commitments/obligations/obligation.schema.ts';
import type { CoverageView, Gaps as ContractorsGaps, Shares } from '#rooms/contractors/coverage/coverage.schema.ts';
import type { ContractSample } from '#rooms/contractors/coverage/sample/sample.schema.ts';
import type { ContractCheck, DocumentRow, Drop, OpenFinding } from '#rooms/contractors/documents/document.schema.ts';
import type { AskFirm, FirmsOfContract, MakeFirmLink } from '#rooms/contractors/firms/firm.schema.ts';
import type { ContractImports, ContractsImported, ImportPreview as ContractorsImportPreview, ImportUndone, ListImports, UndoImport as ContractorsUndoImport } from '#rooms/contractors/imports/import.schema.ts';
import type { AddPlan, ChangeSubcontract, DueRows, PlanAnswer as ContractorsPlanAnswer, Plans, PostPlan, ReviewPlan } from '#rooms/contractors/plans/plan.schema.ts';
import type { ListRates, RateRecorded, Rates, RecordRate } from '#rooms/contractors/rates/rate.schema.ts';
import type { AddMember, ChangeContract, Contract, ContractAnswer, CorrectMember, LeaveMember, MemberAnswer, MoveContract, RecordContract } from '#rooms/contractors/register/contract.schema.ts';
import type { AskOverride, DecideModification, ExerciseOption, GrantOverride, ModificationAnswer, OverrideAnswer, ProposeModification, RefuseOverride, Release as ContractorsRelease, ReleaseAnswer, Releases } from '#rooms/contractors/release/release.schema.ts';
import type { LoadClauseSet, OfferedSet, PreviewClauseSet, SetPreview } from '#rooms/contractors/sets/set.schema.ts';
import type { Titles } from '#rooms/contractors/sets/titles.schema.ts';
import type { AddPhoto, KeepingKey, Photo, PhotoAnswer, RecordVisit as ContractorsRecordVisit, SiteVisits, VisitAnswer } from '#rooms/contractors/site-visits/visit.schema.ts';
import type { ContractTasks } from '#rooms/contractors/tasks/contract-task.schema.ts';
import type { ContractRows } from '#rooms/contractors/tasks/next-due/next-due.schema.ts';
import type { InformAnswer, InformNotified, OnViolation, RecordViolation, Violation, ViolationAnswer, ViolationRows } from '#rooms/contractors/violations/violation.schema.ts';
import type { PublishSitePage } from '#rooms/contractors/workers/site-pages/site-page.schema.ts';
import type { WorkersOfContract } from '#rooms/contractors/workers/worker.schema.ts';
import type { ConsultationAnswer, ConsultationView, DecideConsultation, InformConsultation, RecordConsultation } from '#rooms/cooperation/cooperation.schema.ts';
import type { DraftAnswer, GetLocalText, LocalTextLine, LocalTextView, SignLocalText, TextAnswer as CoursesTextAnswer, WithdrawLocalText, WriteLocalText } from '#rooms/courses/local-texts/local-text.schema.ts';
import type { CoursesView } from '#rooms/courses/teaching/courses.schema.ts';
import type { ObligationIds, Wording } from '#rooms/evidence/item.schema.ts';
import type { PurgeTasks } from '#rooms/evidence/purges/purge-tasks.schema.ts';
import type { ItemPageView, ItemView } from '#rooms/evidence/views/item-view.schema.ts';
import type { ImportBatches, ImportPreview as ImportsImportPreview, ImportProgress, UndoBatch, Undone } from '#rooms/imports/import.schema.ts';
import type { CertificatePage, CertificatesIssued, IssueCertificates, RevokeCertificate } from '#rooms/learning/certificates/certificate.schema.ts';
import type { BookSeats, ClassLine, ClassView, MakeAccessSlips, NewAccessSlips, OpenClass, SetSeats } from '#rooms/learning/classes/class.schema.ts';
import type { AskFirstLooks, CorrectFirstLook, FirstLooks } from '#rooms/learning/papers/first-looks.schema.ts';
import type { EnterPaperClass, PaperClassEntered, TestPaperView } from '#rooms/learning/papers/paper-class.schema.ts';
import type { AcceptancesView, RecordAcceptance } from '#rooms/nations/acceptance/acceptance.schema.ts';
import type { AnswerItems, JoiningAnswer, JoiningLine, JoiningView, LabelJoining, SetTransfer } from '#rooms/nations/joining/joining.schema.ts';
import type { CloseOutreach, LabelOutreach, LetterView, OpenOutreach, OutreachAnswer, OutreachLine, OutreachReminders, OutreachSuggestions, OutreachView, RecordReply, SendLetter, SetReminder } from '#rooms/nations/outreach/outreach.schema.ts';
import type { AddMeasure, EndPlan, MeasureAnswer, PlanAnswer as NationsPlanAnswer, PlanTasks, PlansView, RecordPlan, RecordProgress } from '#rooms/nations/plans/plan.schema.ts';
import type { AcceptTreatyStatement, CorrectTreatyAction } from '#rooms/nations/treaties/correction.schema.ts';
import type { ImportLine, TreatyHistory } from '#rooms/nations/treaties/history.schema.ts';
import type { ImportAnswer, ImportPreview as NationsImportPreview, ImportTreatyTable, TableInput, UndoImport as NationsUndoImport } from '#rooms/nations/treaties/import.schema.ts';
import type { TreatyTable } from '#rooms/nations/treaties/treaty-table.schema.ts';
import type { CalendarView, SetCalendar } from '#rooms/parties/calendar/calendar.schema.ts';
import type { PartyLine, PartyView } from '#rooms/parties/party-view.schema.ts';
import type { ConfirmContribution, EndContribution, MoveUnit, PlanRotation, RecordContracting, RegisterContractor, RegisterParty, RegisterUnit, SetHandOver } from '#rooms/parties/register/register.schema.ts';
import type { AccessHome } from '#rooms/people/access-review/access-home.schema.ts';
import type { AccessReviewed, AccessTasks, AskReview, ReviewAccess, ReviewSheet, ReviewsDue } from '#rooms/people/access-review/access-review.schema.ts';
import type { AccessRecord, WhoMaySee, WhoMaySeeAnswer } from '#rooms/people/access/access.schema.ts';
import type { AccountReset, AccountView, ChangePassword, DevicesEnded, EndDevice, EndOthers, RecoveryCodes, ResetAccount } from '#rooms/people/account/account.schema.ts';
import type { SetStepAside } from '#rooms/people/first-steps/first-steps.schema.ts';
import type { Colleagues, DecideHandOver, FindColleagues, HandOverPosition, HandOvers as PeopleHandOvers, PositionHandedOver } from '#rooms/people/hand-over/hand-over.schema.ts';
import type { AddPasskey, Assertion, Options, Passkeys, Registration, RemovePasskey } from '#rooms/people/passkeys/passkey.schema.ts';
import type { ChooseLanguage, Done as PeopleDone, EndGrant, GiveGrant, GrantGiven, Invite, InviteAgain, InviteMany, Invited, InvitedMany, Language as PeopleLanguage, Link, LookAtLink, People, SessionView } from '#rooms/people/people.schema.ts';
import type { SetUpTotp, Step, Work } from '#rooms/people/sign-in/sign-in.schema.ts';
import type { SignInMethods } from '#rooms/people/single-sign-on/settings.schema.ts';
import type { EditionPreview, ImportedAnswer, ImportedEditions, PutInForce, WithdrawEdition } from '#rooms/policy/editions/edition.schema.ts';
import type { OfficialTexts, OnOfficialTexts, RecordText, RemoveText, TextAnswer as PolicyTextAnswer } from '#rooms/policy/official-texts/official-text.schema.ts';
import type { DecideParameter, ParameterDecided, ParameterList } from '#rooms/policy/parameters/parameter.schema.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import type { Board, BoardPlaceholders, BoardScopes, GetBoard, Knowledge, LastingUnits, PartyCounts, PartyShares, TraineePage } from '#rooms/readiness/board/board.schema.ts';
import type { GapNumbers, Gaps as ReadinessGaps, ListGapNumbers, ListGaps } from '#rooms/readiness/gaps/gap.schema.ts';
import type { HandOvers as ReadinessHandOvers } from '#rooms/readiness/hand-over/hand-over.schema.ts';
import type { ReadinessHome } from '#rooms/readiness/home/readiness-home.schema.ts';
import type { EndEquivalent, Recognition } from '#rooms/readiness/recognition/recognition.schema.ts';
import type { Completions, CompletionsImported, CompletionsPreview, CompletionsTable, ImportXapi, RevokeCompletion, XapiImported } from '#rooms/readiness/records/records.schema.ts';
import type { ImportRoster, ListRosters, PreviewRoster, RosterBatches, RosterImported, RosterPreview, RosterUndone, UndoRoster } from '#rooms/readiness/roster/roster.schema.ts';
import type { TrainingTasks } from '#rooms/readiness/tasks/tasks.schema.ts';
import type { ChangeChannel, ChannelAnswer, CreateChannel, JoinChannel, JoinedChannel, ListedChannel, OneChannel, PublishManifest, PublishedManifest, RecordSuccessor, RemoveReader } from '#rooms/reports/channels/channel.schema.ts';
import type { HandOver, HandedOver, ListToHandOver } from '#rooms/reports/channels/hand-over/hand-over.schema.ts';
import type { ChannelOpening, ConfirmNotice, ConfirmedNotice, OwnTest, ReadTest, RecordDrill, RecordedDrill, SendTest, SentTest, ShowCertificate, ShownCertificate, StateLimits, StatedLimits } from '#rooms/reports/channels/opening/opening.schema.ts';
import type { ConfirmSuccession, ConfirmedSuccession, InheritReports, InheritedReports, ListToInherit, NameSuccessor, SuccessorNamed, ToInherit } from '#rooms/reports/channels/succession/succession.schema.ts';
import type { ChannelTasks } from '#rooms/reports/channels/tasks/channel-tasks.schema.ts';
import type { RosterView, SetRoster, SetRosterAnswer } from '#rooms/reports/clocks/roster.schema.ts';
import type { AddNote, AnswerReport, AssignReport, CloseReport, DeskKeys, DeskReport, GetInbox, Inbox, OwnDesks, PassOnReport, ReopenReport, ReportChanged, ReportWritten, TakeReport, TriageReport, WaitingReports } from '#rooms/reports/desk/desk.schema.ts';
import type { DuplicateLinked, LinkDuplicate } from '#rooms/reports/desk/duplicates/duplicate.schema.ts';
import type { EndInterpreting, GetInterpreted, GiveToInterpreter, InterpretedReport, Interpreters, InterpretingChanged, LeaveInterpreterNote, OwnInterpreted } from '#rooms/reports/desk/interpreting/interpreting.schema.ts';
import type { AddHelpEntry, AddHelpPlace, ChangeHelpEntry, ChangeHelpPlace, HelpEntryAnswer, HelpPlaceAnswer, HelpTasks, PartyHelp, PublishHelpPlace, RecordHelpTest, RetireHelpEntry } from '#rooms/reports/help/help.schema.ts';
import type { LeaveShiftNote, NewestShiftNote, ShiftNoteLeft } from '#rooms/reports/shift-notes/shift-note.schema.ts';
import type { InstallationHome } from '#rooms/retention/installation-home.schema.ts';
import type { HoldAnswer, LiftHold, PlaceHold, Retention } from '#rooms/retention/retention.schema.ts';
import type { RecordProvision, RecordedProvision } from '#rooms/returns/answers/provisions/provision.schema.ts';
import type { LinkedSection } from '#rooms/returns/links/linked-section.schema.ts';
import type { AnswerQuestion, AnswerQuestions, FormBack, OnReturn, OpenReturn, Release as ReturnsRelease, ReturnAnswer, ReturnLine, ReturnTasks, ReturnView, SignReturn, StoredAnswer as ReturnsStoredAnswer, StoredAnswers, ValueField } from '#rooms/returns/return.schema.ts';
import type { VersionView } from '#rooms/returns/versions/version.schema.ts';
import type { ReturnHome } from '#rooms/returns/views/return-home.schema.ts';
import type { AdoptedRatings, ClauseBrief, PartyBrief } from '#rooms/reviews/briefs/brief.schema.ts';
import type { AnswerComment, CommentOnDraft, RateObligation, SendDraft } from '#rooms/reviews/drafts/draft.schema.ts';
import type { CarryOverFinding, DraftFinding, FindingAnswer, OpenFindings, ReportProgress, ReviseFinding, VerifyAnswer, VerifyFinding, WithdrawFinding } from '#rooms/reviews/findings/finding.schema.ts';
import type { FormView, InviteOrganisation, StoredObservation, SubmitForm, WriteObservation } from '#rooms/reviews/organisations/form.schema.ts';
import type { AgreeToPublication, OnParticipation, ParticipationAnswer } from '#rooms/reviews/participations/participation.schema.ts';
import type { Report } from '#rooms/reviews/reports/report.schema.ts';
import type { NoteOnVisit, RecordVisit as ReviewsRecordVisit } from '#rooms/reviews/reviewers/visit.schema.ts';
import type { Done as ReviewsDone } from '#rooms/reviews/reviews.schema.ts';
import type { AdoptRound, Authority, ChangeCalendar, OnRound, OpenAnswer, OpenRound, PlanRound, RegisterAuthority, RoundAnswer, RoundPage } from '#rooms/reviews/rounds/round.schema.ts';
import type { AnswerClarification, AnswerObligation, AskClarification, SelfAssessmentSubmitted, StoredAnswer as ReviewsStoredAnswer, SubmitSelfAssessment } from '#rooms/reviews/self-assessments/self-assessment.schema.ts';
import type { AdoptedHome, AssignmentsHome, RoundHome } from '#rooms/reviews/tasks/round-home.schema.ts';
import type { Tasks } from '#rooms/reviews/tasks/task.schema.ts';
import type { ParticipationView } from '#rooms/reviews/views/participation-view.schema.ts';
import type { RoundPageView, RoundRatings } from '#rooms/reviews/views/round-page.schema.ts';
import type { AskErasure, AuditSample, DrawSample, EnrolWitness, ErasureAnswer, ErasureTasks, Erasures, LogContinues, LogHome, LogState, OnErasure, OnWitness, StoredSize, WitnessAnswer } from '#rooms/transparency-log/log.schema.ts';

/** What `get` reads, by its path below /desk/api. */
export type Reads = {
  '/access-records': { input: { after?: string; limit?: number; kind?: 'evidence-item' | 'document' | 'evidence' | 'dossier' | 'participation' | 'report' | 'matrix' | 'round' | 'people' | 'access' | 'roster'; objectId?: string; partyId?: string; personId?: string; outcome?: 'read' | 'denied'; sort?: 'minute' | '-minute' }; answer: { items: z.output<typeof AccessRecord>[]; next: string | null } };
  '/access-reviews': { input: Record<string, never>; answer: z.output<typeof ReviewsDue> };
  '/access-reviews/:partyId': { input: z.input<typeof AskReview>; answer: z.output<typeof ReviewSheet> };
  '/access/:kind/:objectId': { input: z.input<typeof WhoMaySee>; answer: z.output<typeof WhoMaySeeAnswer> };
  '/account': { input: Record<string, never>; answer: z.output<typeof AccountView> };
  '/adopted-ratings': { input: Record<string, never>; answer: z.output<typeof AdoptedRatings> };
  '/authorities': { input: Record<string, never>; answer: { authorities: z.output<typeof Authority>[] } };
  '/channels': { input: Record<string, never>; answer: z.output<typeof ListedChannel>[] };
  '/channels/:channelId': { input: { channelId: string }; answer: z.output<typeof OneChannel> };
  '/channels/:channelId/desk-keys': { input: { channelId: string }; answer: z.output<typeof DeskKeys> };
  '/channels/:channelId/hand-over/:number': { input: z.input<typeof ListToHandOver>; answer: z.output<typeof ToInherit> };
  '/channels/:channelId/inbox': { input: z.input<typeof GetInbox>; answer: z.output<typeof Inbox> };
  '/channels/:channelId/opening': { input: { channelId: string }; answer: z.output<typeof ChannelOpening> };
  '/channels/:channelId/own-keys': { input: { channelId: string }; answer: { locked: string } };
  '/channels/:channelId/own-test': { input: { channelId: string }; answer: z.output<typeof OwnTest> };
  '/channels/:channelId/roster': { input: { channelId: string }; answer: z.output<typeof RosterView> };
  '/channels/:channelId/shift-note': { input: { channelId: string }; answer: z.output<typeof NewestShiftNote> };
  '/channels/:channelId/successions/:predecessor': { input: z.input<typeof ListToInherit>; answer: z.output<typeof ToInherit> };
  '/clauses/:clauseId/brief': { input: { clauseId: string }; answer: z.output<typeof ClauseBrief> };
  '/clauses/:clauseId/official-texts': { input: z.input<typeof OnOfficialTexts>; answer: z.output<typeof OfficialTexts> };
  '/colleagues': { input: z.input<typeof FindColleagues>; answer: z.output<typeof Colleagues> };
  '/consultations': { input: { after?: string; limit?: number; kind?: 'organisation' | 'partner' | 'contributor'; sort?: 'stated' | '-stated' | 'decided' | '-decided' | 'informed' | '-informed' }; answer: { items: z.output<typeof ConsultationView>[]; next: string | null } };
  '/contract-counts': { input: Record<string, never>; answer: { items: ({ coverage: 'not-checked' | 'not-readable' | 'other-language' | 'missing' | 'struck-out' | 'hidden' | 'only-proposed' | 'differs' | 'to-confirm' | 'present'; contracts: number; valued: number; euros: string })[] } };
  '/contract-coverage': { input: { partyId?: string }; answer: z.output<typeof CoverageView> };
  '/contract-drops': { input: Record<string, never>; answer: { drops: z.output<typeof Drop>[] } };
  '/contract-drops/:dropId': { input: { dropId: string }; answer: { documents: z.output<typeof DocumentRow>[]; mayManage: boolean } };
  '/contract-drops/:dropId/sample': { input: { dropId: string }; answer: { waiting: number; items: z.output<typeof OpenFinding>[] } };
  '/contract-dues': { input: Record<string, never>; answer: z.output<typeof DueRows> };
  '/contract-findings': { input: Record<string, never>; answer: { all: number; items: z.output<typeof OpenFinding>[] } };
  '/contract-gaps': { input: { partyId?: string; most?: number }; answer: z.output<typeof ContractorsGaps> };
  '/contract-imports': { input: z.input<typeof ListImports>; answer: z.output<typeof ContractImports> };
  '/contract-party-counts': { input: Record<string, never>; answer: { today: string; smallest: number; parties: ({ partyId: string; name: z.output<typeof Titles>; kind: string; state: 'shown' | 'few' | 'none-running' | 'not-recorded'; contracts: number | null; whole: number | null; lacking: number | null; unknown: number | null; percentByValue: number | null; found: number | null; notFound: number | null })[]; totals: { parties: number; contracts: number; whole: number; lacking: number; unknown: number; found: number; notFound: number }; months: { day: string; parties: number; contracts: number; whole: number }[] } };
  '/contract-rates': { input: z.input<typeof ListRates>; answer: z.output<typeof Rates> };
  '/contract-releases': { input: Record<string, never>; answer: z.output<typeof Releases> };
  '/contract-sample': { input: { partyId: string; size: number; by?: 'none' | 'value' | 'operation' }; answer: { sample: z.output<typeof ContractSample> | null } };
  '/contract-sets': { input: Record<string, never>; answer: { sets: z.output<typeof OfferedSet>[] } };
  '/contracts': { input: { after?: string; limit?: number; partyId?: string; coverage?: 'not-checked' | 'not-readable' | 'other-language' | 'missing' | 'struck-out' | 'hidden' | 'only-proposed' | 'differs' | 'to-confirm' | 'present'; state?: 'planned' | 'awarded' | 'ended'; setId?: string; release?: 'held'; find?: string; due?: 'late' | 'soon'; sort?: 'number' | '-number' | 'contractor' | '-contractor' | 'value' | '-value' | 'ends' | '-ends' }; answer: z.output<typeof ContractRows> };
  '/contracts/:contractId': { input: { contractId: string }; answer: z.output<typeof Contract> };
  '/contracts/:contractId/check': { input: { contractId: string }; answer: z.output<typeof ContractCheck> };
  '/contracts/:contractId/firms': { input: { contractId: string }; answer: z.output<typeof FirmsOfContract> };
  '/contracts/:contractId/plans': { input: { contractId: string }; answer: z.output<typeof Plans> };
  '/contracts/:contractId/release': { input: { contractId: string }; answer: z.output<typeof ContractorsRelease> };
  '/contracts/:contractId/site-visit-key': { input: { contractId: string; wrapped?: string }; answer: z.output<typeof KeepingKey> };
  '/contracts/:contractId/site-visits': { input: { contractId: string }; answer: z.output<typeof SiteVisits> };
  '/contracts/:contractId/workers': { input: { contractId: string }; answer: z.output<typeof WorkersOfContract> };
  '/courses': { input: Record<string, never>; answer: z.output<typeof CoursesView> };
  '/danger': { input: Record<string, never>; answer: { danger: number } };
  '/evidence/:itemId': { input: { itemId: string }; answer: z.output<typeof ItemPageView> };
  '/first-steps': { input: Record<string, never>; answer: { steps: ({ step: 'second-person' | 'authority' | 'focal-points' | 'round' | 'strengths' | 'reporting'; state: 'done' | 'open' | 'aside' | 'unknown'; figure: { n: number; of: number } | null })[]; unrepresented: string[]; plannedRound: string | null; reporting: string | null } };
  '/general-conditions': { input: Record<string, never>; answer: { conditions: ({ id: string; partyId: string; name: string; title: string | null; dated: string | null; inForce: boolean; mayManage: boolean; sets: ({ id: string; title: z.output<typeof Titles>; version: string; provisions: ({ id: string; title: z.output<typeof Titles>; state: 'present' | 'differs-in-substance' | 'only-proposed' | 'struck-out' | 'hidden' | 'by-reference' | 'reference-not-resolved' | 'missing' | 'not-readable' | 'other-language'; found: 'present' | 'differs-in-substance' | 'only-proposed' | 'struck-out' | 'hidden' | 'by-reference' | 'reference-not-resolved' | 'missing' | 'not-readable' | 'other-language'; confirmed: boolean; page: number | null; quote: string | null; entered: boolean; difference: string | null; version: number })[] })[]; unchecked: z.output<typeof Titles>[]; all: number; contracts: ({ contractId: string; number: string; quote: string | null; taken: number })[]; waiting: number })[] } };
  '/hand-overs': { input: { after?: string; limit?: number }; answer: z.output<typeof PeopleHandOvers> };
  '/home': { input: Record<string, never>; answer: { today: string; order: string[]; parts: { firstSteps?: { late: number; next: string | null; settled: number; of: number; step: 'second-person' | 'authority' | 'focal-points' | 'round' | 'strengths' | 'reporting' }; reports?: { waiting: number; danger: number; due: number; overdue: number; next: string | null; late: number; channels: number }; clauses?: z.output<typeof ClausesHome>; round?: z.output<typeof RoundHome>; readiness?: z.output<typeof ReadinessHome>; coverage?: { late: number; next: string | null; shares: z.output<typeof Shares>; gaps: z.output<typeof ContractorsGaps> }; contracts?: z.output<typeof OwnClausesHome>; return?: z.output<typeof ReturnHome>; known?: z.output<typeof OwnClausesHome>; advised?: z.output<typeof OwnClausesHome>; assignments?: z.output<typeof AssignmentsHome>; log?: z.output<typeof LogHome>; adopted?: z.output<typeof AdoptedHome>; lastReviews?: { late: number; next: string | null; reviews: ({ party: { en: string; fr: string } | null; on: string })[] }; access?: z.output<typeof AccessHome>; installation?: z.output<typeof InstallationHome> } } };
  '/imports': { input: { after?: string; limit?: number; subject?: 'evidence' | 'parties' | 'people'; sort?: 'started' | '-started' | 'title' | '-title' | 'rows' | '-rows' }; answer: z.output<typeof ImportBatches> };
  '/interpreted-reports': { input: Record<string, never>; answer: z.output<typeof OwnInterpreted> };
  '/interpreted-reports/:reportId': { input: z.input<typeof GetInterpreted>; answer: z.output<typeof InterpretedReport> };
  '/joinings': { input: Record<string, never>; answer: { joinings: z.output<typeof JoiningLine>[] } };
  '/joinings/:contributionId': { input: { contributionId: string }; answer: z.output<typeof JoiningView> };
  '/letters-received': { input: { after?: string; limit?: number }; answer: { items: z.output<typeof LetterView>[]; next: string | null } };
  '/links/:token': { input: z.input<typeof LookAtLink>; answer: z.output<typeof Link> };
  '/links/:token/passkey-options': { input: z.input<typeof LookAtLink>; answer: z.output<typeof Options> };
  '/local-texts': { input: Record<string, never>; answer: { lines: z.output<typeof LocalTextLine>[] } };
  '/log': { input: Record<string, never>; answer: z.output<typeof LogState> };
  '/log/continues': { input: z.input<typeof StoredSize>; answer: z.output<typeof LogContinues> };
  '/log/erasures': { input: Record<string, never>; answer: z.output<typeof Erasures> };
  '/log/sample': { input: z.input<typeof DrawSample>; answer: z.output<typeof AuditSample> };
  '/matrix': { input: { kind?: 'nation' | 'body' | 'operation' | 'contractor' | 'partner' }; answer: z.output<typeof Matrix> };
  '/modules/:moduleId/test-paper': { input: { moduleId: string }; answer: z.output<typeof TestPaperView> };
  '/news': { input: Record<string, never>; answer: { since: string | null; lines: ({ kind: string; at: string; count: number; names: { en: string; fr: string }[]; role: 'policy-office' | 'reviewer' | 'focal-point' | 'commander' | 'training-officer' | 'case-officer' | 'investigator' | 'legal-adviser' | 'contracting-officer' | 'partner-contact' | 'auditor' | 'party-admin' | 'platform-admin' | null; page: 'round' | 'participation' | 'return' | 'dossier' | 'evidence-item' | 'outreach' | 'letters' | 'account' | 'people' | 'rosters' | 'readiness' | 'retention' | 'log' | 'contract-firms'; ids: Partial<Record<string, string>>; isNew: boolean })[]; unseen: number; more: boolean } };
  '/outreach': { input: { after?: string; limit?: number; addresseeId?: string; sort?: 'since' | '-since' | 'sent' | '-sent' | 'reminder' | '-reminder' }; answer: { items: z.output<typeof OutreachLine>[]; next: string | null } };
  '/outreach-suggestions': { input: Record<string, never>; answer: z.output<typeof OutreachSuggestions> };
  '/outreach/:outreachId': { input: { outreachId: string }; answer: z.output<typeof OutreachView> };
  '/participations/:participationId': { input: { participationId: string }; answer: z.output<typeof ParticipationView> };
  '/parties': { input: { after?: string; limit?: number; kind?: 'nation' | 'body' | 'operation' | 'contractor' | 'partner'; find?: string; sort?: 'code' | '-code' | 'name-en' | '-name-en' | 'name-fr' | '-name-fr' }; answer: { items: z.output<typeof PartyLine>[]; next: string | null } };
  '/parties/:partyId': { input: { partyId: string }; answer: z.output<typeof PartyView> };
  '/parties/:partyId/acceptances': { input: { partyId: string }; answer: z.output<typeof AcceptancesView> };
  '/parties/:partyId/brief': { input: { partyId: string }; answer: z.output<typeof PartyBrief> };
  '/parties/:partyId/calendar': { input: { partyId: string }; answer: z.output<typeof CalendarView> };
  '/parties/:partyId/certificates': { input: { after?: string; limit?: number; partyId: string; module?: string; number?: string; sort?: 'passed' | '-passed' }; answer: z.output<typeof CertificatePage> };
  '/parties/:partyId/dossier': { input: { partyId: string }; answer: z.output<typeof Dossier> };
  '/parties/:partyId/evidence': { input: { after?: string; limit?: number; partyId: string; state?: 'submitted' | 'draft'; kind?: string; sort?: 'submitted' | '-submitted' | 'date' | '-date' }; answer: { items: z.output<typeof ItemView>[]; next: string | null } };
  '/parties/:partyId/findings': { input: { partyId: string }; answer: z.output<typeof OpenFindings> };
  '/parties/:partyId/help': { input: { partyId: string }; answer: z.output<typeof PartyHelp> };
  '/parties/:partyId/local-texts/:placeholder': { input: z.input<typeof GetLocalText>; answer: z.output<typeof LocalTextView> };
  '/parties/:partyId/obligations/:obligationId': { input: { partyId: string; obligationId: string }; answer: z.output<typeof ObligationView> };
  '/parties/:partyId/plans': { input: { partyId: string }; answer: z.output<typeof PlansView> };
  '/parties/:partyId/recognition': { input: { partyId: string }; answer: z.output<typeof Recognition> };
  '/parties/:partyId/rosters': { input: z.input<typeof ListRosters>; answer: z.output<typeof RosterBatches> };
  '/parties/:partyId/treaties': { input: { partyId: string }; answer: z.output<typeof TreatyHistory> };
  '/passkeys': { input: Record<string, never>; answer: z.output<typeof Passkeys> };
  '/passkeys/options': { input: Record<string, never>; answer: z.output<typeof Options> };
  '/people': { input: { after?: string; limit?: number; party?: string; role?: 'policy-office' | 'reviewer' | 'focal-point' | 'commander' | 'training-officer' | 'case-officer' | 'investigator' | 'legal-adviser' | 'contracting-officer' | 'partner-contact' | 'auditor' | 'party-admin' | 'platform-admin'; find?: string; sort?: 'name' | '-name' }; answer: z.output<typeof People> };
  '/policy': { input: Record<string, never>; answer: z.output<typeof EditionData> };
  '/policy/editions': { input: Record<string, never>; answer: z.output<typeof ImportedEditions> };
  '/policy/parameters': { input: Record<string, never>; answer: z.output<typeof ParameterList> };
  '/readiness': { input: Record<string, never>; answer: z.output<typeof BoardScopes> };
  '/readiness/:scopeId': { input: z.input<typeof GetBoard>; answer: z.output<typeof Board> };
  '/readiness/:scopeId/gaps': { input: z.input<typeof ListGaps>; answer: z.output<typeof ReadinessGaps> };
  '/readiness/:scopeId/gaps/numbers': { input: z.input<typeof ListGapNumbers>; answer: z.output<typeof GapNumbers> };
  '/readiness/:scopeId/hand-overs': { input: { scopeId: string }; answer: z.output<typeof ReadinessHandOvers> };
  '/readiness/:scopeId/knowledge': { input: { scopeId: string }; answer: z.output<typeof Knowledge> };
  '/readiness/:scopeId/lasting': { input: { scopeId: string; day?: string }; answer: z.output<typeof LastingUnits> };
  '/readiness/:scopeId/people': { input: { after?: string; limit?: number; scopeId: string; day?: string; unitId?: string; only?: 'unready'; number?: string; sort?: 'number' | '-number' }; answer: z.output<typeof TraineePage> };
  '/readiness/:scopeId/placeholders': { input: { scopeId: string }; answer: z.output<typeof BoardPlaceholders> };
  '/report-desks': { input: Record<string, never>; answer: z.output<typeof OwnDesks> };
  '/reports/:reportId': { input: { reportId: string }; answer: z.output<typeof DeskReport> };
  '/reports/:reportId/files': { input: { reportId: string; from?: number }; answer: { bytes: number; chunks: number; stored: number; encrypted: string } };
  '/reports/:reportId/interpreters': { input: z.input<typeof GetInterpreted>; answer: z.output<typeof Interpreters> };
  '/retention': { input: Record<string, never>; answer: z.output<typeof Retention> };
  '/returns': { input: { after?: string; limit?: number; partyId?: string; sort?: 'period' | '-period' | 'since' | '-since' | 'due' | '-due' }; answer: { items: z.output<typeof ReturnLine>[]; next: string | null } };
  '/returns/:returnId': { input: { returnId: string }; answer: z.output<typeof ReturnView> };
  '/returns/:returnId/versions/:number': { input: { returnId: string; number: number }; answer: z.output<typeof VersionView> };
  '/review-forms/:formId': { input: { formId: string }; answer: z.output<typeof FormView> };
  '/rounds': { input: { after?: string; limit?: number }; answer: z.output<typeof RoundPage> };
  '/rounds/:roundId': { input: { roundId: string }; answer: z.output<typeof RoundPageView> };
  '/rounds/:roundId/ratings': { input: { roundId: string; kind?: 'nation' | 'body' | 'operation' | 'contractor' | 'partner' }; answer: z.output<typeof RoundRatings> };
  '/rounds/:roundId/report': { input: { roundId: string; partyId?: string }; answer: z.output<typeof Report> };
  '/search': { input: { q: string }; answer: { terms: string[]; hits: ({ kind: 'cell' | 'party' | 'clause' | 'obligation' | 'round' | 'finding' | 'return' | 'unit' | 'person'; id: string; name: { en: string; fr: string }; party: { id: string; name: { en: string; fr: string } } | null; number: string | null; partyKind: 'nation' | 'body' | 'operation' | 'contractor' | 'partner' | null; clauseId: string | null; reconstructed: boolean; participation: { id: string; roundId: string; round: { en: string; fr: string } } | null })[]; more: boolean } };
  '/session': { input: Record<string, never>; answer: z.output<typeof SessionView> };
  '/session/methods': { input: Record<string, never>; answer: z.output<typeof SignInMethods> };
  '/session/passkey-set-up': { input: Record<string, never>; answer: z.output<typeof Options> };
  '/site-photos/:photoId': { input: { photoId: string }; answer: z.output<typeof Photo> };
  '/tasks': { input: Record<string, never>; answer: { reviews?: z.output<typeof Tasks>; returns?: z.output<typeof ReturnTasks>; letters?: z.output<typeof OutreachReminders>; plans?: z.output<typeof PlanTasks>; training?: z.output<typeof TrainingTasks>; contracts?: z.output<typeof ContractTasks>; differences?: z.output<typeof DifferenceTasks>; access?: z.output<typeof AccessTasks>; help?: z.output<typeof HelpTasks>; channels?: z.output<typeof ChannelTasks>; purges?: z.output<typeof PurgeTasks>; erasures?: z.output<typeof ErasureTasks> } };
  '/trainees/:traineeId/completions': { input: { traineeId: string }; answer: z.output<typeof Completions> };
  '/training-counts': { input: { day?: string }; answer: z.output<typeof PartyCounts> };
  '/training-shares': { input: Record<string, never>; answer: z.output<typeof PartyShares> };
  '/training/classes': { input: { after?: string; limit?: number; from?: string; sort?: 'ends' | '-ends' | 'title' | '-title' }; answer: { classes: z.output<typeof ClassLine>[]; next: string | null; modules: { id: string; en: string; fr: string }[] } };
  '/training/classes/:classId': { input: { classId: string }; answer: z.output<typeof ClassView> };
  '/training/classes/:classId/first-looks/:moduleId': { input: z.input<typeof AskFirstLooks>; answer: z.output<typeof FirstLooks> };
  '/training/own': { input: Record<string, never>; answer: { trainees: { traineeId: string; partyId: string; number: string; party: { en: string; fr: string } }[] } };
  '/treaties': { input: Record<string, never>; answer: z.output<typeof TreatyTable> };
  '/treaty-imports': { input: { after?: string; limit?: number }; answer: { items: z.output<typeof ImportLine>[]; next: string | null } };
  '/violations': { input: { after?: string; limit?: number; contractId?: string; sort?: 'due' | '-due' }; answer: z.output<typeof ViolationRows> };
  '/violations/:violationId': { input: { violationId: string }; answer: z.output<typeof Violation> };
  '/waiting-reports': { input: Record<string, never>; answer: z.output<typeof WaitingReports> };
};

/** What `send` writes, by its method and path. A `version` in the input is sent as If-Match. */
export type Writes = {
  'POST /access-reviews': { input: z.input<typeof ReviewAccess>; answer: z.output<typeof AccessReviewed> };
  'POST /account/devices/:sessionId/end': { input: z.input<typeof EndDevice>; answer: z.output<typeof DevicesEnded> };
  'POST /account/devices/end-others': { input: z.input<typeof EndOthers>; answer: z.output<typeof DevicesEnded> };
  'PUT /account/password': { input: z.input<typeof ChangePassword>; answer: z.output<typeof PeopleDone> };
  'POST /account/recovery-codes': { input: Record<string, never>; answer: z.output<typeof RecoveryCodes> };
  'DELETE /account/totp': { input: Record<string, never>; answer: z.output<typeof PeopleDone> };
  'PUT /account/totp': { input: z.input<typeof SetUpTotp>; answer: z.output<typeof PeopleDone> };
  'POST /authorities': { input: z.input<typeof RegisterAuthority>; answer: z.output<typeof ReviewsDone> };
  'POST /certificates/:number/revocation': { input: z.input<typeof RevokeCertificate>; answer: { revoked: true } };
  'POST /channels': { input: z.input<typeof CreateChannel>; answer: z.output<typeof ChannelAnswer> };
  'POST /channels/:channelId/attendance': { input: { channelId: string }; answer: { attended: true } };
  'POST /channels/:channelId/close': { input: z.input<typeof ChangeChannel>; answer: z.output<typeof ChannelAnswer> };
  'POST /channels/:channelId/drills': { input: z.input<typeof RecordDrill>; answer: z.output<typeof RecordedDrill> };
  'POST /channels/:channelId/hand-over/:number': { input: z.input<typeof HandOver>; answer: z.output<typeof HandedOver> };
  'POST /channels/:channelId/limits': { input: z.input<typeof StateLimits>; answer: z.output<typeof StatedLimits> };
  'POST /channels/:channelId/lists': { input: z.input<typeof PublishManifest>; answer: z.output<typeof PublishedManifest> };
  'POST /channels/:channelId/notice': { input: z.input<typeof ConfirmNotice>; answer: z.output<typeof ConfirmedNotice> };
  'POST /channels/:channelId/open': { input: z.input<typeof ChangeChannel>; answer: z.output<typeof ChannelAnswer> };
  'PUT /channels/:channelId/own-certificate': { input: z.input<typeof ShowCertificate>; answer: z.output<typeof ShownCertificate> };
  'PUT /channels/:channelId/own-keys': { input: { channelId: string; locked: string }; answer: { recoveredOn: string } };
  'PUT /channels/:channelId/own-successor': { input: z.input<typeof NameSuccessor>; answer: z.output<typeof SuccessorNamed> };
  'POST /channels/:channelId/readers': { input: z.input<typeof JoinChannel>; answer: z.output<typeof JoinedChannel> };
  'DELETE /channels/:channelId/readers/:number': { input: z.input<typeof RemoveReader>; answer: { number: number } };
  'PUT /channels/:channelId/roster': { input: z.input<typeof SetRoster>; answer: z.output<typeof SetRosterAnswer> };
  'POST /channels/:channelId/shift-notes': { input: z.input<typeof LeaveShiftNote>; answer: z.output<typeof ShiftNoteLeft> };
  'PUT /channels/:channelId/successions/:predecessor': { input: z.input<typeof ConfirmSuccession>; answer: z.output<typeof ConfirmedSuccession> };
  'POST /channels/:channelId/successions/:predecessor': { input: z.input<typeof InheritReports>; answer: z.output<typeof InheritedReports> };
  'POST /channels/:channelId/successors': { input: z.input<typeof RecordSuccessor>; answer: { number: number } };
  'POST /channels/:channelId/tests': { input: z.input<typeof SendTest>; answer: z.output<typeof SentTest> };
  'POST /channels/:channelId/tests/:reportId/readings': { input: z.input<typeof ReadTest>; answer: { readOn: string } };
  'POST /clauses/:clauseId/official-texts': { input: z.input<typeof RecordText>; answer: z.output<typeof PolicyTextAnswer> };
  'POST /clauses/:clauseId/official-texts/removal': { input: z.input<typeof RemoveText>; answer: z.output<typeof PolicyTextAnswer> };
  'POST /comments/:commentId/decision': { input: z.input<typeof AnswerComment>; answer: z.output<typeof ReviewsDone> };
  'POST /completions': { input: z.input<typeof CompletionsTable>; answer: z.output<typeof CompletionsImported> };
  'POST /completions/:completionId/revocation': { input: z.input<typeof RevokeCompletion>; answer: { certificate: boolean } };
  'POST /completions/preview': { input: z.input<typeof CompletionsTable>; answer: z.output<typeof CompletionsPreview> };
  'POST /completions/xapi': { input: z.input<typeof ImportXapi>; answer: z.output<typeof XapiImported> };
  'POST /consultations': { input: z.input<typeof RecordConsultation>; answer: z.output<typeof ConsultationAnswer> };
  'POST /consultations/:consultationId/decision': { input: z.input<typeof DecideConsultation>; answer: z.output<typeof ConsultationAnswer> };
  'POST /consultations/:consultationId/notification': { input: z.input<typeof InformConsultation>; answer: z.output<typeof ConsultationAnswer> };
  'POST /contract-drops/:dropId/confirmation': { input: { dropId: string; version: number }; answer: { confirmed: number } };
  'POST /contract-drops/:dropId/undo': { input: { dropId: string; version: number }; answer: { files: number } };
  'POST /contract-files/:documentId/contract': { input: { documentId: string; number: string }; answer: { documentId: string } };
  'POST /contract-files/:documentId/decisions': { input: { documentId: string; setId: string; provision: string; isIt: boolean | null; quote?: string; page?: number; version: number }; answer: { documentId: string; version: number } };
  'POST /contract-files/:documentId/general': { input: { documentId: string }; answer: { documentId: string } };
  'POST /contract-files/:documentId/takeovers': { input: { documentId: string; version: number }; answer: { confirmed: number } };
  'POST /contract-files/:documentId/withdrawal': { input: { documentId: string }; answer: { documentId: string } };
  'POST /contract-imports/:importId/undo': { input: z.input<typeof ContractorsUndoImport>; answer: z.output<typeof ImportUndone> };
  'POST /contract-modifications/:modificationId/agreement': { input: z.input<typeof DecideModification>; answer: z.output<typeof ModificationAnswer> };
  'POST /contract-modifications/:modificationId/refusal': { input: z.input<typeof DecideModification>; answer: z.output<typeof ModificationAnswer> };
  'POST /contract-overrides/:overrideId/grant': { input: z.input<typeof GrantOverride>; answer: z.output<typeof OverrideAnswer> };
  'POST /contract-overrides/:overrideId/refusal': { input: z.input<typeof RefuseOverride>; answer: z.output<typeof OverrideAnswer> };
  'POST /contract-plans/:planId/posting': { input: z.input<typeof PostPlan>; answer: z.output<typeof ContractorsPlanAnswer> };
  'POST /contract-plans/:planId/review': { input: z.input<typeof ReviewPlan>; answer: z.output<typeof ContractorsPlanAnswer> };
  'POST /contract-rates': { input: z.input<typeof RecordRate>; answer: z.output<typeof RateRecorded> };
  'POST /contract-sets': { input: z.input<typeof LoadClauseSet>; answer: { key: string; provisions: number } };
  'POST /contract-sets/preview': { input: z.input<typeof PreviewClauseSet>; answer: z.output<typeof SetPreview> };
  'POST /contractors': { input: z.input<typeof RegisterContractor>; answer: { partyId: string } };
  'POST /contracts': { input: z.input<typeof RecordContract>; answer: z.output<typeof ContractAnswer> };
  'PUT /contracts/:contractId': { input: z.input<typeof ChangeContract>; answer: z.output<typeof ContractAnswer> };
  'POST /contracts/:contractId/award': { input: z.input<typeof MoveContract>; answer: z.output<typeof ContractAnswer> };
  'POST /contracts/:contractId/certifications': { input: { contractId: string; memberId: string | null; on: string; name: string; function: string; statements: ('plan-carried-out' | 'procedures' | 'due-diligence' | 'none-found' | 'found-and-remedied')[]; note: string | null }; answer: { certificationId: string } };
  'POST /contracts/:contractId/end': { input: z.input<typeof MoveContract>; answer: z.output<typeof ContractAnswer> };
  'POST /contracts/:contractId/firm-links': { input: z.input<typeof MakeFirmLink>; answer: { linkId: string; link: string } };
  'POST /contracts/:contractId/firm-questions': { input: z.input<typeof AskFirm>; answer: { questionId: string } };
  'POST /contracts/:contractId/members': { input: z.input<typeof AddMember>; answer: z.output<typeof MemberAnswer> };
  'PUT /contracts/:contractId/members/:memberId': { input: z.input<typeof CorrectMember>; answer: z.output<typeof MemberAnswer> };
  'POST /contracts/:contractId/members/:memberId/left': { input: z.input<typeof LeaveMember>; answer: z.output<typeof MemberAnswer> };
  'PUT /contracts/:contractId/members/:memberId/subcontract': { input: z.input<typeof ChangeSubcontract>; answer: z.output<typeof MemberAnswer> };
  'POST /contracts/:contractId/modifications': { input: z.input<typeof ProposeModification>; answer: z.output<typeof ModificationAnswer> };
  'POST /contracts/:contractId/options': { input: z.input<typeof ExerciseOption>; answer: z.output<typeof ReleaseAnswer> };
  'POST /contracts/:contractId/overrides': { input: z.input<typeof AskOverride>; answer: z.output<typeof OverrideAnswer> };
  'POST /contracts/:contractId/plans': { input: z.input<typeof AddPlan>; answer: z.output<typeof ContractorsPlanAnswer> };
  'POST /contracts/:contractId/site-pages': { input: z.input<typeof PublishSitePage>; answer: { pageId: string } };
  'POST /contracts/:contractId/site-visits': { input: z.input<typeof ContractorsRecordVisit>; answer: z.output<typeof VisitAnswer> };
  'POST /contributions/:contributionId/end': { input: z.input<typeof EndContribution>; answer: { contributionId: string; version: number } };
  'POST /equivalents/:equivalentId/end': { input: z.input<typeof EndEquivalent>; answer: { revoked: number } };
  'POST /equivalents/:equivalentId/takers': { input: { equivalentId: string; numbers: string[]; completedOn: string }; answer: { recorded: number; unknown: string[] } };
  'PUT /evidence/:itemId': { input: { itemId: string; version: number; editionId: string; obligationIds: z.input<typeof ObligationIds>; kind: string; says: 'met' | 'partly-met' | 'not-met' | 'in-progress' | 'not-started' | 'nil' | 'zero' | 'informs'; title: z.input<typeof Wording>; date: string; asOf?: string; source: z.input<typeof Wording>; page?: string; documentId?: string; address?: string; note?: string; label?: { policy?: 'NATO'; level: 'unclassified' | 'restricted' | 'confidential' | 'secret'; releasableTo?: string[] | null } }; answer: { id: string; version: number } };
  'POST /evidence/:itemId/approve-purge': { input: { itemId: string; version: number }; answer: { id: string; version: number } };
  'POST /evidence/:itemId/confirm': { input: { itemId: string; version: number }; answer: { id: string; version: number } };
  'POST /evidence/:itemId/correct': { input: { itemId: string; version: number; editionId: string; obligationIds: z.input<typeof ObligationIds>; kind: string; says: 'met' | 'partly-met' | 'not-met' | 'in-progress' | 'not-started' | 'nil' | 'zero' | 'informs'; title: z.input<typeof Wording>; date: string; asOf?: string; source: z.input<typeof Wording>; page?: string; documentId?: string; address?: string; note?: string; label?: { policy?: 'NATO'; level: 'unclassified' | 'restricted' | 'confidential' | 'secret'; releasableTo?: string[] | null } }; answer: { id: string; version: number } };
  'PUT /evidence/:itemId/label': { input: { itemId: string; version: number; label: { policy?: 'NATO'; level: 'unclassified' | 'restricted' | 'confidential' | 'secret'; releasableTo?: string[] | null }; reason?: string }; answer: { id: string; version: number } };
  'POST /evidence/:itemId/label-release': { input: { itemId: string; version: number; releaseId: string }; answer: { id: string; version: number } };
  'POST /evidence/:itemId/refuse-purge': { input: { itemId: string; version: number; reason: string }; answer: { id: string; version: number } };
  'POST /evidence/:itemId/request-purge': { input: { itemId: string; version: number; reason: string }; answer: { id: string; version: number } };
  'POST /evidence/:itemId/submit': { input: { itemId: string; version: number }; answer: { id: string; version: number } };
  'POST /evidence/:itemId/withdraw': { input: { itemId: string; version: number; reason: string }; answer: { id: string; version: number } };
  'POST /evidence/:itemId/withdraw-purge-request': { input: { itemId: string; version: number }; answer: { id: string; version: number } };
  'PUT /findings/:findingId': { input: z.input<typeof ReviseFinding>; answer: z.output<typeof FindingAnswer> };
  'POST /findings/:findingId/carry-over': { input: z.input<typeof CarryOverFinding>; answer: z.output<typeof FindingAnswer> };
  'POST /findings/:findingId/progress': { input: z.input<typeof ReportProgress>; answer: z.output<typeof FindingAnswer> };
  'POST /findings/:findingId/verify': { input: z.input<typeof VerifyFinding>; answer: z.output<typeof VerifyAnswer> };
  'POST /findings/:findingId/withdraw': { input: z.input<typeof WithdrawFinding>; answer: z.output<typeof FindingAnswer> };
  'POST /firm-links/:linkId/revocation': { input: { linkId: string }; answer: { linkId: string } };
  'PUT /first-steps/:step': { input: z.input<typeof SetStepAside>; answer: { aside: boolean } };
  'POST /grants': { input: z.input<typeof GiveGrant>; answer: z.output<typeof GrantGiven> };
  'POST /grants/:grantId/end': { input: z.input<typeof EndGrant>; answer: z.output<typeof PeopleDone> };
  'POST /hand-over-boards/:handOverId/signatures': { input: { handOverId: string; side: 'outgoing' | 'incoming'; reasons: string | null }; answer: { complete: boolean } };
  'POST /hand-overs': { input: z.input<typeof HandOverPosition>; answer: z.output<typeof PositionHandedOver> };
  'POST /hand-overs/:handOverId/decision': { input: z.input<typeof DecideHandOver>; answer: z.output<typeof PeopleDone> };
  'PUT /help-entries/:entryId': { input: z.input<typeof ChangeHelpEntry>; answer: z.output<typeof HelpEntryAnswer> };
  'POST /help-entries/:entryId/retirement': { input: z.input<typeof RetireHelpEntry>; answer: z.output<typeof HelpEntryAnswer> };
  'POST /help-entries/:entryId/tests': { input: z.input<typeof RecordHelpTest>; answer: z.output<typeof HelpEntryAnswer> };
  'PUT /help-places/:placeId': { input: z.input<typeof ChangeHelpPlace>; answer: z.output<typeof HelpPlaceAnswer> };
  'POST /help-places/:placeId/entries': { input: z.input<typeof AddHelpEntry>; answer: z.output<typeof HelpEntryAnswer> };
  'PUT /help-places/:placeId/publication': { input: z.input<typeof PublishHelpPlace>; answer: z.output<typeof HelpPlaceAnswer> };
  'POST /holds': { input: z.input<typeof PlaceHold>; answer: z.output<typeof HoldAnswer> };
  'POST /holds/:holdId/lift': { input: z.input<typeof LiftHold>; answer: z.output<typeof HoldAnswer> };
  'POST /imports/:batchId/undo': { input: z.input<typeof UndoBatch>; answer: z.output<typeof Undone> };
  'POST /interpreted-reports/:reportId/notes': { input: z.input<typeof LeaveInterpreterNote>; answer: z.output<typeof ReportWritten> };
  'POST /invitation': { input: { token: string; name: string; password: string; language: z.input<typeof PeopleLanguage> }; answer: z.output<typeof Step> };
  'POST /invitation/passkey': { input: { token: string; name: string; language: z.input<typeof PeopleLanguage>; passkeyName: string; registration: z.input<typeof Registration> }; answer: z.output<typeof Step> };
  'POST /joinings/:contributionId/answers': { input: z.input<typeof AnswerItems>; answer: z.output<typeof JoiningAnswer> };
  'PUT /joinings/:contributionId/label': { input: z.input<typeof LabelJoining>; answer: z.output<typeof JoiningAnswer> };
  'PUT /joinings/:contributionId/transfer': { input: z.input<typeof SetTransfer>; answer: z.output<typeof JoiningAnswer> };
  'POST /linked-section': { input: { token: string }; answer: z.output<typeof LinkedSection> };
  'POST /linked-section/acceptance': { input: { token: string }; answer: { done: true } };
  'PUT /linked-section/answers/:questionId': { input: { token: string; questionId: string; choice: 'still-true' | 'changed' | 'not-known' | 'elsewhere'; value: z.input<typeof ValueField> | null; note: string | null; page: string | null; version: number }; answer: z.output<typeof ReturnsStoredAnswer> };
  'POST /linked-section/hand-back': { input: { token: string }; answer: { done: true } };
  'POST /linked-section/questions/:questionId/provisions': { input: { token: string; questionId: string; changes: string | null; law: string; paragraph: string; wording: string | null; penaltyFrom: number | null; penaltyTo: number | null; penaltyUnit: 'days' | 'months' | 'years' | null; penaltyNote: string | null; address: string | null; inForceFrom: string | null; inForceUntil: string | null }; answer: z.output<typeof RecordedProvision> };
  'POST /log/entries/:entryId/erasure': { input: z.input<typeof OnErasure>; answer: z.output<typeof ErasureAnswer> };
  'POST /log/entries/:entryId/erasure-refusal': { input: { entryId: string; reason: string }; answer: z.output<typeof ErasureAnswer> };
  'POST /log/entries/:entryId/erasure-request': { input: z.input<typeof AskErasure>; answer: z.output<typeof ErasureAnswer> };
  'POST /log/entries/:entryId/erasure-withdrawal': { input: z.input<typeof OnErasure>; answer: z.output<typeof ErasureAnswer> };
  'POST /log/witnesses': { input: z.input<typeof EnrolWitness>; answer: z.output<typeof WitnessAnswer> };
  'POST /log/witnesses/:witnessId/end': { input: z.input<typeof OnWitness>; answer: z.output<typeof WitnessAnswer> };
  'POST /measures/:measureId/progress': { input: z.input<typeof RecordProgress>; answer: z.output<typeof MeasureAnswer> };
  'POST /news/seen': { input: { until: string }; answer: { done: true } };
  'POST /outreach': { input: z.input<typeof OpenOutreach>; answer: z.output<typeof OutreachAnswer> };
  'POST /outreach/:outreachId/close': { input: z.input<typeof CloseOutreach>; answer: z.output<typeof OutreachAnswer> };
  'PUT /outreach/:outreachId/label': { input: z.input<typeof LabelOutreach>; answer: z.output<typeof OutreachAnswer> };
  'POST /outreach/:outreachId/letters': { input: z.input<typeof SendLetter>; answer: z.output<typeof OutreachAnswer> };
  'PUT /outreach/:outreachId/reminder': { input: z.input<typeof SetReminder>; answer: z.output<typeof OutreachAnswer> };
  'POST /outreach/:outreachId/replies': { input: z.input<typeof RecordReply>; answer: z.output<typeof OutreachAnswer> };
  'PUT /participations/:participationId/answers/:obligationId': { input: z.input<typeof AnswerObligation>; answer: z.output<typeof ReviewsStoredAnswer> };
  'POST /participations/:participationId/comments': { input: z.input<typeof CommentOnDraft>; answer: z.output<typeof ParticipationAnswer> };
  'POST /participations/:participationId/draft': { input: z.input<typeof SendDraft>; answer: z.output<typeof ParticipationAnswer> };
  'POST /participations/:participationId/findings': { input: z.input<typeof DraftFinding>; answer: z.output<typeof FindingAnswer> };
  'PUT /participations/:participationId/invitation-language': { input: { participationId: string; language: 'en' | 'fr' }; answer: { language: 'en' | 'fr' } };
  'PUT /participations/:participationId/label': { input: { participationId: string; version: number; label: { policy?: 'NATO'; level: 'unclassified' | 'restricted' | 'confidential' | 'secret'; releasableTo?: string[] | null }; reason?: string }; answer: { id: string; version: number } };
  'POST /participations/:participationId/label-release': { input: { participationId: string; version: number; releaseId: string }; answer: { id: string; version: number } };
  'POST /participations/:participationId/prefill': { input: z.input<typeof OnParticipation>; answer: z.output<typeof ParticipationAnswer> };
  'PUT /participations/:participationId/public-agreement': { input: z.input<typeof AgreeToPublication>; answer: z.output<typeof ParticipationAnswer> };
  'POST /participations/:participationId/questions': { input: z.input<typeof AskClarification>; answer: z.output<typeof ReviewsDone> };
  'POST /participations/:participationId/rating-corrections': { input: z.input<typeof RateObligation>; answer: z.output<typeof ReviewsDone> };
  'POST /participations/:participationId/ratings': { input: z.input<typeof RateObligation>; answer: z.output<typeof ReviewsDone> };
  'POST /participations/:participationId/reviewers': { input: { participationId: string; personId: string; until: string }; answer: { grantId: string } };
  'POST /participations/:participationId/submit': { input: z.input<typeof SubmitSelfAssessment>; answer: z.output<typeof SelfAssessmentSubmitted> };
  'POST /participations/:participationId/visits': { input: z.input<typeof ReviewsRecordVisit>; answer: z.output<typeof ReviewsDone> };
  'POST /parties': { input: z.input<typeof RegisterParty>; answer: { partyId: string } };
  'POST /parties/:partyId/acceptances': { input: z.input<typeof RecordAcceptance>; answer: { id: string; evidenceId: string | null } };
  'PUT /parties/:partyId/calendar': { input: z.input<typeof SetCalendar>; answer: { calendarId: string; holidays: number } };
  'POST /parties/:partyId/certificates': { input: z.input<typeof IssueCertificates>; answer: z.output<typeof CertificatesIssued> };
  'POST /parties/:partyId/classes': { input: z.input<typeof OpenClass>; answer: { classId: string; code: string; version: number } };
  'PUT /parties/:partyId/contracting': { input: z.input<typeof RecordContracting>; answer: { partyId: string; version: number } };
  'POST /parties/:partyId/contributions': { input: z.input<typeof ConfirmContribution>; answer: { contributionId: string; version: number } };
  'POST /parties/:partyId/courses': { input: { partyId: string }; answer: { id: string; obligations: number } };
  'POST /parties/:partyId/equivalents': { input: { partyId: string; title: string; provider: string; module: string; elements: string[]; why: string }; answer: { id: string; lessons: string[]; missing: string[] } };
  'POST /parties/:partyId/evidence': { input: { partyId: string; editionId: string; obligationIds: z.input<typeof ObligationIds>; kind: string; says: 'met' | 'partly-met' | 'not-met' | 'in-progress' | 'not-started' | 'nil' | 'zero' | 'informs'; title: z.input<typeof Wording>; date: string; asOf?: string; source: z.input<typeof Wording>; page?: string; documentId?: string; address?: string; note?: string; label?: { policy?: 'NATO'; level: 'unclassified' | 'restricted' | 'confidential' | 'secret'; releasableTo?: string[] | null } }; answer: { id: string; version: number } };
  'POST /parties/:partyId/help': { input: z.input<typeof AddHelpPlace>; answer: z.output<typeof HelpPlaceAnswer> };
  'PUT /parties/:partyId/local-texts/:placeholder/draft': { input: z.input<typeof WriteLocalText>; answer: z.output<typeof DraftAnswer> };
  'POST /parties/:partyId/local-texts/:placeholder/signature': { input: z.input<typeof SignLocalText>; answer: z.output<typeof CoursesTextAnswer> };
  'POST /parties/:partyId/local-texts/:placeholder/versions/:number/withdrawal': { input: z.input<typeof WithdrawLocalText>; answer: z.output<typeof CoursesTextAnswer> };
  'POST /parties/:partyId/memberships': { input: { partyId: string; from: string; to?: string | null; source: string; replaces?: string | null }; answer: { membershipId: string } };
  'POST /parties/:partyId/obligations/:obligationId/answer': { input: { partyId: string; obligationId: string; choice: 'comply' | 'equivalent' | 'explain'; note?: string; label?: { policy?: 'NATO'; level: 'unclassified' | 'restricted' | 'confidential' | 'secret'; releasableTo?: string[] | null } }; answer: { id: string } };
  'POST /parties/:partyId/obligations/:obligationId/views': { input: { partyId: string; obligationId: string; side: 'party' | 'office'; differenceId: string; reason: string; label?: { policy?: 'NATO'; level: 'unclassified' | 'restricted' | 'confidential' | 'secret'; releasableTo?: string[] | null } }; answer: { id: string } };
  'POST /parties/:partyId/observed-contributions': { input: { partyId: string; operationId: string; asOf?: string; personnel?: number; note?: string; source: string }; answer: { observedContributionId: string } };
  'POST /parties/:partyId/plans': { input: z.input<typeof RecordPlan>; answer: z.output<typeof NationsPlanAnswer> };
  'POST /parties/:partyId/returns': { input: z.input<typeof OpenReturn>; answer: z.output<typeof ReturnAnswer> };
  'POST /parties/:partyId/roster-request': { input: { partyId: string }; answer: { requestedOn: string } };
  'POST /parties/:partyId/strength': { input: { partyId: string; persons: number; statedFor: string; source: string }; answer: { id: string } };
  'POST /parties/:partyId/training-readiness': { input: { partyId: string }; answer: { items: string[]; persons: number; ready: number } };
  'POST /parties/:partyId/treaties': { input: z.input<typeof CorrectTreatyAction>; answer: { partyId: string; evidenceId: string | null } };
  'POST /parties/:partyId/treaties/:rowId/accept': { input: z.input<typeof AcceptTreatyStatement>; answer: { partyId: string; evidenceId: string | null } };
  'POST /parties/:partyId/units': { input: z.input<typeof RegisterUnit>; answer: { unitId: string; version: number } };
  'POST /passkeys': { input: z.input<typeof AddPasskey>; answer: z.output<typeof PeopleDone> };
  'DELETE /passkeys/:passkeyId': { input: z.input<typeof RemovePasskey>; answer: z.output<typeof PeopleDone> };
  'POST /people': { input: z.input<typeof Invite>; answer: z.output<typeof Invited> };
  'POST /people/:personId/link': { input: z.input<typeof InviteAgain>; answer: z.output<typeof Invited> };
  'POST /people/:personId/reset': { input: z.input<typeof ResetAccount>; answer: z.output<typeof AccountReset> };
  'POST /people/invitations': { input: z.input<typeof InviteMany>; answer: z.output<typeof InvitedMany> };
  'POST /plans/:planId/end': { input: z.input<typeof EndPlan>; answer: z.output<typeof NationsPlanAnswer> };
  'POST /plans/:planId/measures': { input: z.input<typeof AddMeasure>; answer: z.output<typeof NationsPlanAnswer> };
  'POST /policy/editions/:importId/put-in-force': { input: z.input<typeof PutInForce>; answer: z.output<typeof ImportedAnswer> };
  'POST /policy/editions/:importId/withdraw': { input: z.input<typeof WithdrawEdition>; answer: z.output<typeof ImportedAnswer> };
  'POST /policy/parameters/:parameterId/decisions': { input: z.input<typeof DecideParameter>; answer: z.output<typeof ParameterDecided> };
  'POST /providers': { input: { partyId: string; name: string; level: 'alliance' | 'national'; general: boolean; specific: boolean; checkedOn: string; replaces?: string | null }; answer: { id: string } };
  'POST /questions/:clarificationId/answer': { input: z.input<typeof AnswerClarification>; answer: z.output<typeof ReviewsDone> };
  'POST /reports/:reportId/answers': { input: z.input<typeof AnswerReport>; answer: z.output<typeof ReportWritten> };
  'POST /reports/:reportId/assignment': { input: z.input<typeof AssignReport>; answer: z.output<typeof ReportChanged> };
  'POST /reports/:reportId/closing': { input: z.input<typeof CloseReport>; answer: z.output<typeof ReportChanged> };
  'DELETE /reports/:reportId/interpreters/:number': { input: z.input<typeof EndInterpreting>; answer: z.output<typeof InterpretingChanged> };
  'PUT /reports/:reportId/interpreters/:number': { input: z.input<typeof GiveToInterpreter>; answer: z.output<typeof InterpretingChanged> };
  'POST /reports/:reportId/notes': { input: z.input<typeof AddNote>; answer: z.output<typeof ReportWritten> };
  'POST /reports/:reportId/passing-on': { input: z.input<typeof PassOnReport>; answer: z.output<typeof ReportChanged> };
  'POST /reports/:reportId/reopening': { input: z.input<typeof ReopenReport>; answer: z.output<typeof ReportChanged> };
  'PUT /reports/:reportId/same-matter/:otherId': { input: z.input<typeof LinkDuplicate>; answer: z.output<typeof DuplicateLinked> };
  'DELETE /reports/:reportId/same-matter/:otherId': { input: z.input<typeof LinkDuplicate>; answer: z.output<typeof DuplicateLinked> };
  'POST /reports/:reportId/take': { input: z.input<typeof TakeReport>; answer: z.output<typeof ReportChanged> };
  'POST /reports/:reportId/triage': { input: z.input<typeof TriageReport>; answer: z.output<typeof ReportChanged> };
  'POST /returns/:returnId/accept': { input: z.input<typeof OnReturn>; answer: z.output<typeof ReturnAnswer> };
  'POST /returns/:returnId/amend': { input: z.input<typeof OnReturn>; answer: z.output<typeof ReturnAnswer> };
  'PUT /returns/:returnId/answers': { input: z.input<typeof AnswerQuestions>; answer: z.output<typeof StoredAnswers> };
  'PUT /returns/:returnId/answers/:questionId': { input: z.input<typeof AnswerQuestion>; answer: z.output<typeof ReturnsStoredAnswer> };
  'POST /returns/:returnId/ask-review': { input: z.input<typeof OnReturn>; answer: z.output<typeof ReturnAnswer> };
  'PUT /returns/:returnId/checks/:checkId': { input: { returnId: string; checkId: string; text: string }; answer: { checkId: string; left: number; right: number } };
  'POST /returns/:returnId/clear': { input: { returnId: string; version: number; note: string | null }; answer: z.output<typeof ReturnAnswer> };
  'PUT /returns/:returnId/label': { input: { returnId: string; version: number; label: { policy?: 'NATO'; level: 'unclassified' | 'restricted' | 'confidential' | 'secret'; releasableTo?: string[] | null }; reason?: string }; answer: { id: string; version: number } };
  'POST /returns/:returnId/label-release': { input: { returnId: string; version: number; releaseId: string }; answer: { id: string; version: number } };
  'PUT /returns/:returnId/public-status': { input: { returnId: string; shown: boolean }; answer: { id: string; shown: boolean } };
  'POST /returns/:returnId/questions/:questionId/provisions': { input: z.input<typeof RecordProvision>; answer: z.output<typeof RecordedProvision> };
  'POST /returns/:returnId/reopen': { input: { returnId: string; version: number; reason: string }; answer: z.output<typeof ReturnAnswer> };
  'POST /returns/:returnId/sections/:sectionId/links': { input: { returnId: string; sectionId: string; name: string; days: number }; answer: { id: string; link: string; endsAt: string } };
  'PUT /returns/:returnId/sections/:sectionId/release': { input: { returnId: string; sectionId: string; release: z.input<typeof ReturnsRelease> }; answer: { sectionId: string; release: z.output<typeof ReturnsRelease> } };
  'POST /returns/:returnId/send-back': { input: { returnId: string; version: number; reason: string }; answer: z.output<typeof ReturnAnswer> };
  'POST /returns/:returnId/sign': { input: z.input<typeof SignReturn>; answer: z.output<typeof ReturnAnswer> };
  'POST /returns/:returnId/start': { input: z.input<typeof OnReturn>; answer: z.output<typeof ReturnAnswer> };
  'POST /returns/:returnId/submit': { input: z.input<typeof OnReturn>; answer: z.output<typeof ReturnAnswer> };
  'PUT /review-forms/:formId/observations/:clauseId': { input: z.input<typeof WriteObservation>; answer: z.output<typeof StoredObservation> };
  'POST /review-forms/:formId/submit': { input: z.input<typeof SubmitForm>; answer: z.output<typeof ReviewsDone> };
  'POST /rosters': { input: z.input<typeof ImportRoster>; answer: z.output<typeof RosterImported> };
  'POST /rosters/:batchId/undo': { input: z.input<typeof UndoRoster>; answer: z.output<typeof RosterUndone> };
  'POST /rosters/preview': { input: z.input<typeof PreviewRoster>; answer: z.output<typeof RosterPreview> };
  'PUT /rotations/:rotationId/hand-over': { input: z.input<typeof SetHandOver>; answer: { rotationId: string; version: number } };
  'POST /rotations/:rotationId/hand-over-board': { input: { rotationId: string }; answer: { id: string; persons: number; ready: number } };
  'POST /rounds': { input: z.input<typeof PlanRound>; answer: z.output<typeof RoundAnswer> };
  'POST /rounds/:roundId/adopt': { input: z.input<typeof AdoptRound>; answer: { id: string; state: 'planned' | 'open' | 'adopted' | 'closed'; version: number; sha256: string } };
  'PUT /rounds/:roundId/calendar': { input: z.input<typeof ChangeCalendar>; answer: z.output<typeof RoundAnswer> };
  'POST /rounds/:roundId/close': { input: z.input<typeof OnRound>; answer: z.output<typeof RoundAnswer> };
  'POST /rounds/:roundId/draw': { input: z.input<typeof OnRound>; answer: z.output<typeof ReviewsDone> };
  'POST /rounds/:roundId/forms': { input: z.input<typeof InviteOrganisation>; answer: z.output<typeof ReviewsDone> };
  'POST /rounds/:roundId/open': { input: z.input<typeof OpenRound>; answer: z.output<typeof OpenAnswer> };
  'POST /rounds/:roundId/publication': { input: z.input<typeof OnRound>; answer: { id: string; state: 'planned' | 'open' | 'adopted' | 'closed'; version: number; sha256: string; parties: string[] } };
  'POST /section-links/:linkId/withdrawal': { input: { linkId: string }; answer: { id: string } };
  'DELETE /session': { input: Record<string, never>; answer: z.output<typeof PeopleDone> };
  'POST /session': { input: { email: string; password: string; work?: z.input<typeof Work> }; answer: z.output<typeof Step> };
  'PUT /session/language': { input: z.input<typeof ChooseLanguage>; answer: z.output<typeof PeopleDone> };
  'POST /session/passkey': { input: { assertion: z.input<typeof Assertion> }; answer: z.output<typeof Step> };
  'POST /session/passkey-options': { input: Record<string, never>; answer: z.output<typeof Options> };
  'POST /session/passkey-set-up': { input: { name: string; registration: z.input<typeof Registration> }; answer: z.output<typeof Step> };
  'POST /session/recovery-code': { input: { recoveryCode: string }; answer: z.output<typeof Step> };
  'POST /session/totp': { input: { code: string }; answer: z.output<typeof Step> };
  'POST /session/totp-set-up': { input: { secret: string; code: string }; answer: z.output<typeof Step> };
  'POST /set-up': { input: { token: string; name: string; email: string; password: string; language: z.input<typeof PeopleLanguage> }; answer: z.output<typeof Step> };
  'POST /set-up/passkey': { input: { token: string; name: string; email: string; language: z.input<typeof PeopleLanguage>; passkeyName: string; registration: z.input<typeof Registration> }; answer: z.output<typeof Step> };
  'POST /site-pages/:pageId/withdrawal': { input: { pageId: string }; answer: { pageId: string } };
  'POST /site-visits/:visitId/photos': { input: z.input<typeof AddPhoto>; answer: z.output<typeof PhotoAnswer> };
  'POST /trainees/:traineeId/waivers': { input: { traineeId: string; module: string; until: string; reason: string }; answer: { id: string; version: number } };
  'POST /training-totals': { input: { partyId: string; module: string; persons: number; trained: number; asOf: string }; answer: { id: string } };
  'POST /training/classes/:classId/access-slips': { input: z.input<typeof MakeAccessSlips>; answer: z.output<typeof NewAccessSlips> };
  'POST /training/classes/:classId/access-slips/:accessSlipId/pin': { input: { classId: string; accessSlipId: string }; answer: { number: string; pin: string } };
  'PUT /training/classes/:classId/bookings': { input: z.input<typeof BookSeats>; answer: { taken: number } };
  'POST /training/classes/:classId/close': { input: { classId: string; version: number }; answer: { version: number } };
  'POST /training/classes/:classId/first-looks/:moduleId': { input: z.input<typeof CorrectFirstLook>; answer: { done: true } };
  'POST /training/classes/:classId/last-day': { input: { classId: string; endsOn: string; version: number }; answer: { version: number } };
  'POST /training/classes/:classId/papers': { input: z.input<typeof EnterPaperClass>; answer: z.output<typeof PaperClassEntered> };
  'PUT /training/classes/:classId/seats': { input: z.input<typeof SetSeats>; answer: { version: number } };
  'POST /training/classes/:classId/tries/:traineeId/:moduleId': { input: { classId: string; traineeId: string; moduleId: string }; answer: { done: true } };
  'POST /training/own/:traineeId': { input: { traineeId: string }; answer: { path: string } };
  'POST /treaty-imports': { input: z.input<typeof ImportTreatyTable>; answer: z.output<typeof ImportAnswer> };
  'POST /treaty-imports/:batchId/undo': { input: z.input<typeof NationsUndoImport>; answer: { batchId: string; version: number; parties: number } };
  'POST /treaty-imports/preview': { input: z.input<typeof TableInput>; answer: z.output<typeof NationsImportPreview> };
  'PUT /units/:unitId': { input: z.input<typeof MoveUnit>; answer: { unitId: string; version: number } };
  'POST /units/:unitId/rotations': { input: z.input<typeof PlanRotation>; answer: { rotationId: string; version: number } };
  'POST /violations': { input: z.input<typeof RecordViolation>; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/abatement': { input: { violationId: string; note: string; version: number; abateBy: string }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/abatement-end': { input: { violationId: string; note: string; version: number }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/close': { input: { violationId: string; note: string; version: number }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/danger': { input: { violationId: string; note: string; version: number }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/debarment': { input: { violationId: string; note: string; version: number; authority: string; law: string; until: string | null; appeal: string | null; selfCleaning: string | null }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/determination': { input: { violationId: string; note: string; version: number }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/determination-in-danger': { input: { violationId: string; note: string; version: number }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/dismissal': { input: { violationId: string; note: string; version: number }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/information': { input: z.input<typeof InformNotified>; answer: z.output<typeof InformAnswer> };
  'POST /violations/:violationId/investigation': { input: z.input<typeof OnViolation>; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/investigation-report': { input: { violationId: string; note: string; version: number }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/record': { input: z.input<typeof OnViolation>; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/remediation': { input: { violationId: string; note: string; version: number }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/remedy': { input: { violationId: string; note: string; version: number; remedies: ('remove-employee' | 'end-subcontract' | 'suspend-payment' | 'lose-award-fee' | 'decline-option' | 'terminate-for-default' | 'suspend-or-debar')[]; mitigating: ({ factor: 'plan-existed' | 'plan-followed' | 'notified-unasked' | 'workers-repaired' | 'cooperated'; evidence: string })[]; aggravating: ({ factor: 'did-not-abate' | 'hindered' | 'earlier-violation' | 'retaliated' | 'children'; evidence: string })[] }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/reply': { input: { violationId: string; note: string; version: number }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/reply-end': { input: z.input<typeof OnViolation>; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/reply-request': { input: { violationId: string; note: string; version: number }; answer: z.output<typeof ViolationAnswer> };
  'POST /violations/:violationId/termination': { input: { violationId: string; note: string; version: number }; answer: z.output<typeof ViolationAnswer> };
  'POST /visits/:visitId/notes': { input: z.input<typeof NoteOnVisit>; answer: z.output<typeof ReviewsDone> };
  'POST /waivers/:waiverId/end': { input: { waiverId: string; version: number }; answer: { id: string; version: number } };
};

/** Where `upload` sends a file; the input is what the path and the query string say in addition. */
export type Uploads = {
  '/imports': { input: { title: string; against: string; batchId?: string; of?: 'evidence' | 'parties' | 'people' }; answer: z.output<typeof ImportProgress> };
  '/imports/preview': { input: { of?: 'evidence' | 'parties' | 'people' }; answer: z.output<typeof ImportsImportPreview> };
  '/parties/:partyId/contract-files': { input: { dropId: string; partyId: string }; answer: { known: boolean; again: boolean; document: z.output<typeof DocumentRow> } };
  '/parties/:partyId/contract-imports': { input: { partyId: string; mapping: string; title: string; against: string; leaveOut: 'yes' | 'no' }; answer: z.output<typeof ContractsImported> };
  '/parties/:partyId/contract-imports/preview': { input: { partyId: string; mapping?: string }; answer: z.output<typeof ContractorsImportPreview> };
  '/parties/:partyId/documents': { input: { level?: 'unclassified' | 'restricted' | 'confidential' | 'secret'; releasableTo?: string; partyId: string }; answer: { id: string; name: string; mediaType: string; bytes: number; sha256: string } };
  '/policy/editions': { input: Record<string, never>; answer: z.output<typeof ImportedAnswer> };
  '/policy/editions/preview': { input: Record<string, never>; answer: z.output<typeof EditionPreview> };
  '/returns/:returnId/form': { input: { returnId: string }; answer: z.output<typeof FormBack> };
  '/roster-workbooks': { input: Record<string, never>; answer: { table: string } };
};

/** Routes that answer a file, for `fileAddress`; the input is what the path and the query string say. */
export type Files = {
  '/certificates/:number/certificate.pdf': { input: { number: string; lang?: 'en' | 'fr' } };
  '/channels/:channelId/poster.pdf': { input: { channelId: string; lang: string; size: 'a3' | 'a4' | 'card' } };
  '/clauses/:clauseId/brief.pdf': { input: { clauseId: string; lang?: 'en' | 'fr' } };
  '/contract-sample.xlsx': { input: { partyId: string; size: number; by?: 'none' | 'value' | 'operation'; lang?: 'en' | 'fr' } };
  '/contracts.csv': { input: { partyId?: string; coverage?: 'not-checked' | 'not-readable' | 'other-language' | 'missing' | 'struck-out' | 'hidden' | 'only-proposed' | 'differs' | 'to-confirm' | 'present'; state?: 'planned' | 'awarded' | 'ended'; setId?: string; release?: 'held'; find?: string; due?: 'late' | 'soon'; sort?: 'number' | '-number' | 'contractor' | '-contractor' | 'value' | '-value' | 'ends' | '-ends'; lang?: 'en' | 'fr' } };
  '/contracts.xlsx': { input: { partyId?: string; coverage?: 'not-checked' | 'not-readable' | 'other-language' | 'missing' | 'struck-out' | 'hidden' | 'only-proposed' | 'differs' | 'to-confirm' | 'present'; state?: 'planned' | 'awarded' | 'ended'; setId?: string; release?: 'held'; find?: string; due?: 'late' | 'soon'; sort?: 'number' | '-number' | 'contractor' | '-contractor' | 'value' | '-value' | 'ends' | '-ends'; lang?: 'en' | 'fr' } };
  '/contracts/:contractId/workers.pdf': { input: { contractId: string; lang: string; size: 'a3' | 'a4' | 'card' } };
  '/documents/:documentId': { input: { documentId: string } };
  '/firm-files/:fileId': { input: { fileId: string } };
  '/hand-over-boards/:handOverId/page.pdf': { input: { handOverId: string; lang?: 'en' | 'fr' } };
  '/modules/:moduleId/answer-sheet.pdf': { input: { moduleId: string; lang?: string; series?: number; operationId?: string; nationId?: string } };
  '/modules/:moduleId/first-look.pdf': { input: { moduleId: string; lang?: string; series?: number; operationId?: string; nationId?: string } };
  '/modules/:moduleId/key.pdf': { input: { moduleId: string; lang?: string; series?: number; operationId?: string; nationId?: string } };
  '/modules/:moduleId/slides.pdf': { input: { moduleId: string; lang?: string; series?: number; operationId?: string; nationId?: string } };
  '/modules/:moduleId/test.pdf': { input: { moduleId: string; lang?: string; series?: number; operationId?: string; nationId?: string } };
  '/outreach/:outreachId/letter.pdf': { input: { outreachId: string; letterId?: string; lang?: 'en' | 'fr' } };
  '/parties/:partyId/brief.pdf': { input: { partyId: string; lang?: 'en' | 'fr' } };
  '/policy/editions/in-force.zip': { input: Record<string, never> };
  '/readiness/:scopeId/board.xlsx': { input: { scopeId: string; lang?: 'en' | 'fr'; day?: string } };
  '/returns/:returnId/form': { input: { returnId: string; format: 'xlsx' | 'docx'; lang?: 'en' | 'fr' } };
  '/rounds/:roundId/council.docx': { input: { roundId: string; lang?: 'en' | 'fr'; partyId?: string } };
  '/rounds/:roundId/council.pdf': { input: { roundId: string; lang?: 'en' | 'fr'; partyId?: string } };
  '/rounds/:roundId/invitations.docx': { input: { roundId: string; lang?: 'en' | 'fr'; partyId?: string } };
  '/rounds/:roundId/invitations.pdf': { input: { roundId: string; lang?: 'en' | 'fr'; partyId?: string } };
  '/rounds/:roundId/mission.docx': { input: { roundId: string; lang?: 'en' | 'fr'; partyId?: string } };
  '/rounds/:roundId/mission.pdf': { input: { roundId: string; lang?: 'en' | 'fr'; partyId?: string } };
  '/rounds/:roundId/report.docx': { input: { roundId: string; lang?: 'en' | 'fr'; partyId?: string } };
  '/rounds/:roundId/report.pdf': { input: { roundId: string; lang?: 'en' | 'fr'; partyId?: string } };
  '/rounds/:roundId/report.xlsx': { input: { roundId: string; lang?: 'en' | 'fr'; partyId?: string } };
  '/training-counts.xlsx': { input: { lang?: 'en' | 'fr'; day?: string } };
  '/training/classes/:classId/access-slips/sheet': { input: { classId: string } };
};

/** Every declared permission, for `can`. */
export type PermissionName =
  | 'commitments:answer'
  | 'commitments:read'
  | 'commitments:record-view'
  | 'contractors:count-parties'
  | 'contractors:decide-override'
  | 'contractors:investigate'
  | 'contractors:manage'
  | 'contractors:manage-violations'
  | 'contractors:measure'
  | 'contractors:read'
  | 'cooperation:consult'
  | 'evidence:enter'
  | 'evidence:read'
  | 'evidence:replay'
  | 'evidence:sign'
  | 'exercise:finish'
  | 'imports:run'
  | 'installation:rotate-keys'
  | 'lrs:give-credential'
  | 'lrs:use'
  | 'nations:correct'
  | 'nations:import'
  | 'nations:join'
  | 'nations:keep-plan'
  | 'nations:read-joining'
  | 'nations:read-letters'
  | 'nations:read-plan'
  | 'nations:receive-letters'
  | 'nations:record-acceptance'
  | 'nations:set-transfer'
  | 'nations:write-letters'
  | 'parties:confirm'
  | 'parties:manage-calendar'
  | 'parties:manage-units'
  | 'parties:record-contracting'
  | 'parties:register'
  | 'parties:register-contractor'
  | 'people:account-for-access'
  | 'people:appoint'
  | 'people:end-grant'
  | 'people:enter'
  | 'people:grant'
  | 'people:grant-at-party'
  | 'people:invite'
  | 'people:list'
  | 'people:reset'
  | 'people:review-access'
  | 'people:self'
  | 'people:start-register'
  | 'policy:decide-parameters'
  | 'policy:import-editions'
  | 'policy:manage-texts'
  | 'policy:see-editions'
  | 'reports:keep-channel'
  | 'reports:keep-help'
  | 'reports:measure'
  | 'reports:read'
  | 'reports:state-limits'
  | 'retention:hold'
  | 'retention:run'
  | 'retention:see'
  | 'returns:answer'
  | 'returns:clear'
  | 'returns:decide'
  | 'returns:open'
  | 'returns:read'
  | 'returns:sign'
  | 'reviews:direct'
  | 'reviews:judge'
  | 'reviews:label'
  | 'reviews:observe'
  | 'reviews:read-adopted'
  | 'reviews:read-form'
  | 'reviews:read-participation'
  | 'reviews:read-party'
  | 'reviews:sign'
  | 'reviews:speak'
  | 'training:adopt-courses'
  | 'training:book-seats'
  | 'training:certify'
  | 'training:compare'
  | 'training:count'
  | 'training:lead'
  | 'training:learn'
  | 'training:manage-roster'
  | 'training:print-pack'
  | 'training:read-local-texts'
  | 'training:revoke-certificate'
  | 'training:see'
  | 'training:see-classes'
  | 'training:sign-local-text'
  | 'training:teach'
  | 'training:write-local-text'
  | 'transparency-log:enrol'
  | 'transparency-log:erase'
  | 'transparency-log:erasures'
  | 'transparency-log:replay'
  | 'transparency-log:sample'
  | 'transparency-log:state';
