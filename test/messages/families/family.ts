/** Every payload of a family by a title: a message, a view, or several of them in a row; a string is what stands in one. */
export type Family = Readonly<Record<string, unknown>>;
