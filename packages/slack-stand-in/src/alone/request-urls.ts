import type { Parcel } from '../wire/deliveries.ts';
import type { AppManifest } from './manifest.ts';

const usual = 'http://localhost:3000/slack/events';

/**
 * Where each kind of payload goes by the manifest. `appUrl` takes the place of the manifest's origin, path by path; without
 * it, addresses on this machine stay as they are and others become `http://localhost:3000`, where starters listen.
 */
export function requestUrls(manifest: AppManifest, appUrl?: string): (parcel: Parcel) => string {
  const { event_subscriptions: events, interactivity } = manifest.settings;
  const commands = new Map(manifest.features.slash_commands.map(({ command, url }) => [command, url]));
  const anyUrl = events.request_url ?? interactivity.request_url ?? [...commands.values()].find(Boolean);
  const local = (url: string | undefined) => localUrl(url ?? anyUrl ?? usual, appUrl);
  return ({ type, payload }) => {
    switch (type) {
      case 'events_api':
        return local(events.request_url);
      case 'slash_commands':
        return local(commands.get(String(payload.command)));
      case 'interactive':
        return local(
          payload.type === 'block_suggestion'
            ? (interactivity.message_menu_options_url ?? interactivity.request_url)
            : interactivity.request_url,
        );
    }
  };
}

function localUrl(given: string, appUrl: string | undefined): string {
  const url = URL.parse(given) ?? new URL(usual);
  if (appUrl === undefined && /^(?:localhost|127\.|\[::1\])/u.test(url.hostname)) return url.href;
  const { pathname: prefix, origin } = new URL(appUrl ?? usual.replace('/slack/events', ''));
  return origin + prefix.replace(/\/$/u, '') + url.pathname + url.search;
}
