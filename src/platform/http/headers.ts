// The product uses none of these browser features, but for two on the page that watches for danger and the camera where a reporter reads a code.
const UNUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
];

/** Which browser features a page may use. The product uses none, but for those that a page names. */
export function permissionsPolicy(used: readonly string[] = []): string {
  return UNUSED_FEATURES.map((name) => (used.includes(name) ? `${name}=(self)` : `${name}=()`)).join(', ');
}

const STANDARD: Readonly<Record<string, string>> = {
  // An answer that is not a page runs nothing and shows nothing, even where a browser is tricked into opening it as a page.
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': permissionsPolicy(),
  // Not `no-referrer`: a browser would then hide the origin of our own writes, and we could not distinguish them from foreign ones.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
};

/** The headers every answer starts from: everything forbidden, nothing cached. Pages and files allow exactly what they need. `secure`: reached over TLS. */
export function standardHeaders(secure: boolean): Readonly<Record<string, string>> {
  return secure ? { ...STANDARD, 'strict-transport-security': 'max-age=63072000' } : STANDARD;
}
