/** What the operating system says of files, for people. */
const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件或文件夹 · no such file or folder',
  EACCES: '无权读写 · permission denied',
  EISDIR: '这是文件夹 · it is a folder',
};

/** @returns undefined for what is not about a file, or needs more words than these. */
export function fileErrorText(error: Error): string | undefined {
  const text = FILE_ERRORS[('code' in error && String(error.code)) || ''];
  return text !== undefined && 'path' in error ? `${text}: ${String(error.path)}` : undefined;
}
