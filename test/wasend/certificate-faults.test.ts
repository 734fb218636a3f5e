import { expect, test } from '@jest/globals';
import { notSentFault } from '../../src/wasend/call/not-sent.ts';

/** A certificate is judged within the handshake, before anything is sent: https://nodejs.org/api/tls.html */
test.each([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'CERT_SIGNATURE_FAILURE',
  'CRL_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_HAS_EXPIRED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_PURPOSE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])('%s: certainly not sent', (code) => {
  expect(notSentFault({ cause: { code, message: 'refused' } })).toBe(code);
});

test.each(['ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED', 'HPE_INVALID_CONSTANT', 'CERT_UNHEARD_OF'])(
  '%s alone proves nothing',
  (code) => {
    expect(notSentFault({ cause: { code, message: 'x' } })).toBeNull();
  },
);

test('all addresses must have failed before the first byte', () => {
  const refused = { code: 'ECONNREFUSED', syscall: 'connect' };
  const cut = { code: 'ECONNRESET', syscall: 'read' };
  expect(notSentFault({ cause: { errors: [refused, refused] } })).toBe('ECONNREFUSED');
  expect(notSentFault({ cause: { errors: [refused, cut] } })).toBeNull();
  expect(notSentFault({ cause: { errors: [cut, refused] } })).toBeNull();
});

test('a fault is looked for in what wraps it, so deep and no deeper', () => {
  const refused = { code: 'ECONNREFUSED', syscall: 'connect' };
  const wrapped = (levels: number): object =>
    Array.from({ length: levels }).reduce<object>((cause) => ({ cause }), refused);
  expect(notSentFault(wrapped(5))).toBe('ECONNREFUSED');
  expect(notSentFault(wrapped(6))).toBeNull();
  const listed = (levels: number): object =>
    Array.from({ length: levels }).reduce<object>((one) => ({ errors: [one] }), refused);
  expect(notSentFault(listed(5))).toBe('ECONNREFUSED');
  expect(notSentFault(listed(6))).toBeNull();
  expect(notSentFault({ ...refused, errors: [] })).toBe('ECONNREFUSED');
  expect(notSentFault({ ...refused, cause: { code: 'ECONNRESET', syscall: 'read' } })).toBe('ECONNREFUSED');
  for (const none of [null, 'ECONNREFUSED', { code: 7, syscall: 'connect' }, {}])
    expect(notSentFault(none)).toBeNull();
});
