/** One row as a database answers it; read it through a schema. */
export type SqlRow = Record<string, unknown>;

/** What stands in a statement's place. */
export type SqlValue = string | number | null;

/** One statement, its places written `?`, and what is wanted of it. */
export interface Statement {
  readonly wants: 'row' | 'rows' | 'changes';
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** What a statement gave: its rows, or how many it changed. */
export interface Given {
  readonly rows: SqlRow[];
  readonly changes: number;
}

/**
 * Work on a store as a row of statements, each answered before the next is made. The same steps run at once where the
 * database is in this process, and over the wire where it is not.
 */
export type Steps<T> = Generator<Statement, T, Given>;

/** Statements as steps, and how this database spells what not all spell alike. */
export interface Sql {
  get(text: string, ...values: SqlValue[]): Steps<SqlRow | undefined>;
  all(text: string, ...values: SqlValue[]): Steps<SqlRow[]>;
  /** Answers how many rows it changed. */
  run(text: string, ...values: SqlValue[]): Steps<number>;
  /** The values of a JSON array of texts in one place, for `IN`. */
  readonly listed: string;
}

export function createSteps(listed: string): Sql {
  return {
    *get(text, ...values) {
      return (yield { wants: 'row', text, values }).rows[0];
    },
    *all(text, ...values) {
      return (yield { wants: 'rows', text, values }).rows;
    },
    *run(text, ...values) {
      return (yield { wants: 'changes', text, values }).changes;
    },
    listed,
  };
}
