import { isLoopback } from '#platform/http/own-address.ts';
import { StartRefused } from '../../start-refused.ts';

// The July 2026 security releases (CVE-2026-58042 and -58044 among others); they include the earlier ones of each line. A later security release of Node goes
// here.
const FIRST_SAFE_VERSION: Readonly<Record<number, readonly [minor: number, patch: number]>> = { 24: [18, 1], 26: [5, 1] };
const NEWEST_LINE = Math.max(...Object.keys(FIRST_SAFE_VERSION).map(Number));

/** The first version of this Node line without known network faults, where the given version is older; undefined where it is not. Pure. */
export function requiredVersion(version: string): string | undefined {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major > NEWEST_LINE) return undefined;
  const safe = FIRST_SAFE_VERSION[major];
  // A line that is no longer maintained, or never was for long.
  if (!safe) return `${NEWEST_LINE}.${FIRST_SAFE_VERSION[NEWEST_LINE]!.join('.')}`;
  const old = minor < safe[0] || (minor === safe[0] && patch < safe[1]);
  return old ? `${major}.${safe.join('.')}` : undefined;
}

/**
 * A Node with known faults may serve this machine alone. `reached`: the listening host, the addresses that readers use, and whether a proxy is in front.
 * Throws StartRefused where it would serve others.
 */
export function refuseFaultyNode(
  exposure: { host: string; addresses?: readonly string[]; isProxied?: boolean },
  version = process.versions.node,
): void {
  const needed = requiredVersion(version);
  if (needed === undefined) return;
  const hosts = [
    exposure.host.includes(':') ? `[${exposure.host}]` : exposure.host,
    ...(exposure.addresses ?? []).map((one) => new URL(one).hostname),
  ];
  if (!exposure.isProxied && hosts.every(isLoopback)) return;
  throw new StartRefused(
    `This is Node ${version}, which has known faults that can be exploited over a network; ${needed} corrects them. With this version the program serves this machine only: use a newer Node, or unset HOST, TRUSTED_PROXY, PUBLIC_URL and DESK_URL.`,
  );
}
