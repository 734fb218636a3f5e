import { describe, expect, test } from '@jest/globals';
import { type SpellingName, spellings } from '../src/world/spellings.ts';
import { groupId, sessionId, useBench } from './bench.ts';

describe('our own number', () => {
  const bench = useBench();

  test.each(Object.keys(spellings) as SpellingName[])(
    '%s: the session has one spelling, the members another',
    async (name) => {
      const { phoneNumber, memberNumber } = spellings[name];
      bench.wasend.world.setNumber(sessionId, { phoneNumber, memberNumber });
      expect((await bench.get(`/sessions/${sessionId}`)).body).toMatchObject({ phoneNumber });
      const { text } = await bench.get(`/${sessionId}/groups/${groupId}`);
      expect(text).toContain(`"${memberNumber.slice(1)}@s.whatsapp.net"`);
      expect((await bench.leave(groupId)).status).toBe(200);
    },
  );

  test('can be given with the session', async () => {
    bench.wasend.world.addSession('wk_stand_in_1', {
      id: 'rio',
      ...spellings['brazil-typed-nine'],
      groups: [{ id: groupId }],
    });
    const { text } = await bench.get(`/rio/groups/${groupId}`);
    expect(text).toContain('551187654321@s.whatsapp.net');
  });

  test('is not among the numbers where a group has LIDs alone', async () => {
    const id = bench.wasend.world.addGroup(sessionId, { addressing: 'lid-only' });
    const { text } = await bench.get(`/${sessionId}/groups/${id}`);
    expect(text).toContain('100000000000017@lid');
    expect(text).not.toContain('447700900123');
  });
});
