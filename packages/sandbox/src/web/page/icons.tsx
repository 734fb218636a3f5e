import type { JSX } from 'preact';

type Drawing = (props: { readonly class?: string }) => JSX.Element;

/** Drawn here: the page loads nothing from elsewhere, and not every machine has a font with such signs. */
const icon =
  (path: string, fill = 'none'): Drawing =>
  (props) => (
    <svg
      class={`icon ${props.class ?? ''}`}
      viewBox="0 0 20 20"
      aria-hidden="true"
      fill={fill}
      stroke={fill === 'none' ? 'currentColor' : 'none'}
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d={path} />
    </svg>
  );

export const HashIcon = icon('M8 3 6.5 17M13.5 3 12 17M3.5 7.5h14M2.5 12.5h14');
export const LockIcon = icon('M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3');
export const EyeIcon = icon(
  'M1.5 10s3-5.5 8.5-5.5 8.5 5.5 8.5 5.5-3 5.5-8.5 5.5S1.5 10 1.5 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
);
export const CloseIcon = icon('M5 5l10 10M15 5 5 15');
export const MenuIcon = icon('M3 5h14M3 10h14M3 15h14');
export const SendIcon = icon('M2 3.5 18 10 2 16.5 4.5 10zM4.5 10H11');
export const ThreadIcon = icon('M3 4h14v9H9l-4 3.5V13H3z');
export const CodeIcon = icon('M7 5 2 10l5 5M13 5l5 5-5 5');
