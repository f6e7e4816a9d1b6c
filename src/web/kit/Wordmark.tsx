/** The sign of the wordmark: an m of two arches whose last leg is lifted off the line. */
export function Wordmark() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M4 20V10.5a4 4 0 0 1 8 0V20M12 10.5a4 4 0 0 1 8 0V13.5" />
    </svg>
  );
}
