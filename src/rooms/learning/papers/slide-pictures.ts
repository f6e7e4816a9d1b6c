import { drawingFile } from '#rooms/courses/index.ts';
import type { Slide } from './slides.rules.ts';

/** A slide with its drawings as files, because the document compiler reads none of the project's code. */
export const withPictures = ({ drawings = [], ...slide }: Slide) => ({
  ...slide,
  pictures: drawings.map(({ name, alt }) => ({ file: drawingFile(name), alt })),
});
