import type { Blocked, Warning } from '../../leaving/before/judge-groups.ts';
import { rightGroupReference } from '../../leaving/typed/group-id.ts';
import type { BadReference } from '../../leaving/typed/references.ts';
import { factsLine, groupLabel } from '../block-kit/group-label.ts';
import { mostSectionCharacters } from '../block-kit/limits.ts';
import { escapeMrkdwn, stranger } from '../block-kit/mrkdwn.ts';
import type { ConfirmModal, PreviewGroup } from './confirm-modal.ts';

/** Why a group stays as it is. */
export const blockedWords: Readonly<Record<Blocked, string>> = {
  'not-a-member': 'the number is not in it',
  owner:
    'the number owns it, and Wasend does not let an owner leave; hand it over or leave it in WhatsApp itself',
  community: 'it is a whole community; leave it in WhatsApp itself',
  protected: 'it is protected in this workspace, or may be; an admin can change that on the app’s Home tab',
  'session-down': 'the number is not connected to WhatsApp; restart or scan its session in Wasend first',
  'announcement-group':
    'it is the announcement group of a community; leaving it means leaving the community, in WhatsApp itself',
};

const warningWords: Readonly<Record<Warning, string>> = {
  'only-admin': 'The number is the only admin. WhatsApp may make somebody else admin.',
  'last-member': 'The number is the last member. The group ends with it.',
  'last-of-community': 'With it the number leaves the last group of its community, and so the community.',
  'left-before': 'The number has left it before, and it is still listed. The list may be an old copy.',
  'facts-missing': 'Wasend did not tell everything about this group.',
};

/** One group that would be left: name and id, then what is known about it. */
export function groupLine(
  { groupId, facts, warnings, community }: PreviewGroup,
  known: ConfirmModal['facts'],
): string {
  if (facts === null) {
    const why =
      known === 'ready'
        ? '\n      Not in the list of this number’s groups. Check the id before leaving.'
        : '';
    return known === 'loading' ? `• \`${groupId}\`` : `• ${groupLabel({ groupId, name: null })}${why}`;
  }
  const lines = [
    `• ${groupLabel(facts)}`,
    factsLine(facts) + (community === null ? '' : ` · part of the community ${stranger(community, 60)}`),
    ...warnings.map((warning) => `*Note:* ${warningWords[warning]}`),
  ];
  return lines.join('\n      ');
}

export function blockedLine({ groupId, facts, blocked }: PreviewGroup): string {
  const label = groupLabel({ groupId, name: facts?.name ?? null });
  return `• ${label}: ${blocked === null ? '' : blockedWords[blocked]}`;
}

/** What was not understood, each with its reason, and once what a right one looks like. */
export function badLines(bad: readonly BadReference[]): string[] {
  return bad.length === 0 ? [] : [...bad.map(badLine), rightGroupReference];
}

const mostTypedCharacters = 60;

/** What was typed is shown cut and literal, so that it is found again and cannot do anything. */
function badLine({ typed, why }: BadReference): string {
  return `• “${stranger(typed, mostTypedCharacters)}”: ${escapeMrkdwn(why)}`;
}

/** Lines joined into texts that each fit one section. */
export function chunkLines(lines: readonly string[]): string[] {
  const chunks: string[] = [];
  for (const line of lines) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= mostSectionCharacters - 100)
      chunks[chunks.length - 1] = `${last}\n${line}`;
    else chunks.push(line);
  }
  return chunks;
}
