/** What came back for an envelope. */
export interface Ack {
  readonly payload: unknown;
}

/** Envelopes that have been sent and not yet acknowledged. */
export interface PendingAcks {
  /** Resolves to the ack, or to undefined after `timeoutMs` without one. */
  wait(envelopeId: string, timeoutMs: number): Promise<Ack | undefined>;
  /** An ack that nobody waits for, such as the second of a duplicate, is passed over. */
  settle(envelopeId: string, ack: Ack | undefined): void;
  giveUp(): void;
}

export function createPendingAcks(): PendingAcks {
  const waiting = new Map<string, (ack: Ack | undefined) => void>();
  const settle = (envelopeId: string, ack: Ack | undefined) => {
    waiting.get(envelopeId)?.(ack);
    waiting.delete(envelopeId);
  };
  return {
    wait: (envelopeId, timeoutMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => settle(envelopeId, undefined), timeoutMs);
        waiting.set(envelopeId, (ack) => {
          clearTimeout(timer);
          resolve(ack);
        });
      }),
    settle,
    giveUp: () => {
      for (const envelopeId of [...waiting.keys()]) settle(envelopeId, undefined);
    },
  };
}
