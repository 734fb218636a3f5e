import type { ModalView } from '@slack/types';
import type { RulesInForce } from '../../../leaving/ports/rules.ts';
import { fieldIds, viewIds } from '../../ids.ts';
import { field, form, formMetadata, numberField } from './form.ts';
import { formTitles } from './form-titles.ts';

/** How fast groups are left. */
export function paceForm({ settings, revision }: Pick<RulesInForce, 'settings' | 'revision'>): ModalView {
  const { holdSeconds, gapSeconds, dailyCap } = settings;
  return form({
    callbackId: viewIds.pace,
    title: formTitles.pace,
    submit: 'Save',
    metadata: formMetadata(revision),
    blocks: [
      numberField(fieldIds.hold, 'Seconds to press Stop before the first group', [0, 3_600], holdSeconds),
      field(
        fieldIds.gap,
        'Seconds between groups of a long request',
        {
          type: 'plain_text_input',
          action_id: fieldIds.gap,
          max_length: 9,
          initial_value: `${gapSeconds.from}-${gapSeconds.to}`,
        },
        { hint: 'A range such as 20-45. WhatsApp has banned numbers that left many groups fast.' },
      ),
      numberField(fieldIds.dailyCap, 'Groups one number may leave in 24 hours', [1, 1_000], dailyCap, {
        optional: true,
        hint: 'From 1 to 1000; empty: no limit.',
      }),
    ],
  });
}
