import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readSearch, writeSearch } from './client/address.ts';
import { whenSignedOut } from './client/api.ts';
import { withTexts } from './client/language.ts';
import { Problem } from './client/problem.ts';
import { queryClient } from './client/query-client.ts';
import { sessionQuery } from './client/session.ts';
import { Skeleton } from './kit/notes/Skeleton.tsx';
import { page } from './pages.ts';
import { ErrorView } from './shell/ErrorView.tsx';
import { NotFoundView } from './shell/NotFoundView.tsx';
import { Shell } from './shell/Shell.tsx';

/** The base path of the staff application; addresses inside it are written without it. */
const BASE = '/desk';

const root = createRootRoute({ validateSearch: (search): Partial<Record<string, string>> => search as Record<string, string> });

// The sign-in pages: no session, no shell.
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => withTexts(import('./sign-in/SignInPage.tsx')), 'SignInPage'),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up/$token',
  component: lazyRouteComponent(() => withTexts(import('./sign-in/SetUpPage.tsx')), 'SetUpPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => withTexts(import('./sign-in/InvitationPage.tsx')), 'InvitationPage'),
});

// A page that stays open and sounds: no shell, since only its own document may keep the screen on (src/app/serving/desk-files.ts).
// It speaks the reader's language, and shows on the page itself that nobody is signed in.
const watch = createRoute({
  getParentRoute: () => root,
  path: '/watch',
  component: page('reports/watch/WatchPage'),
  beforeLoad: async () => void (await queryClient.ensureQueryData(sessionQuery).catch(() => undefined)),
});

// A section of a return, for the holder of its link: no session either.
const section = createRoute({ getParentRoute: () => root, path: '/section/$token', component: page('returns/SectionLinkPage') });

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  pendingComponent: Skeleton,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (error instanceof Problem && error.status === 401)
        throw redirect({ to: '/sign-in', search: { next: `${BASE}${location.href}` }, replace: true });
      throw error;
    }
  },
});
const inShell = () => shell;
/** A page inside the shell. */
const inside = <const Path extends string>(path: Path, file: string) =>
  createRoute({ getParentRoute: inShell, path, component: page(file) });

