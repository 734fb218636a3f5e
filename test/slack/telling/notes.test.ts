import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelId } from '../../../src/leaving/ids.ts';
import { type Note, NoteId } from '../../../src/leaving/notes.ts';
import { asker, audit, TellingWorld, team, workspaceId } from './telling-world.ts';

const noteId = NoteId.parse('01K00000000000000000000009');

function changed(...tell: string[]): Note {
  return {
    noteId,
    workspaceId,
    at: 0,
    seal: { sequence: 1, hash: 'a'.repeat(64) },
    event: {
      type: 'settings-changed',
      by: asker,
      changes: [{ what: 'holdSeconds', before: 5, after: 10 }],
      tell: tell.map((channel) => ChannelId.parse(channel)),
    },
  };
}

describe('a note', () => {
  let world: TellingWorld;
  beforeEach(async () => {
    world = await TellingWorld.start();
  });
  afterEach(() => world.end());

  test('is told to each channel it names, once', async () => {
    await world.tellNote(changed(audit, team));
    await world.tellNote(changed(audit, team));
    expect([world.seen(audit), world.seen(team)]).toEqual([
      ['Note: settings-changed'],
      ['Note: settings-changed'],
    ]);
    expect(world.told).toContain(noteId);
  });

  test('is told to the one channel though the other takes nothing, and the log says so', async () => {
    world.slack.world.channel(audit).isArchived = true;
    await world.tellNote(changed(audit, team));
    expect(world.seen(team)).toEqual(['Note: settings-changed']);
    expect(world.told).toEqual([noteId]);
    expect(world.saysNobody).toBe(true);
  });

  test('passing trouble loses nothing', async () => {
    world.slack.knobs.failNext('chat.postMessage', { retryAfterSeconds: 40 });
    world.slack.knobs.failNext('chat.postMessage', { status: 503, times: 3 });
    world.slack.knobs.failNext('chat.postMessage', { error: 'rate_limited', times: 2 });
    await world.tellNote(changed(audit));
    expect(world.seen(audit)).toEqual(['Note: settings-changed']);
    expect(world.saysNobody).toBe(false);
  });

  test('is owed nothing where it names no channel or the app is gone', async () => {
    await world.tellNote(changed());
    world.isInstalled = false;
    await world.tellNote(changed(audit));
    expect(world.told).toEqual([noteId, noteId]);
    expect(world.saysNobody).toBe(true);
  });
});
