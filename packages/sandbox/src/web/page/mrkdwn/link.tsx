import type { ComponentChildren } from 'preact';

interface LinkProps {
  readonly url: string;
  readonly children: ComponentChildren;
}

/**
 * A link as Slack would follow it. Only web, mail and telephone addresses become anchors; all others are drawn as what
 * they are and lead nowhere.
 */
export function Link({ url, children }: LinkProps) {
  if (!isFollowed(url)) {
    return (
      <span class="link" title={url}>
        {children}
      </span>
    );
  }
  return (
    <a class="link" href={url} title={url} rel="noreferrer noopener" target="_blank">
      {children}
    </a>
  );
}

function isFollowed(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:', 'mailto:', 'tel:'].includes(new URL(url).protocol);
}
