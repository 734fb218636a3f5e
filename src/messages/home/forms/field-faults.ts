import { countOf } from '../../block-kit/counts.ts';

/** What is wrong with a field of the settings, and what a right one looks like. */
export const fieldFaults = {
  nobody: 'Choose at least one person or user group, or another line above.',
  noChannel: 'Choose at least one channel, or “From any channel”.',
  sharedChannel: 'This channel is shared with another organisation. Choose one of your own.',
  gap: 'Write whole seconds as a range such as 20-45, the smaller first, at most 3600.',
  patterns: 'Write at most 100 lines of at most 100 characters each, such as *board*.',
  invite:
    'An invite link tells no group here, so it would protect none. Write the group’s id or its name instead.',
  nearlyId:
    'One line looks like the id of a group and is none, so it would protect none. Write the whole id, such as 120363025246125486@g.us, or a name between quotes.',
  tooFewApprovers: (people: number, needed: number) =>
    `Only ${people} ${people === 1 ? 'person may' : 'people may'} leave groups, and ${countOf(needed, 'other')} must approve: what they ask for could never be approved.`,
  tooManyChannels: 'Choose at most 100 channels.',
  number: (least: number, most: number) => `Write a whole number from ${least} to ${most}.`,
} as const;
