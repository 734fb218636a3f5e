const keyBytes = 32;

/**
 * Reads ENCRYPTION_KEY: 32 bytes in base64, several with commas. Throws an error that says what was wrong and how to
 * make a key, and never repeats what it was given.
 */
export function parseEncryptionKeys(text: string): Buffer[] {
  return text.split(',').map((part) => {
    const key = Buffer.from(part.trim(), 'base64');
    if (key.length !== keyBytes || !isBase64(part.trim())) {
      throw new Error(
        `must be 32 bytes in base64, which are 44 characters; one of ${part.trim().length} characters was given. Make one with \`openssl rand -base64 32\`.`,
      );
    }
    if (isWeak(key))
      throw new Error('must be random; this one can be guessed. Make one with `openssl rand -base64 32`.');
    return key;
  });
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);
}

/** What nobody draws in the life of the universe: few different bytes, a text, a pattern that repeats or counts. */
function isWeak(key: Buffer): boolean {
  const bytes = [...key];
  const isText = bytes.every((byte) => byte >= 0x20 && byte <= 0x7e);
  const half = key.subarray(0, keyBytes / 2);
  const isRepeated = half.equals(key.subarray(keyBytes / 2));
  const steps = new Set(bytes.slice(1).map((byte, index) => (byte - (bytes[index] ?? 0) + 256) % 256));
  return new Set(bytes).size < 16 || isText || isRepeated || steps.size === 1;
}
