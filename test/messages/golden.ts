import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { drawing } from './drawing.ts';
import type { Family } from './families/family.ts';
import { expectWithinLimits, strangersMarkup } from './within-limits.ts';

/**
 * Holds a family against `golden/<name>.txt`. After a change of words on purpose:
 * `UPDATE_GOLDEN=1 npm run jest -- test/messages`, and read the difference.
 */
export function goldenFamily(name: string, family: Family): void {
  test(`${name}: says what the golden file says`, () => {
    const file = new URL(`golden/${name}.txt`, import.meta.url);
    const drawn = `${Object.entries(family)
      .map(([title, payload]) => `######## ${title}\n${drawing(payload)}\n`)
      .join('\n')}`;
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, drawn);
    expect(drawn).toBe(readFileSync(file, 'utf8'));
  });

  test.each(Object.entries(family))(
    `${name}: %s is within Slack’s limits and nothing of a stranger lives in it`,
    (_, payload) => {
      for (const one of Array.isArray(payload) ? payload : [payload]) {
        if (typeof one === 'string') continue;
        expectWithinLimits(surfaceOf(one), withoutOurs(one));
        expect(strangersMarkup(one)).toEqual([]);
        const heard = spokenButtons(one);
        expect(heard).toEqual([...new Set(heard)]);
        if (surfaceOf(one) === 'message') expectFirstSentence(one);
      }
    },
  );
}

function labelOf(button: object): string {
  const { accessibility_label: spoken, text } = button as {
    accessibility_label?: string;
    text?: { text: string };
  };
  return spoken ?? text?.text ?? '';
}

/** What a screen reader lists: no two buttons of one surface may sound alike. */
function spokenButtons(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'button' ? [labelOf(value)] : [];
  return [...own, ...Object.values(value).flatMap(spokenButtons)];
}

function surfaceOf(payload: unknown): 'message' | 'modal' | 'home' {
  if (typeof payload !== 'object' || payload === null || !('type' in payload)) return 'message';
  return payload.type === 'home' ? 'home' : 'modal';
}

/** What is told besides the payload is not Slack's. */
function withoutOurs(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('broadcast' in payload)) return payload;
  const { broadcast: _, ...rest } = payload;
  return rest;
}

/** Desktop notifications read the blocks, mobile ones and screen readers the text: both begin with the same sentence. */
function expectFirstSentence(payload: unknown): void {
  const { text, blocks } = payload as { readonly text: string; readonly blocks: readonly KnownBlock[] };
  const [first] = blocks;
  const shown = first?.type === 'section' ? (first.text?.text ?? '') : text;
  const bare = (part: string): string =>
    (part.split('\n')[0] ?? '').replace(/^[✓✗!■○] /u, '').replaceAll('\u2060', '');
  expect(bare(text)).toBe(bare(shown));
  expect(text).not.toMatch(/^[✓✗!■○▓░]/mu);
}
