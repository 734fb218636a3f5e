import type { Clock } from '../clock.ts';
import type { Exchange } from '../http/exchange.ts';
import type { GroupId, SessionId } from '../leaving/ids.ts';
import type { GroupPath, GroupRead, ReadResult, Self, WasendClient } from '../leaving/ports/wasend.ts';
import { classifyLeave } from './answer/classify-leave.ts';
import { classifyRead, type ReadOf } from './answer/classify-read.ts';
import { type Called, call } from './call/call.ts';
import { createPathMemory, readGroup } from './groups/group-paths.ts';
import { listGroups } from './groups/list-groups.ts';
import type { Facts, FactsKind } from './parsing/facts.ts';
import { type ParseAnswer, parseAnswer } from './parsing/parse-answer.ts';
import type { ReadGate, ReadPriority } from './read-gate.ts';

export interface WasendClientOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly exchange: Exchange;
  readonly clock: Clock;
  /** Where nothing is said, large answers are read in another thread. */
  readonly parse?: ParseAnswer;
  /** Shared by all clients of the key. */
  readonly gate: ReadGate;
  /** A leave may wait for WhatsApp behind the API (75 s in whatsmeow); a read does not. */
  readonly timeouts?: { readonly leaveMs: number; readonly readMs: number };
}

/** The client of one key. Keep one for each: it remembers under which address groups can be read. */
export interface KeyClient extends WasendClient {
  /** The same client, whose reads let people's go first. */
  forLooks(): WasendClient;
}

/** Lists with the members of a thousand groups are long, everything else is short. */
const mostBytesOfList = 32 * 1024 * 1024;
const mostBytes = 1024 * 1024;
const nobody: Self = { phoneNumber: null, lid: null };

/** The Wasend API for one key. The key is sent in the Authorization header and appears nowhere else. */
export function createWasendClient(options: WasendClientOptions): KeyClient {
  const paths = createPathMemory();
  const looking = clientFor(options, 'look', paths);
  return { ...clientFor(options, 'person', paths), forLooks: () => looking };
}

function clientFor(
  {
    apiKey,
    exchange,
    clock,
    gate,
    parse = parseAnswer,
    timeouts = { leaveMs: 90_000, readMs: 30_000 },
    ...options
  }: WasendClientOptions,
  priority: ReadPriority,
  paths: ReturnType<typeof createPathMemory>,
): WasendClient {
  const means = { exchange, clock, parse };
  const base = options.baseUrl.replace(/\/+$/, '');
  const get = <Kind extends FactsKind>(
    path: string,
    kind: Kind,
    self: Self,
    most = mostBytes,
  ): Promise<Called<Facts[Kind]>> =>
    call({ method: 'GET', url: base + path, apiKey, timeoutMs: timeouts.readMs, mostBytes: most }, means, {
      kind,
      self,
    });
  const read = <Kind extends FactsKind>(
    path: string,
    kind: Kind,
    of: ReadOf = 'other',
    self = nobody,
  ): Promise<ReadResult<Facts[Kind]>> =>
    gate.run(priority, async () => classifyRead(await get(path, kind, self), of, clock.now()));
  return {
    async leave(sessionId, groupId) {
      const called = await call(
        {
          method: 'POST',
          url: `${base}${groupPath(sessionId, groupId)}/leave`,
          apiKey,
          timeoutMs: timeouts.leaveMs,
          mostBytes,
        },
        means,
        { kind: 'nothing', self: nobody },
      );
      return classifyLeave(called, clock.now());
    },
    sessions: () => read('/sessions', 'sessions'),
    session: (sessionId) => read(`/sessions/${encodeURIComponent(sessionId)}`, 'session', 'session'),
    groups: (sessionId, self, { members }) =>
      listGroups((limit, offset) =>
        gate.run(priority, async () => {
          const path = `${groupsPath(sessionId)}?${pageQuery(limit, offset, members)}`;
          const page = await get(path, 'groups-page', self, mostBytesOfList);
          if (page.kind === 'answered' && page.isTooLong && isGood(page.status)) return 'too-long';
          return classifyRead(page, 'other', clock.now());
        }),
      ),
    group: (sessionId, groupId, self) =>
      readGroup(paths, async (under: GroupPath): Promise<ReadResult<GroupRead>> => {
        const path = groupPath(sessionId, groupId) + (under === 'group-info' ? '/info' : '');
        const answer = await read(path, 'group', under, self);
        return answer.kind === 'failed' ? answer : { kind: 'ok', value: { ...answer.value, path: under } };
      }),
    groupCount: (sessionId) => read(`${groupsPath(sessionId)}/count`, 'count'),
    joinInfo: (sessionId, code) =>
      read(`${groupsPath(sessionId)}/join-info?${new URLSearchParams({ code })}`, 'invite'),
  };
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

function groupsPath(sessionId: SessionId): string {
  return `/${encodeURIComponent(sessionId)}/groups`;
}

function groupPath(sessionId: SessionId, groupId: GroupId): string {
  return `${groupsPath(sessionId)}/${encodeURIComponent(groupId)}`;
}

/** The documentation and WAHA write `exclude`, the SDK sends `exclude[]`; nothing is said about sorting, where no two versions agree. */
function pageQuery(limit: number, offset: number, members: boolean): string {
  const query = new URLSearchParams({ limit: String(limit), offset: String(offset) });
  if (!members) {
    query.append('exclude', 'participants');
    query.append('exclude[]', 'participants');
  }
  return query.toString();
}
