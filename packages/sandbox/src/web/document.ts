/** A group of speech bubbles, one going out: drawn here, since the page loads nothing from elsewhere. */
const icon = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b6b4f"/><path d="M8 10h10M8 16h7m3 0h8m-3-3 3 3-3 3" stroke="#fff" stroke-width="2.4" fill="none" stroke-linecap="round" stroke-linejoin="round"/></svg>',
);

/** The page before its script has run. */
export const document = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>wasend-slack sandbox</title>
<link rel="icon" href="data:image/svg+xml,${icon}">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<noscript>This page draws Slack with a script; turn scripts on to use it.</noscript>
<div id="page"></div>
</body>
</html>
`;
