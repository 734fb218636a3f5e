/** What `--help` prints. */
export const help = `A pretend Slack for any app: Web API, OAuth, Socket Mode, and people you drive from a page or over HTTP.

  npm run slack-stand-in -- --manifest manifest.yml --open

  --manifest <file>     the app's manifest, YAML or JSON: commands, scopes, events, request URLs, Socket Mode
  --app-url <url>       where the app listens, in place of the manifest's addresses
                        (default: addresses on this machine as they are, others at http://localhost:3000)
  --port <number>       where this Slack listens (default 4410; 0 takes a free port)
  --strict              refuse what this stand-in does not know, instead of noting it
  --explicit-answers    refuse answers to buttons that do not say what becomes of the message
  --open                open the page in a browser
  --help                this text

It prints what the app needs in its environment. Point the app's Web API client at SLACK_API_URL; in Bolt that is
new App({ clientOptions: { slackApiUrl: SLACK_API_URL } }). Stop it with Ctrl-C: it lists what the app did that
Slack would refuse, and exits with 1 when there was anything. See docs/slack-stand-in.md.
`;
