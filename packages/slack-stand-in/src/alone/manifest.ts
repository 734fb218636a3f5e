import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { parseJson } from '../json.ts';

const flag = z.boolean().default(false);
const url = z.string().optional();

/** What the stand-in reads of an app's manifest; the rest is passed over. Source: docs.slack.dev/reference/app-manifest. */
const manifest = z.looseObject({
  display_information: z.looseObject({ name: z.string().min(1) }),
  features: z
    .looseObject({
      app_home: z.looseObject({ home_tab_enabled: flag, messages_tab_enabled: flag }).optional(),
      bot_user: z.looseObject({ display_name: z.string() }).optional(),
      slash_commands: z
        .array(z.looseObject({ command: z.string().startsWith('/'), url, should_escape: flag }))
        .default([]),
      shortcuts: z
        .array(
          z.looseObject({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string() }),
        )
        .default([]),
    })
    .prefault({}),
  oauth_config: z
    .looseObject({
      redirect_urls: z.array(z.string()).optional(),
      scopes: z.looseObject({ bot: z.array(z.string()).default([]) }).prefault({}),
    })
    .prefault({}),
  settings: z
    .looseObject({
      event_subscriptions: z
        .looseObject({ request_url: url, bot_events: z.array(z.string()).default([]) })
        .prefault({}),
      interactivity: z.looseObject({ request_url: url, message_menu_options_url: url }).prefault({}),
      socket_mode_enabled: flag,
      token_rotation_enabled: flag,
    })
    .prefault({}),
});

export type AppManifest = z.output<typeof manifest>;

/** An app's manifest from YAML or JSON, or a line for each thing that makes it none. */
export function readManifest(
  text: string,
): { readonly manifest: AppManifest } | { readonly faults: string[] } {
  const read = manifest.safeParse(parseJson(text) ?? parseYamlOrNothing(text));
  if (read.success) return { manifest: read.data };
  return {
    faults: read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`),
  };
}

function parseYamlOrNothing(text: string): unknown {
  try {
    return parseYaml(text);
  } catch {
    return undefined;
  }
}

/** The manifest of an app that has none: one command, everything else as in a starter. */
export const bareManifest: AppManifest = manifest.parse({ display_information: { name: 'My app' } });
