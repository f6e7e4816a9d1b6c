import { BlockList, isIP } from 'node:net';

// This machine itself, and addresses of its own link only, at which the hosts of clouds keep what a machine may know of itself.
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
 * Whether an outside check can stand at this address. One on this machine checks nothing, and a request to the machine's own link asks what it must not. Private
 * networks are fine: closed networks have no others. A name is not looked up; what it leads to is for whoever enrols (docs/threat-model.md).
 */
export function canStandOutside(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const family = isIP(host);
  if (family === 0) return !NAMES.test(host);
  return !NOT_OUTSIDE.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
