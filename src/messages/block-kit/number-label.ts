import type { NumberLabel } from '../../leaving/events.ts';
import type { SessionId } from '../../leaving/ids.ts';
import { cutText, isBlank, plainStranger, strangersName } from './strangers.ts';

/** `+44 7700 900123 · Sales UK`, for mrkdwn; a number nobody told is called by the beginning of its session id. */
export function numberLabel(number: NumberLabel, sessionId: SessionId): string {
  const parts = partsOf(number);
  if (parts.length === 0) return `number ${strangersName(cutText(sessionId, 12), 12)}`;
  return parts.map((part) => (/^\+[\d ]+$/.test(part) ? part : strangersName(part, 40))).join(' · ');
}

/** The same for a plain_text object. */
export function plainNumberLabel(number: NumberLabel, sessionId: SessionId): string {
  const parts = partsOf(number);
  return parts.length === 0
    ? `number ${plainStranger(cutText(sessionId, 12), 12)}`
    : parts.map((part) => plainStranger(part, 40)).join(' · ');
}

function partsOf({ phone, name }: NumberLabel): string[] {
  return [
    ...(phone === null || isBlank(phone) ? [] : [readablePhone(phone)]),
    ...(name === null || isBlank(name) ? [] : [name]),
  ];
}

/** Countries of two digits; 1 and 7 have one, all others three. ITU-T E.164. */
const twoDigits = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** `+44 7700 900123`; what is no international number stands as Wasend wrote it. */
export function readablePhone(phone: string): string {
  const digits = phone.replace(/^(?:\+|00)|[\s().-]/g, '');
  if (!/^[1-9]\d{7,14}$/.test(digits)) return plainStranger(phone, 40);
  const ofCountry = /^[17]/.test(digits) ? 1 : twoDigits.test(digits) ? 2 : 3;
  const national = digits.slice(ofCountry);
  return `+${digits.slice(0, ofCountry)} ${grouped(national, ofCountry === 1)}`;
}

function grouped(national: string, isNorthAmerican: boolean): string {
  const cuts =
    isNorthAmerican && national.length === 10
      ? [3, 6]
      : national.length > 10
        ? [3, 7]
        : national.length > 7
          ? [national.length - 6]
          : [];
  return [...cuts, national.length]
    .map((end, index) => national.slice(index === 0 ? 0 : cuts[index - 1], end))
    .filter((part) => part !== '')
    .join(' ');
}
