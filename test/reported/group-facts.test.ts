import { describe, expect, test } from '@jest/globals';
import type { Self } from '../../src/leaving/ports/wasend.ts';
import { groupWithUs } from '../../src/wasend/groups/group-facts.ts';
import { ownNames } from '../../src/wasend/groups/own-names.ts';
import { readRawGroup } from '../../src/wasend/schemas/group.ts';
import { reportedCase } from '../cases.ts';

const nobody: Self = { phoneNumber: null, lid: null };

function read(group: unknown, self = nobody) {
  const raw = readRawGroup(group);
  const found = raw === null ? null : groupWithUs(raw, ownNames(self));
  if (found === null) throw new Error('The group was dropped');
  return found;
}

describe('where our number stands, as reported', () => {
  /** What the members show of us, and what we are by it. */
  const standing = (id: string) => {
    const { group, self } = reportedCase<{ group: unknown; self: Self }>(id).input;
    const { membership, facts } = read(group, self);
    return [membership.kind, facts.standing];
  };

  test.each([
    ['br-ninth-digit', ['in', 'member']],
    ['phone-00', ['in', 'member']],
    ['lid-mixed', ['not-told', 'not-known']],
    ['partial-members', ['not-told', 'not-known']],
  ] as const)('%s', (id, expected) => {
    expect(standing(id)).toEqual(expected);
  });

  test('a list that is as long as the count beside it shows that we are out of it', () => {
    const { group, self } = reportedCase<{ group: object; self: Self }>('partial-members').input;
    expect(read({ ...group, participantcount: 1 }, self).membership.kind).toBe('absent');
  });
});

describe('a group of which one field is odd, as reported', () => {
  const facts = (id: string) => read(reportedCase<{ value: unknown }>(id).input.value).facts;

  test.each([
    ['created-number', { name: 'Team', createdAt: '2021-01-01T00:00:00.000Z' }],
    ['creation-ms', { name: 'T', createdAt: '2021-01-01T00:00:00.000Z' }],
    ['waha-zero', { name: null, memberCount: 952, createdAt: null, standing: 'not-known' }],
  ])('%s', (id, expected) => {
    expect(facts(id)).toMatchObject(expected);
  });

  test.each([1_609_459_200_000_000, 1e300, -1, Number.NaN, '0001-01-01T00:00:00Z', {}, [], true])(
    'created at %p costs the group nothing but its age',
    (creation) => {
      const { value } = reportedCase<{ value: object }>('creation-ms').input;
      const { name, createdAt } = read({ ...value, creation }).facts;
      expect(name).toBe('T');
      if (createdAt !== null) expect(Number.isNaN(Date.parse(createdAt))).toBe(false);
    },
  );
});
