import { describe, expect, test } from '@jest/globals';
import { SealBroken } from '../../src/errors.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';

const key = Buffer.from('q83vEiM0RVZneImaq7zN3u8AESIzRFVmd4iZqrvM3e4=', 'base64');
const place = { workspaceId: 'T0ONE', field: 'apiKey' };
const box = createSecretBox([key]);

describe('an envelope', () => {
  /** As the first version sealed it. */
  const old = 'v1.eba9dcae.gqLazDFSDUDDC6z-5al7y_Cphb4O_BPZn0Guz2LvP2dZhRglM4ruB5I-';

  test('of an earlier version opens', () => {
    expect(box.open(old, place)).toBe('wk_of_long_ago');
    expect(box.isCurrent(old)).toBe(true);
  });

  test('names its version, its key by eight digits, and holds nonce, tag and as many bytes as the secret has', () => {
    const [version, keyId, sealed = ''] = box.seal('wk_é', place).split('.');
    expect([version, keyId]).toEqual(['v1', old.split('.')[1]]);
    expect(Buffer.from(sealed, 'base64url')).toHaveLength(12 + 16 + 5);
    expect(box.open(box.seal('', place), place)).toBe('');
  });

  test.each([
    ['of a later version', old.replace('v1', 'v2'), /not in ENCRYPTION_KEY/],
    ['of another key', old.replace(/\.[0-9a-f]{8}\./, '.00000000.'), /not in ENCRYPTION_KEY/],
    ['cut', old.slice(0, -4), /was changed/],
    ['cut within its tag', old.split('.').slice(0, 2).concat('AAAA').join('.'), /was changed/],
    ['without a secret', 'v1', /not in ENCRYPTION_KEY/],
    ['that is none', '', /not in ENCRYPTION_KEY/],
  ])('%s stays shut', (_, envelope, why) => {
    expect(() => box.open(envelope, place)).toThrow(SealBroken);
    expect(() => box.open(envelope, place)).toThrow(why);
  });

  test('is made by no box without a key', () => {
    const none = createSecretBox([]);
    expect(() => none.seal('wk', place)).toThrow('Without a key');
    expect(none.isCurrent(old)).toBe(false);
    expect(() => none.open(old, place)).toThrow(SealBroken);
  });
});
