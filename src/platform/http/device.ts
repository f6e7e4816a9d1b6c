import { z } from 'zod';

const BROWSERS = ['firefox', 'chrome', 'edge', 'safari', 'opera', 'other'] as const;
const SYSTEMS = ['windows', 'macos', 'linux', 'android', 'ios', 'other'] as const;

/** The part of a User-Agent that is stored: enough to recognise one's own devices, too little to identify people. */
export const Device = z.object({ browser: z.enum(BROWSERS), system: z.enum(SYSTEMS) });
export type Device = z.infer<typeof Device>;

// In this order: Edge and Opera also call themselves Chrome, Chrome also Safari.
const BROWSER_SIGNS = [
  [/Edg(e|A|iOS)?\//, 'edge'],
  [/OPR\/|Opera/, 'opera'],
  [/Firefox\/|FxiOS\//, 'firefox'],
  [/Chrom(e|ium)\/|CriOS\//, 'chrome'],
  [/Safari\//, 'safari'],
] as const;
const SYSTEM_SIGNS = [
  [/iPhone|iPad|iPod/, 'ios'],
  [/Android/, 'android'],
  [/Windows/, 'windows'],
  [/Mac OS X|Macintosh/, 'macos'],
  [/Linux|X11|CrOS/, 'linux'],
] as const;

/** The coarse family of a User-Agent header. */
export function deviceOf(userAgent = ''): Device {
  return {
    browser: BROWSER_SIGNS.find(([sign]) => sign.test(userAgent))?.[1] ?? 'other',
    system: SYSTEM_SIGNS.find(([sign]) => sign.test(userAgent))?.[1] ?? 'other',
  };
}
