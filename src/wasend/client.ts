import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { GroupId, SessionId } from '../leaving/ids.ts';
import type { ReadResult, WasendClient } from '../leaving/ports/wasend.ts';
import { classifyLeave } from './classify-leave.ts';
import { classifyRead, failed, isRouteMiss } from './classify-read.ts';
import { toGroupRead } from './group-facts.ts';
import { httpCall } from './http-call.ts';
import { listGroups } from './list-groups.ts';
import { readRawGroup } from './schemas/group.ts';
import { readSession, readSessions } from './schemas/session.ts';

export interface WasendClientOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** A leave may wait for WhatsApp behind the API (75 s in whatsmeow); a read does not. */
  readonly timeouts?: { readonly leaveMs: number; readonly readMs: number };
}

const Count = z.looseObject({ total: z.coerce.number().optional(), count: z.coerce.number().optional() });
const Account = z.looseObject({ id: z.string().nullish(), name: z.string().nullish() });

/** The Wasend API for one key. The key is sent in the Authorization header and appears nowhere else. */
export function createWasendClient(options: WasendClientOptions): WasendClient {
  const { apiKey, fetch, clock, timeouts = { leaveMs: 90_000, readMs: 30_000 } } = options;
  const means = { fetch, clock };
  const now = () => clock.now();
  const base = options.baseUrl.replace(/\/+$/, '');
  const read = async (path: string): Promise<ReadResult<unknown>> =>
    classifyRead(
      await httpCall({ method: 'GET', url: base + path, apiKey, timeoutMs: timeouts.readMs }, means),
      now(),
    );
  return {
    async leave(sessionId, groupId) {
      const url = `${base}${groupPath(sessionId, groupId)}/leave`;
      return classifyLeave(
        await httpCall({ method: 'POST', url, apiKey, timeoutMs: timeouts.leaveMs }, means),
        now(),
      );
    },
    sessions: async () => readAs(await read('/sessions'), readSessions),
    session: async (sessionId) =>
      readAs(await read(`/sessions/${encodeURIComponent(sessionId)}`), readSession),
    groups: (sessionId, self, search) =>
      listGroups(
        (limit, offset) => read(`${groupsPath(sessionId)}?${pageQuery(limit, offset, search)}`),
        self,
      ),
    async group(sessionId, groupId, self) {
      const path = groupPath(sessionId, groupId);
      let answer = await read(path);
      // The documentation puts it under /info, the SDK does not.
      if (answer.kind === 'failed' && isRouteMiss(answer)) answer = await read(`${path}/info`);
      return readAs(answer, (value) => {
        const raw = readRawGroup(value);
        return raw === null ? null : toGroupRead(raw, self);
      });
    },
    groupCount: async (sessionId) =>
      readAs(await read(`${groupsPath(sessionId)}/count`), (value) => {
        const parsed = Count.safeParse(value);
        return parsed.success ? (parsed.data.total ?? parsed.data.count ?? null) : null;
      }),
    async joinInfo(sessionId, code) {
      const answer = await read(`${groupsPath(sessionId)}/join-info?${new URLSearchParams({ code })}`);
      return readAs(answer, (value) => {
        const raw = readRawGroup(value);
        const group = raw === null ? null : toGroupRead(raw, { phoneNumber: null, lid: null });
        if (group === null) return null;
        const { name, memberCount } = group.facts;
        return { groupId: group.facts.groupId as GroupId, name, memberCount };
      });
    },
    account: async () =>
      readAs(await read('/account'), (value) => {
        const parsed = Account.safeParse(value);
        return parsed.success ? { id: parsed.data.id ?? null, name: parsed.data.name ?? null } : null;
      }),
  };
}

function groupsPath(sessionId: SessionId): string {
  return `/${encodeURIComponent(sessionId)}/groups`;
}

function groupPath(sessionId: SessionId, groupId: GroupId): string {
  return `${groupsPath(sessionId)}/${encodeURIComponent(groupId)}`;
}

function pageQuery(limit: number, offset: number, search: string | undefined): string {
  const query = new URLSearchParams({ limit: String(limit), offset: String(offset) });
  if (search !== undefined) query.set('search', search);
  return query.toString();
}

function readAs<T>(answer: ReadResult<unknown>, parse: (value: unknown) => T | null): ReadResult<T> {
  if (answer.kind === 'failed') return answer;
  const value = parse(answer.value);
  return value === null ? failed('unreadable', 200, null) : { kind: 'ok', value };
}
