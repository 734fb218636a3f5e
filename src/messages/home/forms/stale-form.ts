import type { ModalView } from '@slack/types';
import type { UserId } from '../../../leaving/ids.ts';
import type { SettingChange } from '../../../leaving/rules/settings-changes.ts';
import { changeLine, type Names } from '../../audit/change-words.ts';
import { section, sections } from '../../block-kit/mrkdwn.ts';
import { personName } from '../../block-kit/people.ts';
import { saying } from '../../modals/modal.ts';

interface StaleForm {
  /** Who changed the settings meanwhile; null where that is not known. */
  readonly changedBy: UserId | null;
  /** What differs from what the form was opened with; empty where that is not known. */
  readonly changes: readonly SettingChange[];
  readonly names: Names;
}

/** The settings have changed since the form was opened: says who changed what, and saves nothing. */
export function staleForm({ changedBy, changes, names }: StaleForm): ModalView {
  const who = changedBy === null ? 'Somebody' : personName(changedBy, names.nameOf);
  const text = `Nothing was saved. ${who} has changed the settings since this form was opened. Open it again to see them.`;
  return saying([section(text), ...sections(changes.map((change) => `• ${changeLine(change, names)}`))]);
}
