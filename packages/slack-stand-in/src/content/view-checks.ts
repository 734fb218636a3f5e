import type { BlockKitFault } from '../block-kit/checks.ts';
import { findViewFaults, isViewTooLarge } from '../block-kit/views.ts';
import { asObject, type JsonObject } from '../json.ts';
import type { SlackParts } from '../slack-parts.ts';
import { type Answer, invalidArguments, refuse } from '../web-api/web-api-method.ts';
import type { Workspace } from '../world/workspace.ts';
import { noteSmells } from './note-smells.ts';
import { refusedFaults } from './refused-faults.ts';

/** The view as an object, or Slack's refusal. `ownViewId` is the view it replaces, whose external_id it may keep. */
export function readView(
  slack: SlackParts,
  workspace: Workspace,
  method: string,
  type: 'modal' | 'home',
  sent: unknown,
  ownViewId?: string,
): { readonly view: JsonObject } | { readonly refusal: Answer } {
  const view = asObject(sent);
  if (!view) return { refusal: invalidArguments(['[ERROR] missing required field: view']) };
  if (isViewTooLarge(view)) return { refusal: refuse('view_too_large') };
  const faults = refusedFaults(slack, method, findViewFaults(type, view).map(underView));
  if (faults.length > 0) return { refusal: invalidArguments(faults) };
  const externalId = typeof view.external_id === 'string' ? view.external_id : '';
  const twin = externalId === '' ? undefined : slack.world.views.findByExternalId(workspace.id, externalId);
  if (twin && twin.id !== ownViewId) return { refusal: refuse('duplicate_external_id') };
  noteSmells(slack.journal, method, workspace, { blocks: view.blocks });
  return { view };
}

const underView = (fault: BlockKitFault): BlockKitFault => ({ ...fault, pointer: `/view${fault.pointer}` });
