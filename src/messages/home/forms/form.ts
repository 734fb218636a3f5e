import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { section } from '../../block-kit/mrkdwn.ts';
import { viewIds } from '../../ids.ts';
import { modal } from '../../modals/modal.ts';

export interface Form {
  readonly callbackId: string;
  /** At most 24 characters. */
  readonly title: string;
  readonly submit: string;
  readonly blocks: readonly KnownBlock[];
  readonly metadata: string;
}

/** The frame of the forms behind the Home tab. */
export function form({ callbackId, title, submit, blocks, metadata }: Form): ModalView {
  return modal({ callbackId, metadata, title, submit, blocks, close: 'Cancel' });
}

/** What a form carries: the settings it was opened with, so that a stale one saves nothing. */
export function formMetadata(revision: number): string {
  return JSON.stringify({ v: 1, revision });
}

/** Stands until the form is there: Slack's trigger does not wait for look-ups. */
export function formOpening(title: string): ModalView {
  return modal({
    callbackId: viewIds.notice,
    metadata: '',
    title,
    blocks: [section('Looking up …')],
    close: 'Cancel',
  });
}

/** One input; block and action share one name. */
export function field(
  id: string,
  label: string,
  element: InputBlock['element'],
  { optional = false, hint }: { readonly optional?: boolean; readonly hint?: string } = {},
): InputBlock {
  return {
    type: 'input',
    block_id: id,
    optional,
    label: { type: 'plain_text', text: label },
    ...(hint === undefined ? {} : { hint: { type: 'plain_text', text: hint } }),
    element,
  };
}

export function numberField(
  id: string,
  label: string,
  [least, most]: readonly [number, number],
  value: number | null,
  {
    optional = false,
    hint = `From ${least} to ${most}.`,
  }: { readonly optional?: boolean; readonly hint?: string } = {},
): InputBlock {
  return field(
    id,
    label,
    {
      type: 'number_input',
      action_id: id,
      is_decimal_allowed: false,
      min_value: String(least),
      max_value: String(most),
      ...(value === null ? {} : { initial_value: String(value) }),
    },
    { optional, hint },
  );
}

export function option(value: string, text: string): PlainTextOption {
  return { text: { type: 'plain_text', text }, value };
}

export function initialOption(
  options: readonly PlainTextOption[],
  value: string,
): { readonly initial_option?: PlainTextOption } {
  const initial = options.find((one) => one.value === value);
  return initial === undefined ? {} : { initial_option: initial };
}
