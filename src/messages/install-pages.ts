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
    `<p>The app is installed. Type <code>/wasend-leave help</code> in Slack. Before groups can be left, whoever runs this app connects the workspace to Wasend.</p>${link}`,
  );
}

/** The page when an installation did not come about. The cause is in the log under the reference. */
export function failurePage({ reference }: { readonly reference: string }): string {
  return page(
    'Not installed',
    `<p>Nothing was installed. The request was too old, was used before, came from another browser, or was cancelled.</p>
<p><a href="/slack/install">Start again</a>. If it stays so, tell whoever runs this app the reference <code>${reference}</code>.</p>`,
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
