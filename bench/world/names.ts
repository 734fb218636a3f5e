import { createHash } from 'node:crypto';

export const signingSecret = createHash('md5').update('bench').digest('hex');
export const apiKey = 'wk_bench_1';
export const sessionId = '8d0f6c1e-3b7a-4f59-9c42-6a1e5d7b2f10';
export const botToken = 'xoxb-stand-in-1';
export const workspaceId = 'T0AGENCY';
export const auditChannel = 'C0AUDIT';

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

export const personId = (person: number): string => `U0P${padded(person, 6)}`;
export const channelOf = (person: number): string => `C0P${padded(person, 6)}`;
export const groupIdOf = (group: number): string => `1203637${padded(group, 11)}@g.us`;
export const groupNameOf = (group: number): string => `Bench ${padded(group, 6)}`;

/** The number of the first group of ours that a text names, by id or by name; null where there is none. */
export function groupIn(text: string): number | null {
  const found = /1203637(\d{11})(?:@|%40)g\.us|Bench (\d{6})/.exec(text);
  return found === null ? null : Number(found[1] ?? found[2]);
}
