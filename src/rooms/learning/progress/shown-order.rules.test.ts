import { expect, test } from 'vitest';
import { currentCourses } from '#rooms/courses/edition/courses.ts';
import { shownOrder } from './shown-order.rules.ts';

test('one reader sees the same order each time, and the best choice is not in one place for all readers', () => {
  const points = currentCourses().modules.flatMap(({ lessons }) =>
    lessons.flatMap(({ scenarios }) => scenarios.flatMap((scenario) => scenario.points)),
  );
  const readers = Array.from({ length: 20 }, (_, at) => `reader ${at}`);
  for (const { id, choices } of points) {
    const orders = readers.map((reader) => shownOrder(choices, `${reader} ${id}`).map((choice) => choice.id));
    expect(orders[0]).toEqual(shownOrder(choices, `${readers[0]} ${id}`).map((choice) => choice.id));
    expect(orders[0]!.toSorted()).toEqual(choices.map((choice) => choice.id).toSorted());
    expect(new Set(orders.map((order) => order.join())).size, id).toBeGreaterThan(1);
  }
  // For one reader, over all points, too.
  const first = points.filter(({ id, choices }) => shownOrder(choices, `reader ${id}`)[0]!.best).length;
  expect(first / points.length).toBeGreaterThan(0.25);
  expect(first / points.length).toBeLessThan(0.75);
});
