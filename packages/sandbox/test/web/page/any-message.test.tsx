import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { auditMessage } from '../../../../../src/messages/audit/audit-message.ts';
import { leaveList } from '../../../../../src/messages/card/leave-list.ts';
import { requestCard } from '../../../../../src/messages/card/request-card.ts';
import { homeView } from '../../../../../src/messages/home/home.ts';
import { detailsModal } from '../../../../../src/messages/modals/details.ts';
import { previewModal } from '../../../../../src/messages/modals/preview/preview.ts';
import { historyMessage } from '../../../../../src/messages/replies/history.ts';
import { statusMessage } from '../../../../../src/messages/replies/status.ts';
import { anyRequest, strangerText } from '../../../../../test/messages/any-request.ts';
import { home } from '../../../../../test/messages/families/home.ts';
import { previewGroup, previewState } from '../../../../../test/messages/previews.ts';
import {
  entriesOf,
  nameOf,
  nothingAhead,
  startedAt,
  stateOf,
} from '../../../../../test/messages/requests.ts';
import { liveIn, wordsOf } from './draw.tsx';
import { drawn, expectDrawn } from './expect-drawn.tsx';

const now = startedAt + 300_000;

test('whatever became of a request: its card and thread, audit, details, list, status, history and Home', () => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      const state = stateOf(request, { now });
      const { message, thread } = requestCard(state);
      const open = [{ request, outlook: nothingAhead, cardUrl: null }];
      const told = [
        message,
        ...thread,
        auditMessage(state, null),
        detailsModal({ request, entries: entriesOf(request.ask), nameOf, now }),
        statusMessage({ open, now, nameOf }),
        historyMessage({
          history: { requests: [request], olderThan: null },
          filter: { kind: 'all' },
          isFirst: true,
          cardUrlOf: () => null,
          nameOf,
          now,
        }),
        homeView({ ...home, open, recent: [request] }),
        ...leaveList({ request, nameOf }),
      ];
      for (const one of told) expectDrawn(one);
    }),
    { numRuns: 60 },
  );
});

test('the preview, whatever groups, communities, numbers and what was typed are called', () => {
  fc.assert(
    fc.property(strangerText, (name) => {
      const groups = [0, 1, 2].map((index) => previewGroup(index, name, { community: name }));
      const view = previewModal(
        previewState(groups, {
          number: { phone: null, name },
          bad: [{ typed: name, why: 'invite-not-told', said: name }],
        }),
      );
      expectDrawn(view);
    }),
    { numRuns: 200 },
  );
});

test('people’s own names are words alone', () => {
  fc.assert(
    fc.property(anyRequest, strangerText, (request, name) => {
      const html = drawn(requestCard(stateOf(request, { now, nameOf: () => name })).message);
      expect(liveIn(html).filter((id) => !/^U0|^https:\/\/agency/.test(id))).toEqual([]);
      expect(wordsOf(html)).not.toBe('');
    }),
    { numRuns: 60 },
  );
});
