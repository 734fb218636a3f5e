import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { LedgerUnavailable } from '../../src/errors.ts';
import { NoteId } from '../../src/leaving/notes.ts';
import { eventOf, toEntry } from '../../src/storage/sql/entries/entry-rows.ts';
import { upgradeEvent } from '../../src/storage/sql/entries/upgrade-event.ts';
import { channelId, OpenStore, refusedAsk, workspaceId } from '../contracts/open-store.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';

describe('an event of the first format', () => {
  test.each<[object, object]>([
    [
      { type: 'stop-asked', by: 'U' },
      { type: 'stop-asked', by: 'U' },
    ],
    [
      { type: 'requested', gapMs: 7, groups: [{ groupId: 'g' }], reason: null },
      {
        type: 'requested',
        reason: null,
        groups: [{ groupId: 'g', before: { as: null, path: null } }],
        joined: [],
        number: { phone: null, name: null },
        auditChannel: null,
      },
    ],
    [
      { type: 'ask-refused', groups: [{ groupId: 'g' }] },
      { type: 'ask-refused', groups: [{ groupId: 'g', before: { as: null, path: null } }], tell: [] },
    ],
    [
      { type: 'calling', nextNotBefore: 7, attempt: 1 },
      { type: 'calling', attempt: 1, owner: 'before', leaseUntil: 0, foundAs: [] },
    ],
    ...[
      ['accepted', 'accepted'],
      ['unknown', 'unknown'],
      ['unauthorized', 'unauthorized'],
      ['rate-limited', 'rate-limited'],
      ['whatsapp-limited', 'number-limited'],
      ['not-sent', 'not-sent'],
      ['owner', 'refused'],
    ].map(([old, becomes]): [object, object] => [
      { type: 'answered', lane: 'l', laneClosedUntil: 7, answer: { class: old, status: 200 } },
      { type: 'answered', answer: { class: becomes, status: 200 } },
    ]),
    ...[
      ['in', 'named-as-member'],
      ['out', 'members-without-us'],
      ['probably-out', 'absent-from-list'],
      ['cannot-tell', 'group-unread'],
      ['who knows', 'group-unread'],
    ].map(([sighting, evidence]): [object, object] => [
      { type: 'looked', sighting },
      { type: 'looked', sighting, evidence, session: 'not-known', owner: false },
    ]),
    [
      { type: 'halted', why: 'session-missing' },
      { type: 'halted', why: 'session-gone' },
    ],
    [
      { type: 'halted', why: 'unauthorized' },
      { type: 'halted', why: 'unauthorized' },
    ],
    [
      { type: 'settings-changed', changes: [{ what: 'Hold', before: '5', after: '6' }] },
      { type: 'settings-changed', changes: [{ what: 'in-words', of: 'Hold', before: '5', after: '6' }] },
    ],
  ])('%j', (stored, today) => {
    expect(upgradeEvent(stored)).toEqual(today);
  });

  test('is upgraded by its own format alone', () => {
    const data = JSON.stringify({ why: 'session-missing', said: null });
    expect(eventOf({ type: 'halted', data, format: 1 })).toEqual({
      type: 'halted',
      why: 'session-gone',
      said: null,
    });
    expect(() => eventOf({ type: 'halted', data, format: 2 })).toThrow();
  });
});

describe('an entry that does not read', () => {
  test('is told by its place', () => {
    expect(() => toEntry({ workspace_id: 'T0ONE', sequence: 7 })).toThrow(
      'Ledger entry T0ONE/7 cannot be read',
    );
    expect(() => toEntry({ sequence: 7 })).toThrow('Ledger entry without a place cannot be read');
    expect(() => toEntry(null)).toThrow(LedgerUnavailable);
  });

  test('or is missing, makes its request unavailable, not shorter', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'wasend-entries-'));
    endsWithTest(() => rmSync(directory, { recursive: true }));
    const path = join(directory, 'store.db');
    const store = await OpenStore.open(`sqlite:${path}`);
    const request = await store.claim(await store.ask([1]));
    const database = new DatabaseSync(path);
    expect(database.prepare('SELECT DISTINCT format FROM entries').all()).toEqual([{ format: 2 }]);
    database.exec('DELETE FROM entries WHERE version = 2');
    database.close();
    await expect(store.load(request)).rejects.toThrow(/has 1 entries and not 2/);
    await store.close();
  });
});

test('a note is told once, read by its id, and no request is read as one', async () => {
  const store = await OpenStore.open();
  const { notes, wakes } = store.storage;
  const note = await notes.write(workspaceId, refusedAsk([channelId]));
  const silent = await notes.write(workspaceId, refusedAsk([]));
  expect(await notes.load(note.noteId)).toEqual(note);
  expect(await notes.load(silent.noteId)).toEqual(silent);
  expect([note.seal.sequence, silent.seal.sequence]).toEqual([1, 2]);
  const { requestId } = await store.ask([1]);
  expect(await notes.load(NoteId.parse(requestId))).toBeNull();
  expect(await notes.load(NoteId.parse(`9${'0'.repeat(25)}`))).toBeNull();
  const due = () => wakes.due('tell-note', store.clock.now(), { limit: 9, lanesFull: [], underWay: [] });
  expect(await due()).toEqual([{ kind: 'tell-note', noteId: note.noteId }]);
  await notes.told(silent.noteId);
  expect(await due()).toHaveLength(1);
  await notes.told(note.noteId);
  expect(await due()).toEqual([]);
  await store.close();
});
