import { describe, expect, test } from '@jest/globals';
import { LedgerUnavailable } from '../../../src/errors.ts';
import { createLogger } from '../../../src/logger.ts';
import { formOpening } from '../../../src/messages/home/forms/form.ts';
import { checkingModal } from '../../../src/messages/modals/loading.ts';
import { answerInTime, type SubmissionEnd } from '../../../src/slack/home/forms/answer-in-time.ts';
import type { SubmissionArgs } from '../../../src/slack/listener.ts';
import { ManualClock } from '../../manual-clock.ts';

const checking = checkingModal('Safety', 'the settings');
const wrong: SubmissionEnd = {
  kind: 'errors',
  errors: { gap: 'Write whole seconds.' },
  again: async () => formOpening('Pace'),
};

/** A submission whose work ends when the test says so. */
function submission() {
  const clock = new ManualClock(1_000_000);
  const answers: unknown[] = [];
  const updates: { view_id: string; view: { blocks: unknown[] } }[] = [];
  const update = async (one: (typeof updates)[number]) => {
    updates.push(one);
    return {};
  };
  const args = {
    ack: async (answer: unknown) => void answers.push(answer),
    body: { view: { id: 'V1' } },
    client: { views: { update } },
  } as unknown as SubmissionArgs;
  const { promise, resolve, reject } = Promise.withResolvers<SubmissionEnd>();
  const logger = createLogger({ level: 'silent', secrets: [] });
  const services = { clock, logger, newReference: () => 'ref-1' };
  const done = answerInTime(args, checking, () => promise, services);
  return { clock, answers, updates, resolve, reject, done };
}

describe('a form that is checked before it is saved', () => {
  test('what is found in time stands at the field', async () => {
    const { answers, updates, resolve, done } = submission();
    resolve(wrong);
    await done;
    expect(answers).toEqual([{ response_action: 'errors', errors: { gap: 'Write whole seconds.' } }]);
    expect(updates).toEqual([]);
  });

  test('Slack hears of a slow check within two seconds, and the view then shows its end', async () => {
    const { clock, answers, updates, resolve, done } = submission();
    await clock.advance(1_999);
    expect(answers).toEqual([]);
    await clock.advance(1);
    expect(answers).toEqual([{ response_action: 'update', view: checking }]);
    resolve({ kind: 'saved' });
    expect(await done).toEqual({ kind: 'saved' });
    expect(answers).toHaveLength(1);
    expect(updates.map(({ view_id: id }) => id)).toEqual(['V1']);
    expect(JSON.stringify(updates)).toContain('Saved.');
  });

  test('what is found late stands above the form as it was sent', async () => {
    const { clock, updates, resolve, done } = submission();
    await clock.advance(2_000);
    resolve(wrong);
    await done;
    const [said, ...form] = updates[0]?.view.blocks ?? [];
    expect(said).toEqual({ type: 'section', text: { type: 'plain_text', text: 'Write whole seconds.' } });
    expect(form).toEqual(formOpening('Pace').blocks);
  });

  test.each([
    ['in time', 0],
    ['late', 2_000],
  ])('a record that cannot be written is told %s, with a reference', async (_, afterMs) => {
    const { clock, answers, updates, reject, done } = submission();
    await clock.advance(afterMs);
    reject(new LedgerUnavailable('the disk is full'));
    await done;
    const told = JSON.stringify(afterMs === 0 ? answers : updates);
    expect(told).toContain('The record of requests cannot be written just now');
    expect(told).toContain('ref-1');
  });
});
