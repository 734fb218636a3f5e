import type { Rule } from '../../leaving/rules/rules.ts';
import type { WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { countOf, someOf } from '../block-kit/counts.ts';
import { askThem, type NameOf, personName, whoMay } from '../block-kit/people.ts';

const mostChannels = 5;

/** Tells the person alone why not, and who or what may. Nothing was done: a rule refuses before anything is. */
export function notAllowedText(rule: Rule, settings: WorkspaceSettings, nameOf: NameOf): string {
  const who = whoMay(settings.leavers, nameOf);
  const ask = `Here ${who} may; ${askThem(settings.leavers)}.`;
  switch (rule) {
    case 'leavers':
      return `Nothing was done. You may not leave groups here. ${ask}`;
    case 'guest':
      return `Nothing was done. Guests may not leave groups. ${ask}`;
    case 'bot':
      return 'Nothing was done. Bots may not leave groups.';
    case 'deactivated':
      return 'Nothing was done. This account is deactivated.';
    case 'other-organisation':
      return `Nothing was done. People from other organisations may not leave groups. ${ask}`;
    case 'not-checked':
      return 'Nothing was done. Slack could not say just now who you are. Try again in a moment.';
    case 'channel':
      return `Nothing was done. Groups may be left only from ${someOf(
        settings.channels.map((id) => `<#${id}>`),
        mostChannels,
      )}. Type the command there.`;
    case 'session':
      return 'Nothing was done. This number may not be used from this channel. Type the command in the channel it belongs to.';
    case 'protected':
      return 'Nothing was done. One of the groups has become protected. Type the command again to see which.';
    case 'daily-cap':
      return `Nothing was done. The number has left as many groups as it may in 24 hours${settings.dailyCap === null ? '' : ` (${settings.dailyCap})`}.`;
    case 'own-request':
      return 'Nothing was done. This is your own request, so somebody else must approve it. To take it back, press *Don’t leave*.';
    case 'not-admin':
      return 'Nothing was done. Settings are changed by admins and owners; ask one of them.';
    case 'all-stopped':
      return `Nothing was done. ${settings.stoppedBy === null ? 'Somebody' : personName(settings.stoppedBy, nameOf)} has stopped everything. An admin lifts that on the app’s Home tab.`;
  }
}

/** The cap with its numbers. */
export function overCapText({ used, cap }: { readonly used: number; readonly cap: number }): string {
  const room = Math.max(0, cap - used);
  const now = room === 0 ? 'it has none left now' : `it has room for ${countOf(room, 'group')} now`;
  return `Nothing was done. A number leaves at most ${countOf(cap, 'group')} in 24 hours here, and ${now}. Ask for fewer, or later.`;
}
