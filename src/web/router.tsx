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
// It speaks the reader's language, and says by itself that nobody is signed in.
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
const compliance = createRoute({ getParentRoute: inShell, path: '/compliance', component: page('commitments/MatrixPage') });
// The matrix stays in place and opens its drawer: it reads these two parameters itself.
const obligation = createRoute({ getParentRoute: () => compliance, path: '/$partyId/$obligationId' });
const clause = createRoute({ getParentRoute: inShell, path: '/clauses/$clauseId', component: page('policy/ClausePage') });
const policy = createRoute({ getParentRoute: inShell, path: '/policy', component: page('policy/EditionPage') });
const parties = createRoute({ getParentRoute: inShell, path: '/parties', component: page('parties/PartiesPage') });
const dossier = createRoute({ getParentRoute: inShell, path: '/parties/$partyId', component: page('commitments/DossierPage') });
const partyBrief = createRoute({
  getParentRoute: inShell,
  path: '/parties/$partyId/brief',
  component: page('reviews/briefs/BriefPage'),
});
const clauseBrief = createRoute({
  getParentRoute: inShell,
  path: '/clauses/$clauseId/brief',
  component: page('reviews/briefs/BriefPage'),
});
const adopted = createRoute({ getParentRoute: inShell, path: '/adopted', component: page('reviews/briefs/AdoptedPage') });
const newItem = createRoute({ getParentRoute: inShell, path: '/evidence/new', component: page('evidence/EnterEvidencePage') });
const item = createRoute({ getParentRoute: inShell, path: '/evidence/$itemId', component: page('evidence/ItemPage') });
const treaties = createRoute({ getParentRoute: inShell, path: '/treaties', component: page('nations/TreatiesPage') });
const history = createRoute({ getParentRoute: inShell, path: '/treaties/$partyId', component: page('nations/TreatyHistoryPage') });
const outreach = createRoute({ getParentRoute: inShell, path: '/outreach', component: page('nations/OutreachPage') });
const oneOutreach = createRoute({ getParentRoute: inShell, path: '/outreach/$outreachId', component: page('nations/OutreachOnePage') });
const plans = createRoute({ getParentRoute: inShell, path: '/plans/$partyId', component: page('nations/plans/PlansPage') });
const joinings = createRoute({ getParentRoute: inShell, path: '/joinings', component: page('nations/JoiningsPage') });
const joining = createRoute({ getParentRoute: inShell, path: '/joinings/$contributionId', component: page('nations/JoiningPage') });
const consultations = createRoute({ getParentRoute: inShell, path: '/consultations', component: page('cooperation/ConsultationsPage') });
const paperClass = createRoute({
  getParentRoute: inShell,
  path: '/training/classes/$classId/paper',
  component: page('learning/PaperClassPage'),
});
const courses = createRoute({ getParentRoute: inShell, path: '/courses', component: page('courses/CoursesPage') });
const certificates = createRoute({ getParentRoute: inShell, path: '/certificates', component: page('learning/CertificatesPage') });
const localTexts = createRoute({ getParentRoute: inShell, path: '/briefs', component: page('courses/LocalTextsPage') });
const localText = createRoute({ getParentRoute: inShell, path: '/briefs/$partyId/$placeholder', component: page('courses/LocalTextPage') });
const readiness = createRoute({ getParentRoute: inShell, path: '/readiness', component: page('readiness/ReadinessPage') });
const rosters = createRoute({ getParentRoute: inShell, path: '/rosters', component: page('readiness/RostersPage') });
const recognition = createRoute({ getParentRoute: inShell, path: '/recognised', component: page('readiness/RecognitionPage') });
const rounds = createRoute({ getParentRoute: inShell, path: '/rounds', component: page('reviews/rounds/RoundsPage') });
const round = createRoute({ getParentRoute: inShell, path: '/rounds/$roundId', component: page('reviews/rounds/RoundPage') });
const participation = createRoute({
  getParentRoute: inShell,
  path: '/rounds/$roundId/participations/$participationId',
  component: page('reviews/participations/ParticipationPage'),
});
const reviewForm = createRoute({ getParentRoute: inShell, path: '/forms/$formId', component: page('reviews/organisations/FormPage') });
const returns = createRoute({ getParentRoute: inShell, path: '/returns', component: page('returns/ReturnsPage') });
const oneReturn = createRoute({ getParentRoute: inShell, path: '/returns/$returnId', component: page('returns/ReturnPage') });
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
const classes = createRoute({ getParentRoute: inShell, path: '/training/classes', component: page('learning/ClassesPage') });
const ownTraining = createRoute({ getParentRoute: inShell, path: '/training/own', component: page('learning/OwnTrainingPage') });
const oneClass = createRoute({ getParentRoute: inShell, path: '/training/classes/$classId', component: page('learning/ClassPage') });
const account = createRoute({ getParentRoute: inShell, path: '/account', component: page('people/AccountPage') });
const people = createRoute({ getParentRoute: inShell, path: '/people', component: page('people/PeoplePage') });
const inviteMany = createRoute({ getParentRoute: inShell, path: '/people/invite', component: page('people/invitations/InviteManyPage') });
const access = createRoute({ getParentRoute: inShell, path: '/access', component: page('people/AccessPage') });
const accessReview = createRoute({ getParentRoute: inShell, path: '/people/review', component: page('people/AccessReviewPage') });
const handOver = createRoute({ getParentRoute: inShell, path: '/people/hand-over', component: page('people/HandOverPositionPage') });
const log = createRoute({ getParentRoute: inShell, path: '/log', component: page('transparency-log/LogPage') });
const reportsInbox = createRoute({ getParentRoute: inShell, path: '/reports', component: page('reports/inbox/InboxPage') });
const enterReport = createRoute({ getParentRoute: inShell, path: '/reports/enter', component: page('reports/entry/EntryPage') });
const oneReport = createRoute({ getParentRoute: inShell, path: '/reports/$reportId', component: page('reports/inbox/ReportPage') });
const retention = createRoute({ getParentRoute: inShell, path: '/retention', component: page('retention/RetentionPage') });
const channels = createRoute({ getParentRoute: inShell, path: '/channels', component: page('reports/channels/ChannelsPage') });
const channel = createRoute({ getParentRoute: inShell, path: '/channels/$channelId', component: page('reports/channels/ChannelPage') });
const imports = createRoute({ getParentRoute: inShell, path: '/imports', component: page('imports/ImportsPage') });
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
    paperClass,
    courses,
    certificates,
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
    classes,
    oneClass,
    ownTraining,
    people,
    inviteMany,
    access,
    accessReview,
    handOver,
    account,
    reportsInbox,
    enterReport,
    oneReport,
    retention,
    log,
    imports,
    channels,
    channel,
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
