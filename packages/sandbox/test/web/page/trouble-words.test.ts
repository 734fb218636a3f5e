import { expect, test } from '@jest/globals';
import { faultPlans } from '@wasend-slack/wasend-stand-in/faults/fault-plans.ts';
import {
  faultWords,
  slackMethods,
  slackTroubles,
  wasendCalls,
} from '../../../src/web/page/side/trouble-words.ts';
import { Act } from '../../../src/web/run/acts.ts';

test('every fault of the stand-in can be ordered on the page, and no other', () => {
  expect(Object.keys(faultWords).toSorted()).toEqual(Object.keys(faultPlans).toSorted());
  expect(new Set(Object.values(faultWords)).size).toBe(Object.keys(faultWords).length);
});

test('the server takes every trouble that the page offers', () => {
  const acts = [
    ...wasendCalls.map(([route]) => ({ do: 'fault', kind: '500', route, times: 1 })),
    ...slackMethods.flatMap((method) =>
      slackTroubles.map(([trouble]) => ({ do: 'slack-trouble', method, trouble })),
    ),
  ];
  expect(acts.filter((act) => !Act.safeParse(act).success)).toEqual([]);
});
