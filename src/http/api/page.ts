/** One page of a list read by keyset: `next` is the last id, to be given back as `after`; null on the last page. */
export const page = <Item extends { readonly id: string }>(items: readonly Item[], limit: number) => ({
  items,
  next: items.length === limit ? (items.at(-1)?.id ?? null) : null,
});
