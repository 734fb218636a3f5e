import { describe, expect, test } from '@jest/globals';
import { createChannelPace } from '../../src/slack/telling/channel-pace.ts';

describe('the pace of a channel', () => {
  test('one turn a second, each channel for itself', () => {
    const pace = createChannelPace();
    expect(pace.take('C1', 1_000)).toBeNull();
    expect(pace.take('C1', 1_400)).toBe(2_000);
    expect(pace.take('C2', 1_400)).toBeNull();
    expect(pace.take('C1', 2_000)).toBeNull();
  });
});
