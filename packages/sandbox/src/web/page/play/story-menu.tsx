import { useRef } from 'preact/hooks';
import { useSandbox } from '../sandbox-context.ts';

/** The stories, behind one button. */
export function StoryMenu() {
  const { snapshot, play } = useSandbox();
  const menu = useRef<HTMLElement>(null);
  return (
    <>
      <button type="button" class="button quiet stories-button" popovertarget="stories">
        <span aria-hidden="true">▶ </span>Watch a story
      </button>
      <nav class="stories" id="stories" aria-label="Stories" popover="auto" ref={menu}>
        {snapshot.stories.map(({ name, title, about }) => (
          <button
            type="button"
            key={name}
            onClick={() => {
              menu.current?.hidePopover();
              play.start(name);
            }}
          >
            <strong>{title}</strong>
            <span>{about}</span>
          </button>
        ))}
      </nav>
    </>
  );
}
