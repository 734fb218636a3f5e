import type { NumberLabel } from '../../leaving/events.ts';
import type { SessionId } from '../../leaving/ids.ts';
import { buttonRow } from '../block-kit/buttons.ts';
import { line } from '../block-kit/marks.ts';
import { messageOf, type PlainMessage } from '../block-kit/message.ts';
import { numberLabel } from '../block-kit/number-label.ts';
import { quoted } from '../block-kit/strangers.ts';
import { actionIds } from '../ids.ts';

/** What only somebody can mend who may change the connection. */
type ToMend = 'unauthorized' | 'session-gone' | 'session-down' | 'key-unreadable';

interface Mending {
  readonly what: ToMend;
  readonly number: NumberLabel;
  readonly sessionId: SessionId;
  /** The API's own words; null when it said nothing. */
  readonly said: string | null;
}

/** The direct message to whoever connected the key, once for each cause. */
export function mendMessage({ what, number, sessionId, said }: Mending): PlainMessage {
  const label = numberLabel(number, sessionId);
  const words = said === null ? '' : ` Wasend: ${quoted(said)}`;
  const isKey = what === 'unauthorized' || what === 'key-unreadable';
  const replace = buttonRow({ actionId: actionIds.homeConnect, label: 'Replace the key', style: 'primary' });
  return messageOf([line(null, `${mendWords[what](label)}${words}`)], isKey ? [replace] : []);
}

const mendWords = {
  unauthorized: () =>
    'Wasend no longer takes the key of this workspace, so nothing can be left. Replace it here or on the app’s Home tab.',
  'session-gone': (label) =>
    `Wasend no longer knows ${label}, so it cannot leave groups. Look at it in Wasend.`,
  'session-down': (label) =>
    `${label} is not connected to WhatsApp, so it cannot leave groups. Link it again in Wasend (scan its QR code).`,
  'key-unreadable': () =>
    'The key of this workspace cannot be read any more. Enter it again here or on the app’s Home tab.',
} as const satisfies Record<ToMend, (label: string) => string>;
