/** Rows of a first page: a few on a phone, where a long list separates the reader from the content below it. */
export function rowsToShow(wide: number, phone: number): number {
  return window.matchMedia('(max-width: 767px)').matches ? phone : wide;
}
