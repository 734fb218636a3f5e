import { useCallback, useEffect, useState } from 'preact/hooks';
import type { SentAct } from '../acts.ts';
import type { ShownUser, ShownWorkspace, Snapshot } from '../protocol.ts';
import { PlayBar } from './play-bar.tsx';
import { SandboxProvider } from './sandbox-context.ts';
import { listen, sendAct } from './server.ts';
import { SidePanel } from './side/side-panel.tsx';
import { ModalLayer } from './slack/modal-layer.tsx';
import { SlackWindow } from './slack/slack-window.tsx';
import { TopBar } from './top-bar.tsx';
import { useLook } from './use-look.ts';
import { usePlay } from './use-play.ts';
import { useTold } from './use-told.ts';

/** The whole page. */
export function Page() {
  const [look, go] = useLook();
  const [snapshot, setSnapshot] = useState<Snapshot | null>(null);
  const [isLost, setIsLost] = useState(false);
  const [told, tell] = useTold();
  useEffect(
    () =>
      listen((next) => {
        setIsLost(next === null);
        if (next !== null) setSnapshot(next);
      }),
    [],
  );
  useEffect(() => {
    document.documentElement.dataset.theme = look.theme ?? '';
  }, [look.theme]);
  const perform = useCallback(
    async (act: SentAct) => {
      const result = await sendAct(act);
      if (!result.ok) tell(result.why);
      else if (result.told !== undefined) tell(result.told);
      return result;
    },
    [tell],
  );
  usePlay(look, go, snapshot, perform);

  const seen = snapshot === null ? null : eyesOf(snapshot, look.as);
  if (snapshot === null || seen === null) {
    return (
      <p class="waiting">{isLost ? 'The sandbox does not answer. Is it still running?' : 'Starting …'}</p>
    );
  }
  return (
    <SandboxProvider value={{ snapshot, look, go, perform, ...seen }}>
      <TopBar isLost={isLost} />
      <PlayBar />
      <div class={`panes ${look.side === null ? 'alone' : ''}`}>
        <SlackWindow />
        {look.side !== null && <SidePanel tab={look.side} />}
      </div>
      <ModalLayer />
      <div class="told" role="status" aria-live="polite">
        {told.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
    </SandboxProvider>
  );
}

/** The person the page looks through, or the first one there is; null while there is nobody. */
function eyesOf(
  { workspaces }: Snapshot,
  as: string | null,
): { readonly viewer: ShownUser; readonly workspace: ShownWorkspace } | null {
  const everyone = workspaces.flatMap((workspace) =>
    workspace.users.map((viewer) => ({ viewer, workspace })),
  );
  return everyone.find(({ viewer }) => viewer.id === as) ?? everyone[0] ?? null;
}
