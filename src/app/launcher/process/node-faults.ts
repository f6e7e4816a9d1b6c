import { isLoopback } from '#platform/http/own-address.ts';
import { StartRefused } from '../start-refused.ts';

// The July 2026 security releases (CVE-2026-58042 and -58044 among others); they include the earlier ones of each line. A later security release of Node goes
// here.
const SAFE: Readonly<Record<number, readonly [minor: number, patch: number]>> = { 24: [18, 1], 26: [5, 1] };
const NEWEST = Math.max(...Object.keys(SAFE).map(Number));

/** The first version of this Node line without known network faults, where the given version is older; undefined where it is not. Pure. */
export function neededInPlaceOf(version: string): string | undefined {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major > NEWEST) return undefined;
  const safe = SAFE[major];
  // A line that is no longer maintained, or never was for long.
  if (!safe) return `${NEWEST}.${SAFE[NEWEST]!.join('.')}`;
  const old = minor < safe[0] || (minor === safe[0] && patch < safe[1]);
  return old ? `${major}.${safe.join('.')}` : undefined;
}

/**
 * A Node with known faults may serve this machine alone. `reached`: the listening host, the addresses that readers use, and whether a proxy is in front.
 * Throws StartRefused where it would serve others.
 */
export function refuseFaultyNode(
  reached: { host: string; addresses?: readonly string[]; proxied?: boolean },
  version = process.versions.node,
): void {
  const needed = neededInPlaceOf(version);
  if (needed === undefined) return;
  const hosts = [
    reached.host.includes(':') ? `[${reached.host}]` : reached.host,
    ...(reached.addresses ?? []).map((one) => new URL(one).hostname),
  ];
  if (!reached.proxied && hosts.every(isLoopback)) return;
  throw new StartRefused(
    `This is Node ${version}, which has known faults that are used over a network; they are mended in ${needed}. With it the program serves this machine alone: run it with a newer Node, or leave HOST, TRUSTED_PROXY, PUBLIC_URL and DESK_URL out.`,
  );
}
