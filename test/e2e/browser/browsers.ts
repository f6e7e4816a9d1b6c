import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type BrowserServer, chromium, firefox } from 'playwright-core';

/** The browser of the stories: Chromium in npm test, stock Firefox ESR over WebDriver BiDi in the long run. */
export type BrowserName = 'chromium' | 'firefox';

const BROWSERS = {
  chromium: {
    named: 'CHROMIUM_PATH',
    programs: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    parcel: 'chromium',
  },
  firefox: { named: 'FIREFOX_PATH', programs: ['firefox-esr', 'firefox'], parcel: 'firefox-esr' },
} as const;

// A second switch of this kind replaces the first, so Playwright's own list is repeated before the features that cost processor time and that no story uses: the pop-ups of the address bar
// are two pages with their own renderer in every window, and a spare renderer waits in every context. They were more than half of the cost of an empty window.
const WITHOUT_FEATURES = [
  ...['AimEnabled', 'AutoDeElevate', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync'],
  ...['BlockOriginHeaderModificationOnRedirect', 'DestroyProfileOnBrowserClose', 'DialMediaRouteProvider', 'GlobalMediaControls'],
  ...['HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding'],
  ...['ThirdPartyStoragePartitioning', 'Translate'],
  ...['WebUIOmniboxAimPopup', 'WebUIOmniboxPopup', 'SpareRendererForSitePerProcess'],
];
// A browser that makes no request beyond this machine.
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  `--disable-features=${WITHOUT_FEATURES.join(',')}`,
];
// Motion is reduced here; Chromium gets this setting page by page. Nothing moves while a story waits for a page to settle.
const FIREFOX_SETTINGS = {
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.normandy.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'services.settings.server': 'http://127.0.0.1:9',
  'ui.prefersReducedMotion': 1,
  // A page that Back takes from memory fires no event for which the test library could wait.
  'browser.sessionhistory.max_total_viewers': 0,
  // A story that cuts the network uses its own proxy, for this machine too.
  'network.proxy.allow_hijacking_localhost': true,
};
// As Tor Browser is shipped: the clock of UTC, pixels of a canvas altered, the window in one of few sizes.
const RESISTS = { 'privacy.resistFingerprinting': true };

/** Whether this run's Firefox resists fingerprinting. */
export const resistsFingerprinting = (): boolean => process.env.MANUMIT_RESIST_FINGERPRINTING === '1';

/** The browser of this run. */
export function browserName(): BrowserName {
  return process.env.MANUMIT_BROWSER === 'firefox' ? 'firefox' : 'chromium';
}

/**
 * A browser for the tests: the one that CHROMIUM_PATH or FIREFOX_PATH names, otherwise one on the PATH, otherwise (as root on Debian or Ubuntu, unless NO_INSTALL=1) the
 * one of the distribution, which is installed now with a message. If there is none, returns a sentence on what to do.
 */
export function findBrowser(name: BrowserName = browserName()): { path: string } | { missing: string } {
  const { named, programs, parcel } = BROWSERS[name];
  const path = process.env[named];
  if (path) return existsSync(path) ? { path } : { missing: `${named} names ${path}, where there is no file.` };
  const found = onPath(programs);
  if (found) return { path: found };
  const help = `The browser tests need ${parcel}: install it (Debian: apt-get install ${parcel}) or set ${named} to it.`;
  if (process.env.NO_INSTALL === '1' || process.getuid?.() !== 0 || !isDebian()) return { missing: help };
  console.log(`There is no ${parcel} here: installing it with apt-get (NO_INSTALL=1 forbids this).`);
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-q'], quiet);
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', parcel], quiet);
  const installed = onPath(programs);
  return installed ? { path: installed } : { missing: `apt-get could not install ${parcel}. ${help}` };
}

/** Starts the browser of this run, once for all its files. Firefox stores downloads in `downloads`, and can be started without script. */
export function launchBrowser({ downloads, script = true }: { downloads?: string; script?: boolean } = {}): Promise<BrowserServer> {
  const found = findBrowser();
  if ('missing' in found) throw new Error(found.missing);
  if (browserName() === 'chromium') return chromium.launchServer({ executablePath: found.path, args: CHROMIUM_FLAGS });
  // Where script is off, Firefox never reports that fonts are ready, and the screenshot of a failed story times out.
  process.env.PW_TEST_SCREENSHOT_NO_FONTS_READY = '1';
  return firefox.launchServer({
    executablePath: found.path,
    channel: 'moz-firefox',
    firefoxUserPrefs: { ...FIREFOX_SETTINGS, ...(resistsFingerprinting() && RESISTS), 'javascript.enabled': script },
    ...(downloads && { downloadsPath: downloads }),
    timeout: 90_000,
  });
}

function onPath(programs: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return programs.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
