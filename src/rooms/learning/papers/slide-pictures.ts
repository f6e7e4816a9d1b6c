import { drawingFile } from '#rooms/courses/index.ts';
import type { Slide } from './slides.rules.ts';

/** A slide with its drawings as files: the program that makes the pages reads none of the project's own. */
export const withPictures = ({ drawings = [], ...slide }: Slide) => ({
  ...slide,
  pictures: drawings.map(({ name, alt }) => ({ file: drawingFile(name), alt })),
});
