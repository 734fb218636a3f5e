import { request as httpRequest } from 'node:http';

/** How the app answered one payload. */
export interface Delivery {
  readonly via: 'http' | 'socket';
  /** 0 where there was no answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly ackMs: number;
  /** No answer within Slack's three seconds. */
  readonly timedOut: boolean;
  /** Why the app could not be reached, such as ECONNREFUSED; null when it could. */
  readonly connectionFailure: string | null;
}

/** Posts the body with these headers on a connection of its own; resolves however it went, also when `closing` ends it. */
export function postOverHttp(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
  closing?: AbortSignal,
): Promise<Delivery> {
  const startedAt = performance.now();
  const { promise, resolve } = Promise.withResolvers<Delivery>();
  const end = (outcome: Partial<Delivery>) => {
    clearTimeout(timer);
    const nothing = { status: 0, headers: {}, body: '', timedOut: false, connectionFailure: null };
    resolve({ via: 'http', ...nothing, ackMs: performance.now() - startedAt, ...outcome });
  };
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const request = httpRequest(url, {
    method: 'POST',
    headers: { ...headers, ...length },
    agent: false,
    ...(closing ? { signal: closing } : {}),
  });
  const timer = setTimeout(() => {
    end({ timedOut: true });
    request.destroy();
  }, timeoutMs);
  request.on('error', (error: NodeJS.ErrnoException) =>
    end({ connectionFailure: error.code ?? error.message }),
  );
  request.on('response', (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', (error: NodeJS.ErrnoException) =>
      end({ connectionFailure: error.code ?? error.message }),
    );
    response.on('end', () =>
      end({
        status: response.statusCode ?? 0,
        headers: response.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString('utf8'),
      }),
    );
  });
  request.end(body);
  return promise;
}
