/** What a line is cut at: the first comma or colon, full width or not. */
const cut = (line: string, marks: RegExp): [string, string] | null => {
  const at = line.search(marks);
  if (at < 0) return null;
  const parts: [string, string] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  return parts[0] === '' || parts[1] === '' ? null : parts;
};

/** Lines of `first, second`; null where one is not of that form, or there is none. */
function linesOf(text: string, marks: RegExp): [string, string][] | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => cut(line, marks));
  return lines.length === 0 || lines.includes(null) ? null : (lines as [string, string][]);
}

/** Who was there: one a line, name and as whom. */
export const participantsIn = (text: string) => linesOf(text, /[,，、]/)?.map(([name, role]) => ({ name, role })) ?? null;

/** What was said: one a line, speaker and words. */
export const statementsIn = (text: string) => linesOf(text, /[:：]/)?.map(([speaker, words]) => ({ speaker, words })) ?? null;
