import { escapeHtml, page } from '../wire/html-page.ts';
import type { World } from '../world/world.ts';

/** What an app asks a person for. */
export interface Asked {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly state: string;
  readonly redirectUri: string;
  /** Whether the app named the address itself: only then must it say it again with the code. */
  readonly isRedirectGiven: boolean;
}

/** Asks who lets the app in, and where. */
export function authorizePage(world: World, asked: Asked): string {
  const people = world.workspaces.flatMap((workspace) =>
    [...workspace.users.values()]
      .filter((user) => !user.deleted && !user.is_bot)
      .map((user) => {
        const name = `${user.realName ?? user.name} in ${workspace.name}`;
        return `<option value="${escapeHtml(`${workspace.id}/${user.id}`)}">${escapeHtml(name)}</option>`;
      }),
  );
  const hidden = {
    client_id: asked.clientId,
    scope: asked.scopes.join(','),
    state: asked.state,
    redirect_uri: asked.isRedirectGiven ? asked.redirectUri : '',
  };
  const fields = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  const scopes = asked.scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
  return page(
    `${world.appName} asks to be installed`,
    `<p>A pretend Slack: nothing leaves this machine.</p><ul>${scopes.join('')}</ul>
<form method="post" action="/oauth/v2/authorize">${fields.join('')}
<p><label>As <select name="who">${people.join('')}</select></label></p>
<p><button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Cancel</button></p></form>`,
  );
}

/** What Slack shows instead when it does not even ask. */
export function refusalPage(error: string): string {
  return page('This app cannot be installed', `<p><code>${escapeHtml(error)}</code></p>`);
}
