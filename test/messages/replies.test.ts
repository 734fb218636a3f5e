import { describe, expect, test } from '@jest/globals';
import { Rule } from '../../src/leaving/rules/rules.ts';
import { noticeModal } from '../../src/messages/modals/notices.ts';
import { notAllowedText } from '../../src/messages/replies/not-allowed.ts';
import { helpStop, notices, statusHistory } from './families/replies.ts';
import { goldenFamily } from './golden.ts';
import { nameOf, olu } from './requests.ts';
import { fullSettings, settings } from './settings.ts';

describe('answers for one person', () => {
  goldenFamily('status-history', statusHistory);

  goldenFamily('help-stop', helpStop);

  goldenFamily('notices', notices);

  test('two causes never share a sentence', () => {
    const rules = Rule.options.map((rule) =>
      notAllowedText(rule, { ...settings, stoppedBy: olu, channels: fullSettings.channels }, nameOf),
    );
    expect(new Set(rules).size).toBe(Rule.options.length);
    for (const sentence of [...rules, JSON.stringify(noticeModal({ kind: 'expired' }))])
      expect(sentence).not.toMatch(/, or (?:it|nothing|may)/);
  });
});
