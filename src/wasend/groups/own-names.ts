import type { Self } from '../../leaving/ports/wasend.ts';
import { internationalDigits, spellingsOf } from '../../leaving/spellings.ts';

/** How we look for ourselves among names: the digits of each kind of name we know of ourselves. */
export interface OwnNames {
  readonly phones: ReadonlySet<string>;
  readonly lid: string | null;
}

export function ownNames({ phoneNumber, lid }: Self): OwnNames {
  return { phones: spellingsOf(phoneNumber), lid: lidDigits(lid ?? '') };
}

/** The digits of a LID, or null when the name is none; a LID without its `@lid` is taken only of our own. */
function lidDigits(name: string): string | null {
  const digits = name.split(/[@:]/, 1)[0] ?? '';
  return /^\d{5,20}$/.test(digits) ? digits : null;
}

export function isLid(name: string): boolean {
  return /@lid$/i.test(name);
}

/** The spelling under which a name is ours: digits, or a LID with its `@lid`. Null when it is somebody else's. */
export function ownSpelling(name: string, own: OwnNames): string | null {
  if (isLid(name)) {
    const lid = lidDigits(name);
    return lid !== null && lid === own.lid ? `${lid}@lid` : null;
  }
  const digits = internationalDigits(name);
  return digits !== null && own.phones.has(digits) ? digits : null;
}
