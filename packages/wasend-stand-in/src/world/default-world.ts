import type { GroupSeed, WorldSeed } from './world-seed.ts';

const communityId = '120363031122334455@g.us';

const plainGroups: readonly GroupSeed[] = [
  { id: '120363025246125486@g.us', name: 'Padel Tuesdays', inviteCode: 'Ck7QmW2xVb9LsTfR4dNzYp' },
  { id: '120363025254044837@g.us', name: 'Harbour Street Deliveries', otherMembers: 11 },
  {
    id: '120363025261964188@g.us',
    name: 'Family 🏡❤️',
    otherMembers: 6,
    inviteCode: 'HqP3zRt8JwKcXn5vB1mAdG',
  },
  { id: '120363025293641592@g.us', name: 'عائلة الحاج محمد 🌙', otherMembers: 8 },
  {
    id: '120363025269883539@g.us',
    name: '<!channel> *free* <https://evil.example|bank>',
    description: 'Rules: be kind.\nNo links <https://evil.example|here>.',
  },
  { id: '447700900131-1587570015@g.us', name: 'Sales LATAM 2021' },
  { id: '120363025301560943@g.us', name: 'Parents of class 3', addressing: 'lid-only', otherMembers: 9 },
  { id: '120363025372835102@g.us', name: '', hasEmptyRow: true },
];

const standingGroups: readonly GroupSeed[] = [
  { id: '120363025277802890@g.us', name: 'R&D & Ops', standing: 'admin' },
  { id: '120363025317399645@g.us', name: 'Residents of Block C', standing: 'admin', otherAdmins: 0 },
  { id: '120363025333238347@g.us', name: 'Quarter Launch', standing: 'owner', otherMembers: 5 },
  { id: '120363025309480294@g.us', name: 'Old project', standing: 'admin', otherMembers: 0 },
  { id: '120363025341157698@g.us', name: 'Car park notices', isLocked: true },
  { id: '120363025356996400@g.us', name: 'Depot bulletins', isAnnounce: true, otherMembers: 20 },
];

const community: readonly GroupSeed[] = [
  { id: communityId, name: 'Riverside School Community', isParent: true, isAnnounce: true, otherMembers: 30 },
  {
    id: '120363025436189910@g.us',
    name: 'Riverside School – Announcements',
    isDefaultSubGroup: true,
    isAnnounce: true,
    linkedParentId: communityId,
    addressing: 'lid',
    otherMembers: 30,
  },
  { id: '120363025428270559@g.us', name: 'Riverside School – Year 4', linkedParentId: communityId },
  { id: '120363025420351208@g.us', name: 'Riverside School – Choir', linkedParentId: communityId },
];

/** One key with one working number in every kind of group there is, and a second number that needs a person. */
export const defaultWorld: WorldSeed = {
  keys: [
    {
      key: 'wk_stand_in_1',
      sessions: [
        {
          id: '8d0f6c1e-3b7a-4f59-9c42-6a1e5d7b2f10',
          name: 'Sales UK',
          phoneNumber: '+447700900123',
          lid: '100000000000017@lid',
          groups: [...plainGroups, ...standingGroups, ...community],
        },
        {
          id: '5b1d9a70-0c3e-4c58-8a17-2f6e4d3c9b22',
          name: 'Support *night* & <!here>',
          phoneNumber: '+12025550143',
          lid: '100000000000018@lid',
          status: 'SCAN_QR_CODE',
        },
      ],
    },
  ],
};
