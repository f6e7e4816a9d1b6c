/** The result of a score as a share of one: as it is said, or of the points reached between the least and the most there were. Undefined where neither is said. Pure. */
export function scaledOf(score: { scaled?: number; raw?: number; min?: number; max?: number } | undefined): number | undefined {
  const { scaled, raw, min = 0, max } = score ?? {};
  if (scaled !== undefined) return scaled;
  return raw === undefined || max === undefined || max <= min ? undefined : (raw - min) / (max - min);
}
