import { z } from 'zod';

const Fault = z.looseObject({
  code: z.string().optional(),
  syscall: z.string().optional(),
  message: z.string().optional(),
  cause: z.unknown().optional(),
  errors: z.array(z.unknown()).optional(),
});
type Fault = z.infer<typeof Fault>;

/**
 * The code of a fault of which the system says that it came before a connection stood, or null where it does not say
 * that. Only for calls that were not begun. A host with several addresses fails with one fault for each, and all of them
 * must be of this kind.
 */
export function notSentFault(error: unknown): string | null {
  const faults = faultsOf(error, 0);
  if (faults.length === 0 || !faults.every(isBeforeConnection)) return null;
  return (faults[0]?.code ?? '').slice(0, 60);
}

/** A host with several addresses wraps one cause for each. */
function faultsOf(error: unknown, depth: number): Fault[] {
  const parsed = Fault.safeParse(error);
  if (!parsed.success || depth > 5) return [];
  const { code, cause, errors } = parsed.data;
  if (errors !== undefined && errors.length > 0) return errors.flatMap((one) => faultsOf(one, depth + 1));
  return code === undefined && cause !== undefined ? faultsOf(cause, depth + 1) : [parsed.data];
}

function isBeforeConnection({ code, syscall, message = '' }: Fault): boolean {
  if (code === undefined) return false;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (certificateFaults.has(code)) return true;
  if (code === 'ECONNRESET' && message.includes('before secure TLS connection was established')) return true;
  return (
    code.startsWith('ERR_SSL_') ||
    code.startsWith('ERR_TLS_') ||
    code === 'EPROTO' ||
    code === 'ERR_PROXY_TUNNEL'
  );
}

/** What Node says of a certificate that it does not trust: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateFaults: ReadonlySet<string> = new Set([
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
]);
