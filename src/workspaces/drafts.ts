import type { Keyv } from 'keyv';
import { z } from 'zod';
import { AskedGroup, NumberLabel } from '../leaving/events.ts';
import { ChannelId, GroupId, RequestId, SessionId, UserId, WorkspaceId } from '../leaving/ids.ts';
import { readStored } from './read-stored.ts';
import type { SecretBox } from './sealed/secret-box.ts';

const plainFields = {
  requestId: RequestId,
  /** Counts what the modal has shown: a confirmation names the revision the person was looking at. */
  revision: z.number().int().nonnegative(),
  workspaceId: WorkspaceId,
  by: UserId,
  channelId: ChannelId,
  sessionId: SessionId.nullable(),
  number: NumberLabel,
  groups: z.array(AskedGroup).max(50),
  /** Groups that were typed beyond the most one request may have: they come next. */
  rest: z.array(GroupId).max(5_000),
  /** The ended request whose open groups are asked for again. */
  after: RequestId.nullable(),
  createdAt: z.number().int(),
};

/** What an open modal stands for. */
export type Draft = Readonly<z.infer<z.ZodObject<typeof plainFields>>> & {
  /** Lets anyone post to the channel for half an hour, so it is sealed in the store. */
  readonly responseUrl: string | null;
};

const StoredDraft = z.object({ v: z.literal(2), ...plainFields, sealedResponseUrl: z.string().nullable() });

const Groups = z.array(z.looseObject({}));

const readDraft = readStored('draft', StoredDraft, [
  (row) => ({
    ...row,
    groups: Groups.parse(row.groups).map((group) => ({ ...group, before: { as: null, path: null } })),
    number: { phone: null, name: null },
    rest: [],
    after: null,
  }),
]);

/** Slack lets a `response_url` be used for 30 minutes; nothing of a modal is kept for longer. */
const keptForMs = 30 * 60_000;

export interface Drafts {
  /** Upsert of one revision. */
  put(draft: Draft): Promise<void>;
  /** Null when this workspace has no such draft, or it is older than 30 minutes. */
  get(workspaceId: WorkspaceId, requestId: RequestId, revision: number): Promise<Draft | null>;
}

const field = 'responseUrl';

export interface DraftsMeans {
  readonly keyv: Keyv;
  readonly secretBox: SecretBox;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export function createDrafts({ keyv, secretBox, now }: DraftsMeans): Drafts {
  return {
    async put({ responseUrl, ...plain }) {
      const place = { workspaceId: plain.workspaceId, field };
      const sealedResponseUrl = responseUrl === null ? null : secretBox.seal(responseUrl, place);
      await keyv.set(keyOf(plain), StoredDraft.parse({ v: 2, ...plain, sealedResponseUrl }), keptForMs);
    },
    async get(workspaceId, requestId, revision) {
      const stored: unknown = await keyv.get(keyOf({ workspaceId, requestId, revision }));
      if (stored === undefined) return null;
      const { v: _, sealedResponseUrl, ...plain } = readDraft(stored);
      if (plain.createdAt + keptForMs <= now()) return null;
      const place = { workspaceId: plain.workspaceId, field };
      return {
        ...plain,
        responseUrl: sealedResponseUrl === null ? null : secretBox.open(sealedResponseUrl, place),
      };
    },
  };
}

/** Another workspace that names the same request finds nothing. */
function keyOf({
  workspaceId,
  requestId,
  revision,
}: Pick<Draft, 'workspaceId' | 'requestId' | 'revision'>): string {
  return `${workspaceId}.${requestId}.${revision}`;
}
