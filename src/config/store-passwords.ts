/** The passwords that the address of a Postgres holds, as they are and as they are spelled there: no log may say them. */
export function passwordsIn(url: string): string[] {
  if (!/^postgres/.test(url) || !URL.canParse(url)) return [];
  const { password, searchParams } = new URL(url);
  const found = [password, decoded(password), searchParams.get('password') ?? ''];
  return [...new Set(found)].filter((one) => one !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
