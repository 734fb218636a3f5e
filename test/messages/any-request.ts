import fc from 'fast-check';
import { HaltedWhy, SetAsideWhy } from '../../src/leaving/events.ts';
import { AnswerClass, Evidence, Sighting } from '../../src/leaving/outcome.ts';
import type { Request } from '../../src/leaving/request.ts';
import { anyCodePoint } from '../suite/any-code-point.ts';
import {
  type At,
  answer,
  answered,
  calling,
  finished,
  group,
  groupId,
  looked,
  mei,
  olu,
  requested,
  requestOf,
} from './requests.ts';

const markup = fc.constantFrom(
  '<!channel>',
  '<@U0ADA>',
  '<https://evil.example|bank>',
  '&lt;!here&gt;',
  '*bold*',
  '_it_',
  '`x`',
  '@here',
  'https://evil.example',
  ':warning:',
  '\u202eesrever',
  '👩‍👩‍👧‍👦',
  'قائمة',
  '\n',
  ' ',
  '>',
  '~',
  '”',
  '’',
  '. Confirmed',
  '✓ Left',
  '\u3164',
);

/** What strangers may call a group, a number, themselves. */
export const strangerText = fc.oneof(
  fc.string({ unit: anyCodePoint, maxLength: 200 }),
  fc.array(markup, { maxLength: 40 }).map((parts) => parts.join('')),
);

const groupNameOrNone = fc.option(strangerText.map((text) => text.slice(0, 300)));

const given = fc
  .record({
    kind: fc.constantFrom(...AnswerClass.options),
    status: fc.constantFrom(null, 200, 400, 403, 500),
    said: fc.option(strangerText.map((text) => text.slice(0, 300))),
  })
  .map(({ kind, status, said }) => answer(kind, status, said));

const fate = fc.record({
  called: fc.boolean(),
  answer: fc.option(given),
  looks: fc.array(
    fc.record({
      sighting: fc.constantFrom(...Sighting.options),
      evidence: fc.constantFrom(...Evidence.options),
      owner: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  setAside: fc.option(fc.constantFrom(...SetAsideWhy.options), { freq: 6 }),
});

const ending = fc.constantFrom('open', 'stopped', 'halted', 'given-up', 'declined', 'expired');

/** Any request of one to fifty groups, folded from events as they may come. */
export const anyRequest: fc.Arbitrary<Request> = fc
  .record({
    names: fc.oneof(
      fc.array(groupNameOrNone, { minLength: 1, maxLength: 5 }),
      fc.array(groupNameOrNone, { minLength: 35, maxLength: 50, size: 'max' }),
    ),
    reason: fc.option(strangerText.map((text) => text.slice(0, 500))),
    label: fc.record({
      phone: fc.option(fc.constantFrom('447700900123', '<!here>')),
      name: fc.option(strangerText),
    }),
    fates: fc.array(fate, { minLength: 50, maxLength: 50 }),
    ending,
    why: fc.constantFrom(...HaltedWhy.options),
    finished: fc.boolean(),
  })
  .map(({ names, reason, label, fates, ending: end, why, finished: isFinished }) => {
    const groups = names.map((name, index) => group(index, name));
    const events = names.flatMap((_, index): At[] => {
      const it = fates[index];
      if (it === undefined) return [];
      if (it.setAside !== null)
        return [[5, { type: 'put-aside', groups: [{ groupId: groupId(index), why: it.setAside }] }]];
      if (!it.called) return [];
      return [
        [5, calling(index)],
        ...(it.answer === null ? [] : [[6, answered(index, it.answer)] as At]),
        ...it.looks.map(
          ({ sighting, evidence, owner }, look): At => [
            9 + look * 30,
            looked(index, look + 1, sighting, evidence, { owner }),
          ],
        ),
      ];
    });
    const needsApproval = end === 'declined' || end === 'expired';
    const ask = requested(groups, {
      reason,
      number: { phone: label.phone, name: label.name?.slice(0, 300) ?? null },
      ...(needsApproval ? { approval: { needed: 1, until: 0, list: 'abc' } } : {}),
    });
    const ended: Record<typeof end, At[]> = {
      open: [],
      stopped: [[200, { type: 'stop-asked', by: mei }]],
      halted: [[200, { type: 'halted', why, said: 'Unauthorized <!channel>' }]],
      'given-up': [[200, { type: 'given-up', why: 'broken', reference: 'ref-1' }]],
      declined: [[200, { type: 'declined', by: olu }]],
      expired: [[200, { type: 'approval-expired' }]],
    };
    return requestOf(ask, [...events, ...ended[end], ...(isFinished ? [finished(201)] : [])]);
  });
