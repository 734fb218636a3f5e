import type { IncomingMessage } from 'node:http';

/** Null when it is longer than allowed, or was never sent whole: then nothing of it is kept. Never rejects. */
export function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return Promise.resolve(null);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= mostBytes) chunks.push(chunk);
      else give(null);
    });
    request.once('end', () => give(Buffer.concat(chunks)));
    request.once('error', () => give(null));
    request.once('close', () => give(null));

    function give(body: Buffer | null): void {
      chunks.length = 0;
      resolve(body);
    }
  });
}
