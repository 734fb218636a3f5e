/** What beside the channels is open. */
export const sideTabs = ['whatsapp', 'calls', 'troubles', 'ledger', 'log'] as const;
export type SideTab = (typeof sideTabs)[number];

/** Where the person in front of the page looks. Every look has an address, and every address a look. */
export interface Look {
  /** Whose eyes: a user's id; null takes the first one. */
  readonly as: string | null;
  /** A channel's id, or `home`, `messages` or `about` of the app; null takes the first channel. */
  readonly at: string | null;
  /** The message whose thread is open. */
  readonly thread: string | null;
  readonly side: SideTab | null;
  readonly theme: 'light' | 'dark' | null;
  /** The story that the address asks to be played. */
  readonly play: string | null;
  readonly isFast: boolean;
}

/**
 * Reads a look from the query of an address. What is not known there is left out. Where the address does not say what is
 * open beside the channels, `usualSide` is: on a small screen nothing.
 */
export function readLook(query: string, usualSide: SideTab | null = 'whatsapp'): Look {
  const asked = new URLSearchParams(query);
  const side = asked.get('side');
  const theme = asked.get('theme');
  return {
    as: asked.get('as'),
    at: asked.get('at'),
    thread: asked.get('thread'),
    side: side === 'none' ? null : (sideTabs.find((tab) => tab === side) ?? usualSide),
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    play: asked.get('play'),
    isFast: asked.get('pace') === 'fast',
  };
}

/** The query that leads back to a look. */
export function writeLook(
  { as, at, thread, side, theme, play, isFast }: Look,
  usualSide: SideTab | null = 'whatsapp',
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ as, at, thread, theme, play }))
    if (value !== null) query.set(name, value);
  if (side !== usualSide) query.set('side', side ?? 'none');
  if (isFast) query.set('pace', 'fast');
  const written = query.toString();
  return written === '' ? './' : `?${written}`;
}
