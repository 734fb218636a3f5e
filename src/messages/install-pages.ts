/** The page after a consent: the next step is in Slack. */
export function successPage({
  appId,
  teamId,
}: {
  readonly appId: string | null;
  readonly teamId: string | null;
}): string {
  const isPlain = appId !== null && teamId !== null && /^[A-Z0-9]+$/.test(appId + teamId);
  const link = isPlain
    ? `<p><a href="slack://app?team=${teamId}&amp;id=${appId}">Open the app in Slack</a></p>`
    : '';
  return page(
    'Installed',
    `<p>The app is installed. Type <code>/wasend-leave help</code> in Slack. Before groups can be left, an admin connects the workspace to Wasend on the app’s Home tab.</p>${link}`,
  );
}

/** Why an installation did not come about. */
export type NotInstalledWhy =
  | 'cancelled'
  | 'other-browser'
  | 'link-over'
  | 'link-forged'
  | 'slack-refused'
  | 'broke';

const whyWords = {
  cancelled: 'It was cancelled in Slack.',
  'other-browser': 'It was not begun in this browser.',
  'link-over': 'The link was used before, or is more than ten minutes old.',
  'link-forged': 'The link was not made by this app.',
  'slack-refused': 'Slack did not take it.',
  broke: 'Something went wrong between this app and Slack.',
} as const satisfies Record<NotInstalledWhy, string>;

/** The page when an installation did not come about. More of the cause is in the log under the reference. */
export function failurePage({
  why,
  reference,
}: {
  readonly why: NotInstalledWhy;
  readonly reference: string;
}): string {
  // Both pages stand beside each other, below whatever path the app is reached under.
  return page(
    'Not installed',
    `<p>Nothing was installed. ${whyWords[why]}</p>
<p><a href="install">Start again</a>. If it stays so, tell whoever runs this app the reference <code>${reference}</code>.</p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 system-ui;max-width:34rem;margin:4rem auto;padding:0 1rem}</style>
<h1>${title}</h1>
${body}
</html>
`;
}
