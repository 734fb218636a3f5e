/**
 * Every way in which a number of ours may be written, as digits: with and without the trunk `0`, Brazil with and without
 * the ninth digit, Mexico 52/521, Argentina 54/549. Empty when its country is not known, as in `07700 900123`.
 * Sources: whatsmeow #874, WAHA #2120, evolution-api #447, signal-android #13910.
 */
export function spellingsOf(number: string | null): ReadonlySet<string> {
  const digits = internationalDigits(number);
  if (digits === null) return new Set();
  const country = countryCodeOf(digits);
  // Italian numbers keep their 0.
  const local = country === '39' ? digits.slice(2) : digits.slice(country.length).replace(/^0/, '');
  const locals = [local, ...otherLocals(country, local)];
  return new Set(locals.flatMap((one) => [country + one, `${country}0${one}`]).concat(digits));
}

function otherLocals(country: string, local: string): string[] {
  if (country === '55') {
    if (/^\d{2}9\d{8}$/.test(local)) return [local.slice(0, 2) + local.slice(3)];
    if (/^\d{2}[6-9]\d{7}$/.test(local)) return [`${local.slice(0, 2)}9${local.slice(2)}`];
  }
  if (country === '52') return leadingDigit('1', local);
  return country === '54' ? leadingDigit('9', local) : [];
}

function leadingDigit(digit: string, local: string): string[] {
  if (/^\d{10}$/.test(local)) return [digit + local];
  return local.length === 11 && local.startsWith(digit) ? [local.slice(1)] : [];
}

/** The digits of a number with its country, or null when it is none or its country is not known. */
export function internationalDigits(number: string | null | undefined): string | null {
  const bare = (number ?? '').split(/[@:]/, 1)[0] ?? '';
  // "+44 ••• 23" is a hidden number.
  if (/[^\d\s+()./-]/.test(bare)) return null;
  const digits = bare.replace(/\(0\)/, '').replace(/\D/g, '').replace(/^00/, '');
  return /^[1-9]\d{6,19}$/.test(digits) ? digits : null;
}

/** Codes of one and two digits (ITU-T E.164); all others have three. */
const twoDigitCodes = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);

function countryCodeOf(digits: string): string {
  if (/^[17]/.test(digits)) return digits.slice(0, 1);
  const two = digits.slice(0, 2);
  return twoDigitCodes.has(two) ? two : digits.slice(0, 3);
}

/**
 * The one name of a WhatsApp number, however it is written and whichever key or session it is used by; null where its
 * digits or its country are not known.
 */
export function numberDigits(number: string | null): string | null {
  return [...spellingsOf(number)].toSorted()[0] ?? null;
}
