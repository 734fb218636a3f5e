export const command = '/wasend-leave';

/** What can follow the command, as the app's own help lists it. */
export const examples: readonly (readonly [string, string])[] = [
  ['', 'choose groups by name'],
  [' 120363025246125486@g.us', 'the group “Padel Tuesdays”'],
  [' status', 'open requests'],
  [' history', 'past requests'],
  [' stop all', 'the kill switch'],
  [' help', 'what you may do'],
];

/** The three to begin with. */
export const firstTries: readonly (readonly [string, string])[] = [
  [command, 'choose groups by name'],
  [`${command} 120363025246125486@g.us`, 'leave one group'],
  [`${command} help`, 'what there is'],
];
