/** What each form is called, also while it is looked up or checked. At most 24 characters. */
export const formTitles = {
  connect: 'Connect to Wasend',
  connection: 'Number and audit',
  who: 'Who and where',
  safety: 'Safety',
  pace: 'Pace',
  channelSessions: 'Numbers of a channel',
} as const;
