import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { SealBroken } from '../errors.ts';

/** Where a secret belongs. It opens nowhere else: a row copied to another workspace or field stays shut. */
export interface SealedPlace {
  readonly workspaceId: string;
  readonly field: string;
}

/** Seals secrets for the store. */
export interface SecretBox {
  /** Never the same twice for the same secret. */
  seal(secret: string, place: SealedPlace): string;
  /** Throws SealBroken when the envelope was changed, moved, or sealed with a key that is gone. */
  open(envelope: string, place: SealedPlace): string;
}

const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/**
 * AES-256-GCM with a random nonce. Envelope: `v1.<key id>.<base64url of nonce ‖ tag ‖ ciphertext>`, where the key id is
 * the first 8 hex digits of the key's SHA-256. Associated data: `["v1", workspace id, field]` as JSON.
 * The first key seals, all of them open.
 */
export function createSecretBox(keys: readonly Buffer[]): SecretBox {
  const [first] = keys;
  if (first === undefined) throw new Error('A secret box needs at least one key');
  const byId = new Map(keys.map((key) => [keyIdOf(key), key]));
  return {
    seal(secret, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', first, nonce, { authTagLength: tagBytes }).setAAD(
        associated(place),
      );
      const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      const sealed = Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
      return `v1.${keyIdOf(first)}.${sealed.toString('base64url')}`;
    },
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

function unseal(sealed: Buffer, key: Buffer, place: SealedPlace): string {
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

/**
 * Reads ENCRYPTION_KEY: 32 bytes in base64, several with commas. Throws an error that says what was wrong and how to
 * make a key, and never repeats what it was given.
 */
export function parseEncryptionKeys(text: string): Buffer[] {
  return text.split(',').map((part) => {
    const key = Buffer.from(part.trim(), 'base64');
    if (key.length === keyBytes && isBase64(part.trim())) return key;
    throw new Error(
      `must be 32 bytes in base64, which are 44 characters; one of ${part.trim().length} characters was given. Make one with \`openssl rand -base64 32\`.`,
    );
  });
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);
}
