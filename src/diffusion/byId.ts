/** A registry's rows by id, in their order. */
export const byId = <Id extends string, Row>(rows: readonly (Row & { readonly id: Id })[]) =>
  Object.fromEntries(rows.map(row => [row.id, row as Row])) as Readonly<Record<Id, Row>>;
