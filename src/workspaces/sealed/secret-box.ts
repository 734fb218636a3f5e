import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { SealBroken } from '../../errors.ts';

/** Where a secret belongs. It opens nowhere else: a row copied to another workspace or field stays shut. */
interface SealedPlace {
  readonly workspaceId: string;
  readonly field: string;
}

/** Seals secrets for the store. */
export interface SecretBox {
  /** Never the same twice for the same secret. */
  seal(secret: string, place: SealedPlace): string;
  /** True for an envelope that the first key sealed; false for one that needs another key, or none that is here. */
  isCurrent(envelope: string): boolean;
  /** Throws SealBroken when the envelope was changed, moved, or sealed with a key that is gone. */
  open(envelope: string, place: SealedPlace): string;
}

const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with a random nonce. Envelope: `v1.<key id>.<base64url of nonce ‖ tag ‖ ciphertext>`, where the key id is
 * the first 8 hex digits of the key's SHA-256. Associated data: `["v1", workspace id, field]` as JSON.
 * The first key seals, all of them open; without any, nothing does.
 */
export function createSecretBox(keys: readonly Buffer[]): SecretBox {
  // Made once: every cipher that is given bytes makes a key of them anew.
  const byId = new Map(keys.map((key) => [keyIdOf(key), createSecretKey(key)]));
  const [first] = byId;
  return {
    seal(secret, place) {
      if (first === undefined) throw new Error('Without a key nothing can be sealed');
      const nonce = randomBytes(nonceBytes);
      const [keyId, key] = first;
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(
        associated(place),
      );
      const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      const sealed = Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
      return `v1.${keyId}.${sealed.toString('base64url')}`;
    },
    isCurrent: (envelope) => first !== undefined && envelope.startsWith(`v1.${first[0]}.`),
    open(envelope, place) {
      const [version, keyId = '', sealed = ''] = envelope.split('.');
      const key = byId.get(keyId);
      if (version !== 'v1' || key === undefined) {
        throw new SealBroken(
          `The sealed ${place.field} was sealed with a key that is not in ENCRYPTION_KEY. Add the old key after a comma.`,
        );
      }
      try {
        return unseal(Buffer.from(sealed, 'base64url'), key, place);
      } catch {
        throw new SealBroken(`The sealed ${place.field} was changed or does not belong here.`);
      }
    },
  };
}

function unseal(sealed: Buffer, key: KeyObject, place: SealedPlace): string {
  const nonce = sealed.subarray(0, nonceBytes);
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(associated(place)).setAuthTag(tag);
  const opened = Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
  return opened.toString('utf8');
}

function associated({ workspaceId, field }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify(['v1', workspaceId, field]));
}

function keyIdOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}
