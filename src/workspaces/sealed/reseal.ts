import type { Keyv } from 'keyv';
import { z } from 'zod';
import { SealBroken } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import { isSame, type SwappingKeyv } from '../swapping-keyv.ts';
import type { SecretBox } from './secret-box.ts';

/** Where the store keeps what is sealed: the field of the row, and the field its seal is bound to. */
const sealedFields = {
  connections: { sealedApiKey: 'apiKey' },
  installations: { sealedToken: 'botToken', sealedRefreshToken: 'refreshToken' },
  'pending-keys': { sealedApiKey: 'pendingApiKey' },
  drafts: { sealedResponseUrl: 'responseUrl' },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

/** An envelope of nothing: whoever finds it current knows that everything was, and seals nothing with another key. */
const markPlace = { workspaceId: '', field: 'everything' };
const markKey = 'everything';

type Sealed = SwappingKeyv & Pick<Keyv, 'getRaw' | 'set' | 'delete'>;

const Row = z.record(z.string(), z.unknown());

export interface ResealMeans {
  readonly keyv: (namespace: string) => Sealed;
  readonly secretBox: SecretBox;
  /** True where ENCRYPTION_KEY names more keys than the one that seals. */
  readonly hasOtherKeys: boolean;
  readonly logger: Logger;
}

/**
 * Seals everything in the store anew that another key of ENCRYPTION_KEY has sealed, and says when only the first key is
 * needed any more. A row that no key opens stays as it is: who reads it is told. Idempotent. While there is one key, and
 * everything was found sealed with it before, nothing is walked through.
 */
export async function resealAll(means: ResealMeans): Promise<void> {
  const marks = means.keyv('sealed-with');
  const mark: unknown = await marks.get(markKey);
  const isCurrent = typeof mark === 'string' && means.secretBox.isCurrent(mark);
  if (isCurrent && !means.hasOtherKeys) return;
  let resealed = 0;
  let shut = 0;
  for (const [namespace, fields] of Object.entries(sealedFields)) {
    const keyv = means.keyv(namespace);
    for (const key of await keysOf(keyv)) {
      const outcome = await reseal(keyv, key, fields, means.secretBox);
      if (outcome === 'resealed') resealed += 1;
      if (outcome === 'shut') shut += 1;
    }
  }
  if (shut > 0) await marks.delete(markKey);
  else if (!isCurrent) await marks.set(markKey, means.secretBox.seal('', markPlace));
  if (shut > 0)
    means.logger.warn({ resealed, shut }, 'some stored secrets open with no key of ENCRYPTION_KEY');
  else if (means.hasOtherKeys)
    means.logger.info(
      { resealed },
      'everything stored is sealed with the first key of ENCRYPTION_KEY; the others can go',
    );
}

async function keysOf(keyv: Sealed): Promise<string[]> {
  const keys: string[] = [];
  for await (const [key] of keyv.iterator?.(undefined) ?? []) keys.push(String(key));
  return keys;
}

async function reseal(
  keyv: Sealed,
  key: string,
  fields: Readonly<Record<string, string>>,
  secretBox: SecretBox,
): Promise<'current' | 'resealed' | 'shut'> {
  const stored = await keyv.getRaw(key);
  const row = Row.safeParse(stored?.value);
  if (stored === undefined || !row.success) return 'current';
  const workspaceId = key.split('.', 1)[0] ?? key;
  const anew: Record<string, string> = {};
  for (const [name, field] of Object.entries(fields)) {
    const sealed = row.data[name];
    if (typeof sealed !== 'string' || secretBox.isCurrent(sealed)) continue;
    const place = { workspaceId, field };
    try {
      anew[name] = secretBox.seal(secretBox.open(sealed, place), place);
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      return 'shut';
    }
  }
  if (Object.keys(anew).length === 0) return 'current';
  // Keyv counts by the machine's clock, whatever ours is.
  const livesMs = stored.expires === undefined ? null : Math.max(1, stored.expires - Date.now());
  const isResealed = await keyv.swap(key, isSame(stored.value), { ...row.data, ...anew }, livesMs);
  return isResealed ? 'resealed' : reseal(keyv, key, fields, secretBox);
}
