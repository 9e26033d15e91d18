/** The numbers from 0 that are less than `count`. */
export function indices(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Every list of so many items, the last one varying fastest. */
export function listsOf<Item>(
  length: number,
  items: readonly Item[],
): readonly (readonly Item[])[] {
  return indices(length).reduce<readonly (readonly Item[])[]>(
    (lists) => lists.flatMap((list) => items.map((item) => [...list, item])),
    [[]],
  );
}
