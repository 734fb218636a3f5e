/** Whether what can be tried at length is: by `npm run test:models`. */
export const atLength = process.env.MODELS === 'long';

/** So many runs a model has: few with all other tests, many at length. */
export const modelRuns = ({ few, many }: { readonly few: number; readonly many: number }): number =>
  atLength ? many : few;
