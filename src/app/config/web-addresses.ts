import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { isLoopback as isLoopbackName } from '#platform/http/own-address.ts';

type Given = { HOST?: string; PORT?: string | number; PUBLIC_URL?: string; DESK_URL?: string };
const NAMES = ['PUBLIC_URL', 'DESK_URL'] as const;

/** Whether a listening host is reachable from this machine alone. */
export function isLoopback(host: string): boolean {
  return isLoopbackName(urlHost(host));
}

/** Whether this is an address alone: no path, query or fragment. */
export function isOrigin(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname === '/' && !url.includes('?') && !url.includes('#');
}

/** An address without a trailing slash. */
export function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

/** Whether this is the name of an onion service of version 3: base32 of its key, two bytes of a check sum, and the version. */
export function isOnion(host: string): boolean {
  const letters = /^([a-z2-7]{56})\.onion$/.exec(host)?.[1];
  if (letters === undefined) return false;
  const bits = [...letters].map((letter) => 'abcdefghijklmnopqrstuvwxyz234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const [key, check, version] = [bytes.subarray(0, 32), bytes.subarray(32, 34), bytes.subarray(34)];
  return (
    version[0] === 3 && createHash('sha3-256').update('.onion checksum').update(key).update(version).digest().subarray(0, 2).equals(check)
  );
}

/** The public addresses of the site (for readers) and the desk (for members) by these settings; by default this machine on its own port. No trailing slash. */
export function webAddresses({ HOST = 'localhost', PORT = 8080, PUBLIC_URL, DESK_URL }: Given): { publicUrl: string; deskUrl: string } {
  const publicUrl = withoutSlash(PUBLIC_URL ?? `http://${isLoopback(HOST) ? 'localhost' : urlHost(HOST)}:${PORT}`);
  return { publicUrl, deskUrl: withoutSlash(DESK_URL ?? publicUrl) };
}

/**
 * What is wrong with both addresses together. Beyond this machine they must use TLS: passwords and access slips are typed there, and browsers offer hashing on
 * secure pages only.
 * Learners use both with one kind of cookie, whose name over TLS (`__Host-`) browsers refuse without it. Invalid addresses are left out.
 */
export function faultsOfAddresses(settings: Given): string[] {
  const { publicUrl, deskUrl } = webAddresses(settings);
  if (![publicUrl, deskUrl].every((url) => URL.canParse(url))) return [];
  const [site, desk] = [new URL(publicUrl), new URL(deskUrl)];
  const open = [site, desk].map(({ protocol, hostname }) => protocol === 'http:' && !isLoopbackName(hostname));
  const faults = NAMES.filter((name, at) => open[at] && (settings[name] !== undefined || name === 'PUBLIC_URL')).map((name) =>
    settings[name] === undefined
      ? `${name} is needed where HOST is not this machine itself: the https address of the proxy in front (docs/operate/proxy-and-tls.md)`
      : `${name} ${settings[name]} would take passwords without encryption: set the https address of the proxy in front (docs/operate/proxy-and-tls.md)`,
  );
  if (faults.length > 0 || site.protocol === desk.protocol) return faults;
  return [
    `PUBLIC_URL ${publicUrl} and DESK_URL ${deskUrl} must both begin with https, or neither: a browser does not keep learners’ cookies across the two. Set both`,
  ];
}

function urlHost(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
