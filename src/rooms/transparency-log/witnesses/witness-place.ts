import { BlockList, isIP } from 'node:net';

// This machine, and link-local addresses, at which cloud providers serve instance metadata.
const NOT_OUTSIDE = new BlockList();
for (const [network, bits, family] of [
  ['0.0.0.0', 8, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['100.100.100.200', 32, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['::1', 128, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  ['fd00:ec2::254', 128, 'ipv6'],
] as const)
  NOT_OUTSIDE.addSubnet(network, bits, family);
const NAMES = /(^|\.)localhost$|^metadata(\.google\.internal)?$/;

/**
 * Whether a witness may be at this address. A witness on this machine checks nothing, and a request to a link-local address could read instance metadata.
 * Private networks are allowed: closed networks have no others. Names are not resolved; the person who enrols the witness answers for where a name leads
 * (docs/threat-model.md).
 */
export function isOutside(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const family = isIP(host);
  if (family === 0) return !NAMES.test(host);
  return !NOT_OUTSIDE.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
