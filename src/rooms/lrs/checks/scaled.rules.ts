/** The scaled score: as given, or raw points relative to minimum and maximum. Undefined if neither is given. Pure. */
export function scaledOf(score: { scaled?: number; raw?: number; min?: number; max?: number } | undefined): number | undefined {
  const { scaled, raw, min = 0, max } = score ?? {};
  if (scaled !== undefined) return scaled;
  return raw === undefined || max === undefined || max <= min ? undefined : (raw - min) / (max - min);
}
