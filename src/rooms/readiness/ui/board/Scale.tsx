const FROM = 60;

/** Where a share of ready people is between floor and target, in percent: a dot on three fields. The text next to it says the same in words. */
export function Scale({ ready, persons, target, floor }: { ready: number; persons: number; target: number; floor: number }) {
  const at = (percent: number) => Math.max(0, ((percent - FROM) / (100 - FROM)) * 120);
  return (
    <svg className="readiness-scale" width="132" height="14" aria-hidden="true">
      <g transform="translate(6 0)">
        <rect className="red" x="0" y="2" width={at(floor)} height="10" />
        <rect className="amber" x={at(floor) + 1} y="2" width={at(target) - at(floor) - 1} height="10" />
        <rect className="green" x={at(target) + 1} y="2" width={119 - at(target)} height="10" />
        <circle cx={at((ready * 100) / persons)} cy="7" r="4.6" />
      </g>
    </svg>
  );
}
