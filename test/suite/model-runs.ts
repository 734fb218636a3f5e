/** So many runs a model has: few with all other tests, many by `npm run test:models`. */
export const modelRuns = ({ few, many }: { readonly few: number; readonly many: number }): number =>
  process.env.MODELS === 'long' ? many : few;
