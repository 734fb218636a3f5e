import { MenuIcon } from '../../icons.tsx';

/** Brings the list of channels in, where the screen is too small to keep it. */
export function ListButton({ onList }: { readonly onList: () => void }) {
  return (
    <button type="button" class="list-button" aria-label="Channels" onClick={onList}>
      <MenuIcon />
    </button>
  );
}
