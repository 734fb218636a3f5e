/** Stands beside a word and never alone. */
export type Mark = 'left' | 'look' | 'refused' | 'stopped' | 'waiting';

const signs = { left: '✓', look: '!', refused: '✗', stopped: '■', waiting: '○' } as const satisfies Record<
  Mark,
  string
>;

/** One line of a message. `text` is mrkdwn and says everything; the mark only helps the eye. */
export interface Line {
  readonly mark: Mark | null;
  readonly text: string;
}

export function line(mark: Mark | null, text: string): Line {
  return { mark, text };
}

export function marked({ mark, text }: Line): string {
  return mark === null ? text : `${signs[mark]} ${text}`;
}
