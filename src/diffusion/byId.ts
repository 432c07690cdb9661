/** Rows of a registry by their ids, in the order in which they stand there. */
export const byId = <Id extends string, Row>(rows: readonly (Row & { readonly id: Id })[]) =>
  Object.fromEntries(rows.map(row => [row.id, row as Row])) as Readonly<Record<Id, Row>>;
