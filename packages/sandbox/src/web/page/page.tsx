import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ShownUser, ShownWorkspace, Snapshot } from '../protocol.ts';
import type { SentAct } from '../run/acts.ts';
import { PlayBar } from './play/play-bar.tsx';
import { useHand } from './play/use-hand.ts';
import { usePlay } from './play/use-play.ts';
import { SandboxProvider } from './sandbox-context.ts';
import { listen, sendAct } from './server.ts';
import { SidePanel } from './side/side-panel.tsx';
import { ModalLayer, topModal } from './slack/modal-layer.tsx';
import { SlackWindow } from './slack/slack-window.tsx';
import { TopBar } from './top-bar.tsx';
import { useLook } from './use-look.ts';
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
        // While everything is started anew the last picture stays, rather than an empty page.
        if (next !== null) setSnapshot((before) => (next.isStarting && before ? kept(before, next) : next));
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
  const play = usePlay(look, go, snapshot, perform);
  useHand(play.shown?.hand ?? null);

  const seen = snapshot === null ? null : eyesOf(snapshot, look.as);
  if (snapshot === null || seen === null) {
    return (
      <main class="waiting">
        {isLost ? 'The sandbox does not answer. Is it still running?' : 'Starting …'}
      </main>
    );
  }
  return (
    <SandboxProvider value={{ snapshot, look, go, perform, play, ...seen }}>
      <TopBar isLost={isLost} />
      <PlayBar />
      <div class="under-bars">
        <div
          class={`panes ${look.side === null ? 'alone' : ''}`}
          inert={snapshot.isStarting || topModal(seen.viewer) !== undefined}
        >
          <SlackWindow />
          {look.side !== null && <SidePanel tab={look.side} />}
        </div>
        <ModalLayer />
      </div>
      <div class="told" role="status" aria-live="polite">
        {told.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
    </SandboxProvider>
  );
}

/** The picture of before under the state of now: nobody's modal stays, for it is gone. */
function kept(before: Snapshot, next: Snapshot): Snapshot {
  const workspaces = before.workspaces.map((workspace) => ({
    ...workspace,
    users: workspace.users.map((user) => ({ ...user, modals: [] })),
  }));
  return { ...before, workspaces, isStarting: true, play: next.play };
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
