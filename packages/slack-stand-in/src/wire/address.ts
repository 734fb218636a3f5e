import type { IncomingMessage } from 'node:http';

/** What a request asks for; null where its target is no path, which must not end the server. */
export function addressOf({ url = '/' }: Pick<IncomingMessage, 'url'>): URL | null {
  return url.startsWith('/') ? URL.parse(`http://localhost${url}`) : null;
}
