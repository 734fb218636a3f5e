import { describe, expect, test } from '@jest/globals';
import { ChannelId } from '../../src/leaving/ids.ts';
import { leaveList } from '../../src/messages/card/leave-list.ts';
import { detailsModal } from '../../src/messages/modals/details.ts';
import { loadingModal } from '../../src/messages/modals/loading.ts';
import { leaveByIdModal } from '../../src/messages/modals/preview/leave-by-id.ts';
import { previewModal } from '../../src/messages/modals/preview/preview.ts';
import { byId, details, detailsAndList, preview } from './families/preview.ts';
import { goldenFamily } from './golden.ts';
import { previewGroup, previewState } from './previews.ts';
import { entriesOf, fifty, nameOf, requested, requestOf } from './requests.ts';
import { expectWithinLimits } from './within-limits.ts';

describe('before a leave', () => {
  goldenFamily('preview', preview);

  goldenFamily('details', detailsAndList);

  test('nothing can be confirmed that has not been shown', () => {
    expect(loadingModal({ what: { kind: 'list' }, isPushed: false }).submit).toBeUndefined();
    expect(loadingModal({ what: { kind: 'list' }, isPushed: false }).blocks.map(({ type }) => type)).toEqual([
      'section',
    ]);
    expect(previewModal(previewState([previewGroup(0, 'A', { blocked: 'owner' })])).submit).toBeUndefined();
    expect(leaveByIdModal({ ...byId, needsNames: true }).submit).toBeUndefined();
  });

  test.each([
    ['C0CLIENTS', 'C0AUDIT', 'in <#C0CLIENTS> and <#C0AUDIT>'],
    ['C0CLIENTS', 'C0CLIENTS', 'in <#C0CLIENTS>'],
    ['C0CLIENTS', null, 'in <#C0CLIENTS>'],
    ['D0123', 'C0AUDIT', 'on the card here and in <#C0AUDIT>'],
    ['D0123', null, 'on the card here'],
  ])('whoever gives a reason in %s with audit channel %s reads where it is shown', (here, audit, where) => {
    const view = previewModal(
      previewState([previewGroup(1, 'Padel')], {
        channelId: ChannelId.parse(here),
        auditChannel: audit === null ? null : ChannelId.parse(audit),
      }),
    );
    expect(JSON.stringify(view)).toContain(`The reason is shown ${where}, and kept on record.`);
  });

  test('the details and the list of 50 groups with long and hostile names fit', () => {
    const groups = fifty.map((one) => ({ ...one, name: `=${'<&>"'.repeat(75)}` }));
    const request = requestOf(requested(groups));
    expectWithinLimits('modal', detailsModal({ ...details, request, entries: entriesOf(requested(groups)) }));
    const parts = leaveList({ request, nameOf });
    for (const part of parts) expectWithinLimits('message', part);
    const csv = JSON.stringify(parts);
    for (const { groupId: id } of groups) expect(csv).toContain(id);
    expect(csv).not.toContain('"=');
  });
});
