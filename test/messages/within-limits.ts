import { expect } from '@jest/globals';
import { findBlockKitFaults } from '@wasend-slack/slack-stand-in/block-kit-limits.ts';
import { findLiveMarkup } from '@wasend-slack/slack-stand-in/find-live-markup.ts';

/** The limits check: what Slack would refuse, and whatever in it is alive that is not one of ours. */
export function expectWithinLimits(surface: 'message' | 'modal' | 'home', payload: unknown): void {
  expect(findBlockKitFaults(surface, payload)).toEqual([]);
  const json = JSON.stringify(payload);
  expect(json.length).toBeLessThan(surface === 'message' ? 40_000 : 250_000);
}

/** People our texts may mention: those who asked, stopped or may. */
const ours =
  /^<(?:@U0(?:ADA|MEI|OLU)|!subteam\^S0LEADS|#C0(?:CLIENTS|AUDIT|SALES)|https:\/\/agency\.slack\.com\/[^|>]*\|[^>]*|!date\^\d+\^[^|>]*\|[^>]*)>$/;

/** Every mention, link and command in a text that Slack would bring to life, without our own. */
export function strangersMarkup(value: unknown): string[] {
  if (typeof value === 'string') return [];
  if (Array.isArray(value)) return value.flatMap(strangersMarkup);
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'text' in value && typeof value.text === 'string' && !('type' in value && value.type === 'plain_text');
  const verbatim = 'verbatim' in value && value.verbatim === true;
  const found = own
    ? findLiveMarkup(String(value.text), { verbatim: verbatim || !('type' in value) }).map(({ text }) => text)
    : [];
  return [...found.filter((text) => !ours.test(text)), ...Object.values(value).flatMap(strangersMarkup)];
}
