import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import { plainSettings } from '../leaving/plain-settings.ts';
import { channelId, mei, type OpenStore, workspaceId } from './open-store.ts';

const elsewhere = WorkspaceId.parse('T0TWO');

/** What every store promises of rules, connections and notes. */
export function rulesContract(open: () => Promise<OpenStore>): void {
  describe('rules', () => {
    let store: OpenStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const by = { workspaceId, by: mei, tell: [channelId], seenRevision: null };
    const dueNotes = () =>
      store.storage.wakes.due('tell-note', store.clock.now(), { limit: 10, lanesFull: [], underWay: [] });

    test('the deployment’s own hold until a workspace has its own, and only there', async () => {
      expect(await store.rules.get(workspaceId)).toEqual({
        settings: plainSettings,
        revision: 0,
        changedBy: null,
      });
      await changeRules(store.rules, by, (before) => ({ ...before, dailyCap: 5 }));
      expect(await store.rules.get(workspaceId)).toMatchObject({
        settings: { dailyCap: 5 },
        revision: 1,
        changedBy: mei,
      });
      expect((await store.rules.get(elsewhere)).revision).toBe(0);
    });

    test('a change is one write with its note, and owes its telling', async () => {
      await changeRules(store.rules, by, (before) => ({ ...before, dailyCap: 5 }));
      const [due] = await dueNotes();
      if (due?.kind !== 'tell-note') throw new Error('nothing is due');
      const note = await store.storage.notes.load(due.noteId);
      expect(note?.event).toMatchObject({
        changes: [{ what: 'dailyCap', before: null, after: 5 }],
        rulesRevision: 1,
      });
      await store.storage.notes.told(due.noteId);
      await store.storage.notes.told(due.noteId);
      expect(await dueNotes()).toEqual([]);
    });

    test('a form opened before somebody else’s change saves nothing', async () => {
      await changeRules(store.rules, by, (before) => ({ ...before, dailyCap: 5 }));
      const stale = await changeRules(store.rules, { ...by, seenRevision: 0 }, (before) => ({
        ...before,
        dailyCap: 6,
      }));
      expect(stale).toMatchObject({ kind: 'stale', rules: { settings: { dailyCap: 5 }, revision: 1 } });
      expect((await store.rules.get(workspaceId)).settings.dailyCap).toBe(5);
      expect(await dueNotes()).toHaveLength(1);
    });

    test('what changes nothing writes nothing', async () => {
      expect(await changeRules(store.rules, by, (before) => ({ ...before }))).toEqual({ kind: 'as-before' });
      expect(await dueNotes()).toEqual([]);
    });

    test('rules that the schema refuses are in no way written', async () => {
      const change = { what: 'holdSeconds', before: 5, after: 9 } as const;
      const note = { type: 'settings-changed', by: mei, changes: [change], tell: [channelId] } as const;
      const broken = { ...plainSettings, holdSeconds: 9_999 };
      await expect(
        store.rules.change(workspaceId, 0, broken, { ...note, changes: [change], tell: [channelId] }),
      ).rejects.toThrow();
      expect((await store.rules.get(workspaceId)).revision).toBe(0);
      expect(await dueNotes()).toEqual([]);
    });

    test('rules can be given back to the deployment, on record and once', async () => {
      await changeRules(store.rules, by, (before) => ({ ...before, dailyCap: 5 }));
      await store.rules.forget(workspaceId);
      await store.rules.forget(workspaceId);
      expect(await store.rules.get(workspaceId)).toEqual({
        settings: plainSettings,
        revision: 2,
        changedBy: null,
      });
    });

    test('a connection’s revision gets its entry once, whoever notices first', async () => {
      const note = {
        type: 'settings-changed' as const,
        by: UserId.parse('U0MEI'),
        changes: [{ what: 'key' as const, before: null, after: 'abcd' }],
        tell: [channelId],
      };
      expect(await store.rules.connectionRevision(workspaceId)).toBe(0);
      await store.rules.noteConnection(workspaceId, 1, note);
      await store.rules.noteConnection(workspaceId, 1, note);
      expect(await store.rules.connectionRevision(workspaceId)).toBe(1);
      expect(await dueNotes()).toHaveLength(1);
      expect((await store.rules.get(workspaceId)).revision).toBe(0);
    });
  });
}
