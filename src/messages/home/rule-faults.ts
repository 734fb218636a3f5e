/** What is wrong with a field of the rules, and what a right one looks like. */
export const ruleFaults = {
  nobody: 'Choose at least one person or user group, or let admins leave groups.',
  gap: 'Write whole seconds as a range such as 20-45, the smaller first, at most 3600.',
  patterns: 'Write at most 100 lines of at most 100 characters each, such as *board*.',
  number: (least: number, most: number) => `Write a whole number from ${least} to ${most}.`,
} as const;
