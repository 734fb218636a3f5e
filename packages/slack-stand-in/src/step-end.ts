/** One run of a step: null while it runs, then how it ended. */
export type StepEnd = { readonly outputs: Record<string, unknown> } | { readonly error: string } | null;
