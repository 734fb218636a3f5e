const key = 'sandbox-tab';

/** The name of this tab of the browser: what opens in Slack opens in the tab where somebody acted. It outlives a reload. */
export function tabId(): string {
  const known = sessionStorage.getItem(key);
  if (known !== null) return known;
  const fresh = crypto.randomUUID();
  sessionStorage.setItem(key, fresh);
  return fresh;
}
