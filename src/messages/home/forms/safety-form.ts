import type { KnownBlock, ModalView } from '@slack/types';
import type { RulesInForce } from '../../../leaving/ports/rules.ts';
import { context } from '../../block-kit/mrkdwn.ts';
import { fieldIds, viewIds } from '../../ids.ts';
import { matchLines, type PatternMatches } from '../pattern-matches.ts';
import { field, form, formMetadata, initialOption, numberField, option } from './form.ts';
import { formTitles } from './form-titles.ts';

/** Slack's limit of a text box. */
const mostPatternCharacters = 3_000;

/** The patterns that have room in the box, whole lines only; the others stay as they are when it is saved. */
export function patternsShown(patterns: readonly string[]): readonly string[] {
  let length = -1;
  const end = patterns.findIndex((pattern) => {
    length += pattern.length + 1;
    return length > mostPatternCharacters;
  });
  return end < 0 ? patterns : patterns.slice(0, end);
}

interface SafetyForm {
  readonly rules: Pick<RulesInForce, 'settings' | 'revision'>;
  /** What the patterns protect now; null where the list could not be read. */
  readonly matches: PatternMatches | null;
}

/** What is never left, and what others must approve. */
export function safetyForm({ rules, matches }: SafetyForm): ModalView {
  const { protectedGroups, approval } = rules.settings;
  const approvers = ['0', '1', '2', '3', '4', '5'].map((count) =>
    option(count, count === '0' ? 'Nobody' : count),
  );
  const blocks: KnownBlock[] = [
    field(
      fieldIds.protectedGroups,
      'Protected groups: never left',
      {
        type: 'plain_text_input',
        action_id: fieldIds.protectedGroups,
        multiline: true,
        max_length: mostPatternCharacters,
        ...(protectedGroups.length === 0 ? {} : { initial_value: patternsShown(protectedGroups).join('\n') }),
      },
      {
        optional: true,
        hint: 'One on each line: a group id, a name, or a part of one with * before or after it, such as *board*.',
      },
    ),
    ...(protectedGroups.length === 0 || matches === null
      ? []
      : [context(['By the default number’s list now:', ...matchLines(protectedGroups, matches)].join('\n'))]),
    field(fieldIds.approvers, 'How many others must approve?', {
      type: 'static_select',
      action_id: fieldIds.approvers,
      options: approvers,
      ...initialOption(approvers, String(approval.needed)),
    }),
    numberField(fieldIds.approvalOver, 'For requests of more groups than', [0, 50], approval.overGroups, {
      hint: 'From 0 to 50; 0 is every request.',
    }),
    numberField(fieldIds.approvalMinutes, 'Minutes they have for it', [1, 1_440], approval.minutes),
  ];
  return form({
    callbackId: viewIds.safety,
    title: formTitles.safety,
    submit: 'Save',
    blocks,
    metadata: formMetadata(rules.revision),
  });
}
