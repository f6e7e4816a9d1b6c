import { encode } from 'uqr';

const QUIET = 4;

/** A text as a QR code: dark on white in every colour scheme, as cameras need it. */
export function QrCode({ text, name }: { text: string; name: string }) {
  const { data } = encode(text, { ecc: 'M', border: 0 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : []))).join('');
  const size = data.length + 2 * QUIET;
  return (
    <svg className="qr" role="img" aria-label={name} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
