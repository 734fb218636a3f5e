interface Spelling {
  /** As the session tells it, which may be as somebody typed it. */
  readonly phoneNumber: string;
  /** As WhatsApp knows it, and groups show it. */
  readonly memberNumber: string;
}

/** One number spelled in two ways, as met in the field (whatsmeow #874, evolution-api #447, signal-android #13910). */
export const spellings = {
  same: { phoneNumber: '+447700900123', memberNumber: '+447700900123' },
  'no-plus': { phoneNumber: '447700900123', memberNumber: '+447700900123' },
  'double-zero': { phoneNumber: '00447700900123', memberNumber: '+447700900123' },
  'trunk-zero': { phoneNumber: '+44 (0)7700 900123', memberNumber: '+447700900123' },
  national: { phoneNumber: '07700 900123', memberNumber: '+447700900123' },
  'brazil-typed-nine': { phoneNumber: '+5511987654321', memberNumber: '+551187654321' },
  'brazil-known-nine': { phoneNumber: '+551187654321', memberNumber: '+5511987654321' },
  'mexico-typed-one': { phoneNumber: '+5215512345678', memberNumber: '+525512345678' },
  'mexico-known-one': { phoneNumber: '+525512345678', memberNumber: '+5215512345678' },
  'argentina-typed-nine': { phoneNumber: '+5491112345678', memberNumber: '+541112345678' },
  'argentina-known-nine': { phoneNumber: '+541112345678', memberNumber: '+5491112345678' },
} satisfies Record<string, Spelling>;
export type SpellingName = keyof typeof spellings;
