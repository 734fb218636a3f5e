import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { groupId } from '../../contracts/open-store.ts';
import { answerOf, failed, Steps, sessionIn } from './steps.ts';

const minuteMs = 60_000;
const other = '+49 152 99999999';

describe('the number that was shown, at the call', () => {
  let steps: Steps;
  beforeEach(async () => {
    steps = await Steps.open();
  });
  afterEach(() => steps.store.close());

  /** Takes steps, each when it names its time at once, until one waits. */
  async function stepOn(request: Parameters<Steps['step']>[0]): Promise<void> {
    for (let taken = 0; taken < 4 && (await steps.step(request)) === 0; taken += 1);
  }

  /** As a worker would: only when the record says that it is due. */
  async function stepWhenDue(request: Parameters<Steps['step']>[0]): Promise<void> {
    const options = { limit: 1, lanesFull: [], underWay: [] };
    const [due] = await steps.store.storage.wakes.due('step', steps.store.clock.now(), options);
    if (due === undefined) return;
    const again = await steps.step(request);
    await steps.store.storage.wakes.done(due, again === null ? null : steps.store.clock.now() + again);
  }

  test('a session that was read within a minute is not read again', async () => {
    steps.sessionReadAgoMs = minuteMs;
    await stepOn(await steps.store.ask([1]));
    expect(steps.asked).toEqual([`leave ${groupId(1)}`]);
  });

  test.each([minuteMs + 1, null])('one that was read %s ms ago is read once, then called', async (agoMs) => {
    steps.sessionReadAgoMs = agoMs;
    const request = await steps.store.ask([1, 2]);
    await stepOn(request);
    await stepOn(request);
    expect(steps.asked).toEqual(['session', `leave ${groupId(1)}`, `leave ${groupId(2)}`]);
  });

  test.each([0, minuteMs + 1])(
    'another number, read %s ms ago, is told with both, and nothing is called',
    async (agoMs) => {
      steps.session = sessionIn('usable', other);
      steps.sessionReadAgoMs = agoMs;
      const request = await steps.store.ask([1, 2]);
      await stepOn(request);
      expect(steps.asked).toEqual(agoMs === 0 ? [] : ['session']);
      const { ending } = await steps.store.load(request);
      expect(ending).toEqual({ kind: 'halted', why: 'number-changed', said: null, phone: other });
      const notAsked = { kind: 'not-asked', why: 'number-changed' };
      expect(await steps.statuses(request)).toEqual([notAsked, notAsked]);
    },
  );

  test.each(['0049 (0)151 12345678', '4915112345678'])('%s is the same number', async (spelling) => {
    steps.session = sessionIn('usable', spelling);
    await stepOn(await steps.store.ask([1]));
    expect(steps.asked).toEqual([`leave ${groupId(1)}`]);
  });

  test.each([null, '+44 ••• 23', '0151 12345678'])(
    'a record whose number is %s has nothing to compare',
    async (phone) => {
      steps.session = sessionIn('usable', other);
      steps.sessionReadAgoMs = null;
      await stepOn(await steps.store.ask([1], { phone }));
      expect(steps.asked).toEqual([`leave ${groupId(1)}`]);
    },
  );

  test.each([
    ['session-down', sessionIn('down', null)],
    ['session-down', sessionIn('needs-a-person', null)],
    ['session-gone', failed('refused', { status: 404, said: 'Session not found', namesSession: true })],
    ['unauthorized', failed('unauthorized', { status: 401, said: 'Bad key' })],
  ] as const)('%s by the session’s own read ends it, and nothing is called', async (why, session) => {
    steps.session = session;
    steps.sessionReadAgoMs = null;
    const request = await steps.store.ask([1]);
    await stepOn(request);
    expect(steps.asked).toEqual(['session']);
    expect(await steps.statuses(request)).toEqual([{ kind: 'not-asked', why }]);
  });

  test.each([
    ['session-starting', 'hold-up-of-number', 15_000, sessionIn('starting', null)],
    ['number-unread', 'hold-up-of-number', minuteMs, sessionIn('usable', null)],
    ['number-unread', 'hold-up-of-number', minuteMs, failed('timed-out')],
    ['number-unread', 'hold-up-of-number', minuteMs, failed('unreachable', { status: 502 })],
    ['rate-limited', 'hold-up-of-lane', 7_000, failed('rate-limited', { status: 429, retryAfterMs: 7_000 })],
    ['unreachable', 'hold-up-of-lane', 5_000, failed('unreachable')],
  ] as const)(
    '%s by a read that cannot tell holds up, reads again, and then calls',
    async (why, wait, ms, session) => {
      const tells = steps.session;
      steps.session = session;
      steps.sessionReadAgoMs = null;
      const request = await steps.store.ask([1]);
      await stepOn(request);
      expect(steps.asked).toEqual(['session']);
      const claim = await steps.store.ledger.claim(request, steps.store.claimOf(request));
      const until = steps.store.clock.now() + ms;
      expect(claim).toMatchObject({ kind: 'wait', why: wait, until, holdUp: { why, tries: 1 } });
      steps.session = tells;
      steps.sessionReadAgoMs = null;
      await steps.store.clock.advance(ms - 1);
      await stepOn(request);
      expect(steps.asked).toEqual(['session']);
      await steps.store.clock.advance(1);
      await stepOn(request);
      expect(steps.asked).toEqual(['session', 'session', `leave ${groupId(1)}`]);
    },
  );

  test.each([
    ['number-unread', failed('timed-out')],
    ['unreachable', failed('unreachable')],
  ] as const)('%s for an hour ends as not asked, and may be tried again', async (why, session) => {
    steps.session = session;
    steps.sessionReadAgoMs = null;
    const request = await steps.store.ask([1]);
    for (let minute = 0; minute <= 61; minute += 1) {
      await stepWhenDue(request);
      await steps.store.clock.advance(minuteMs);
    }
    expect(await steps.statuses(request)).toEqual([{ kind: 'not-asked', why }]);
    expect(steps.asked.length).toBeLessThanOrEqual(63);
    expect(new Set(steps.asked)).toEqual(new Set(['session']));
  });

  test('a read while there is no room is not made', async () => {
    const request = await steps.store.ask([1, 2]);
    steps.answer = () => answerOf({ class: 'rate-limited', status: 429, retryAfterMs: 30_000 });
    await stepOn(request);
    steps.sessionReadAgoMs = null;
    steps.asked.length = 0;
    await stepOn(request);
    expect(steps.asked).toEqual([]);
  });

  test('what another number sees of the group settles nothing', async () => {
    const request = await steps.store.ask([1]);
    await stepOn(request);
    steps.session = sessionIn('usable', other);
    steps.sessionReadAgoMs = 0;
    steps.group = () => failed('refused', { status: 404, outsider: { namesGroup: true, path: 'group' } });
    await steps.store.clock.advance(3_000);
    await stepOn(request);
    const [status] = await steps.statuses(request);
    expect(status).toMatchObject({
      kind: 'looking',
      last: { sighting: 'cannot-tell', evidence: 'group-unread' },
    });
  });
});