const home = createRoute({
  getParentRoute: inShell,
  path: '/',
  component: lazyRouteComponent(() => withTexts(import('./home/HomePage.tsx')), 'HomePage'),
});
const tasks = createRoute({
  getParentRoute: inShell,
  path: '/tasks',
  component: lazyRouteComponent(() => withTexts(import('./tasks/TasksPage.tsx')), 'TasksPage'),
});
const firstSteps = createRoute({
  getParentRoute: inShell,
  path: '/first-steps',
  component: lazyRouteComponent(() => withTexts(import('./first-steps/FirstStepsPage.tsx')), 'FirstStepsPage'),
});
const compliance = inside('/compliance', 'commitments/MatrixPage');
// The matrix stays in place and opens its drawer: it reads these two parameters itself.
const obligation = createRoute({ getParentRoute: () => compliance, path: '/$partyId/$obligationId' });
const clause = inside('/clauses/$clauseId', 'policy/ClausePage');
const policy = inside('/policy', 'policy/EditionPage');
const parties = inside('/parties', 'parties/PartiesPage');
const dossier = inside('/parties/$partyId', 'commitments/DossierPage');
const partyBrief = inside('/parties/$partyId/brief', 'reviews/briefs/BriefPage');
const clauseBrief = inside('/clauses/$clauseId/brief', 'reviews/briefs/BriefPage');
const adopted = inside('/adopted', 'reviews/briefs/AdoptedPage');
const newItem = inside('/evidence/new', 'evidence/EnterEvidencePage');
const item = inside('/evidence/$itemId', 'evidence/ItemPage');
const treaties = inside('/treaties', 'nations/TreatiesPage');
const history = inside('/treaties/$partyId', 'nations/TreatyHistoryPage');
const outreach = inside('/outreach', 'nations/OutreachPage');
const oneOutreach = inside('/outreach/$outreachId', 'nations/OutreachOnePage');
const plans = inside('/plans/$partyId', 'nations/plans/PlansPage');
const joinings = inside('/joinings', 'nations/JoiningsPage');
const joining = inside('/joinings/$contributionId', 'nations/JoiningPage');
const consultations = inside('/consultations', 'cooperation/ConsultationsPage');
const contractPages = [
  inside('/contracts', 'contractors/ContractsPage'),
  inside('/contracts/coverage', 'contractors/coverage/CoveragePage'),
  inside('/contracts/council', 'contractors/coverage/CouncilPage'),
  inside('/contracts/files', 'contractors/documents/FilesPage'),
  inside('/contracts/sets', 'contractors/sets/SetsPage'),
  inside('/contracts/releases', 'contractors/release/ReleasesPage'),
  inside('/contracts/queue', 'contractors/documents/QueuePage'),
  inside('/contracts/due', 'contractors/plans/DuesPage'),
  inside('/contracts/$contractId', 'contractors/ContractPage'),
  inside('/contracts/$contractId/firms', 'contractors/firms/FirmPagesPage'),
  inside('/contracts/$contractId/workers', 'contractors/workers/WorkersPage'),
  inside('/contracts/$contractId/interview', 'contractors/workers/InterviewPage'),
  inside('/contracts/$contractId/visit', 'contractors/workers/VisitPage'),
  inside('/violations', 'contractors/violations/ViolationsPage'),
  inside('/violations/$violationId', 'contractors/violations/ViolationPage'),
] as const;
const trainingPages = [
  inside('/training/classes/$classId/paper', 'learning/PaperClassPage'),
  inside('/certificates', 'learning/CertificatesPage'),
  inside('/training/classes', 'learning/ClassesPage'),
  inside('/training/own', 'learning/OwnTrainingPage'),
  inside('/training/classes/$classId', 'learning/ClassPage'),
] as const;
const reportPages = [
  inside('/reports', 'reports/inbox/InboxPage'),
  inside('/reports/enter', 'reports/entry/EntryPage'),
  inside('/reports/$reportId', 'reports/inbox/ReportPage'),
  inside('/channels', 'reports/channels/ChannelsPage'),
  inside('/channels/$channelId', 'reports/channels/ChannelPage'),
] as const;
const courses = inside('/courses', 'courses/CoursesPage');
const localTexts = inside('/briefs', 'courses/LocalTextsPage');
const localText = inside('/briefs/$partyId/$placeholder', 'courses/LocalTextPage');
const readiness = inside('/readiness', 'readiness/ReadinessPage');
const rosters = inside('/rosters', 'readiness/RostersPage');
const recognition = inside('/recognised', 'readiness/RecognitionPage');
const rounds = inside('/rounds', 'reviews/rounds/RoundsPage');
const round = inside('/rounds/$roundId', 'reviews/rounds/RoundPage');
const participation = inside('/rounds/$roundId/participations/$participationId', 'reviews/participations/ParticipationPage');
const reviewForm = inside('/forms/$formId', 'reviews/organisations/FormPage');
const returns = inside('/returns', 'returns/ReturnsPage');
const oneReturn = inside('/returns/$returnId', 'returns/ReturnPage');
const guides = createRoute({
  getParentRoute: inShell,
  path: '/help',
  component: lazyRouteComponent(() => withTexts(import('./guides/GuidesPage.tsx')), 'GuidesPage'),
});
const guide = createRoute({
  getParentRoute: inShell,
  path: '/help/$guide',
  component: lazyRouteComponent(() => withTexts(import('./guides/GuidePage.tsx')), 'GuidePage'),
});
const account = inside('/account', 'people/AccountPage');
const people = inside('/people', 'people/PeoplePage');
const inviteMany = inside('/people/invite', 'people/invitations/InviteManyPage');
const access = inside('/access', 'people/access/AccessPage');
const accessReview = inside('/people/review', 'people/review/AccessReviewPage');
const handOver = inside('/people/hand-over', 'people/hand-over/HandOverPositionPage');
const log = inside('/log', 'transparency-log/LogPage');
const retention = inside('/retention', 'retention/RetentionPage');
const imports = inside('/imports', 'imports/ImportsPage');
const nowhere = createRoute({ getParentRoute: inShell, path: '/$', component: NotFoundView });

const tree = root.addChildren([
  signIn,
  setUp,
  invitation,
  section,
  watch,
  shell.addChildren([
    home,
    tasks,
    firstSteps,
    compliance.addChildren([obligation]),
    clause,
    policy,
    parties,
    dossier,
    partyBrief,
    clauseBrief,
    adopted,
    newItem,
    item,
    treaties,
    history,
    outreach,
    oneOutreach,
    plans,
    joinings,
    joining,
    consultations,
    ...contractPages,
    ...trainingPages,
    ...reportPages,
    courses,
    localTexts,
    localText,
    readiness,
    rosters,
    recognition,
    rounds,
    round,
    participation,
    reviewForm,
    returns,
    oneReturn,
    guides,
    guide,
    people,
    inviteMany,
    access,
    accessReview,
    handOver,
    account,
    retention,
    log,
    imports,
    nowhere,
  ]),
]);

/** Every address of the staff application, below /desk. The page tree is the route tree. */
export const router = createRouter({
  routeTree: tree,
  basepath: BASE,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultPendingComponent: Skeleton,
  defaultErrorComponent: ErrorView,
  defaultNotFoundComponent: NotFoundView,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

// A session ended while a page was open: sign in, and return to the same place.
whenSignedOut(() => {
  if (queryClient.getQueryData(sessionQuery.queryKey) === undefined) return;
  // Each of several requests in progress reports it: the first redirects, and the others must not redirect back.
  if (router.latestLocation.pathname === '/sign-in') return;
  const next = `${BASE}${router.latestLocation.href}`;
  void router.navigate({ to: '/sign-in', search: { next } }).then(() => queryClient.clear());
});
