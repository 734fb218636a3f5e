import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { createNodeExchange } from '../../src/http/node-exchange.ts';
import { findGroups } from '../../src/leaving/before/find-groups.ts';
import { judgePreview, judgeTogether } from '../../src/leaving/before/judge-groups.ts';
import { GroupId, SessionId } from '../../src/leaving/ids.ts';
import type { GroupFacts } from '../../src/leaving/standing.ts';
import { idEnd } from '../../src/messages/block-kit/group-name.ts';
import { mostOptions } from '../../src/messages/block-kit/limits.ts';
import { groupOptions } from '../../src/messages/modals/picker/group-options.ts';
import { previewModal } from '../../src/messages/modals/preview/preview.ts';
import { createWasendClient } from '../../src/wasend/client.ts';
import { createReadGate } from '../../src/wasend/read-gate.ts';
import {
  type AnsweringServer,
  answeringServer,
  type Fixture,
  sendFixture,
} from '../wasend/answering-server.ts';
import { previewState } from './previews.ts';
import { expectWithinLimits, strangersMarkup } from './within-limits.ts';

const root = new URL('../fixtures/wasend/groups/', import.meta.url);
const files = readdirSync(root).filter((file) => file.startsWith('list.'));

describe('every known group list through picker and preview', () => {
  let server: AnsweringServer;
  let current: Fixture;
  beforeAll(async () => {
    server = await answeringServer((_, response) => sendFixture(response, current));
  });
  afterAll(() => server.close());

  test.each(files)('%s', async (file) => {
    current = JSON.parse(readFileSync(new URL(file, root), 'utf8'));
    const client = createWasendClient({
      baseUrl: server.url,
      apiKey: 'wk_1',
      exchange: createNodeExchange(),
      clock: systemClock,
      gate: createReadGate({ now: () => systemClock.now() }),
    });
    const self = { phoneNumber: '+447700900123', lid: '100000000000017@lid' };
    const read = await client.groups(SessionId.parse('session-1'), self, { members: true });
    if (read.kind !== 'ok') throw new Error(read.why);
    const listed = read.value.groups;
    const judged = (facts: GroupFacts) => ({ facts, judged: judgePreview(facts), leftAt: 0 });

    const found = findGroups(listed, '', mostOptions);
    const suggested = groupOptions(found.groups.map(judged), found.count);
    const options =
      'option_groups' in suggested ? suggested.option_groups.flatMap((group) => group.options) : [];
    expect(options.map(({ value }) => value).toSorted()).toEqual(
      listed.map(({ groupId }) => groupId).toSorted(),
    );
    for (const { text, description } of options) {
      for (const label of [text.text, description?.text ?? '']) {
        expect(label.length).toBeGreaterThan(0);
        expect(label.length).toBeLessThanOrEqual(75);
        expect(label).not.toMatch(/[\n\u202a-\u202e\u200b]/);
      }
    }

    const groups = listed.slice(0, 50).map((facts) => ({ groupId: GroupId.parse(facts.groupId), facts }));
    const together = judgeTogether(groups, {
      sessionIsUsable: true,
      listed,
      leftBefore: new Map(),
      settings: { protectedGroups: [] },
    });
    const view = previewModal(
      previewState(together.map((group) => ({ ...group, notListed: false, leftBefore: null }))),
    );
    expectWithinLimits('modal', view);
    expect(strangersMarkup(view)).toEqual([]);
    for (const { groupId } of groups) expect(JSON.stringify(view)).toContain(idEnd(groupId));
  });
});
