import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Names such as `<text>`, which ESLint gives text that has no file. */
const NO_FILE = /^<.*>$/;

/** A file's path relative to a folder, with slashes; the absolute one where it lies outside. */
export function relativePath(filePath: string, folder: string): string {
  if (NO_FILE.test(filePath)) return filePath;
  const style = styleOf(filePath);
  const relative = style.relative(folder, filePath);
  const isInside =
    relative !== '' && relative !== '..' && !relative.startsWith(`..${style.sep}`) && !style.isAbsolute(relative);
  return (isInside ? relative : filePath).split(style.sep).join('/');
}

/** A path from `relativePath` as a URI, relative where the path is. */
export function toUri(relative: string): string {
  if (/^[a-z]:\//i.test(relative)) return `file:///${encodePath(relative).replace('%3A', ':')}`;
  return relative.startsWith('/') ? `file://${encodePath(relative)}` : encodePath(relative);
}

/** The URI of a folder, with a slash at its end. */
export function folderUri(folder: string): string {
  if (styleOf(folder) === path.win32) return `${toUri(folder.replaceAll('\\', '/'))}/`.replace(/\/\/$/, '/');
  const uri = pathToFileURL(folder).href;
  return uri.endsWith('/') ? uri : `${uri}/`;
}

function encodePath(text: string): string {
  return text.split('/').map(encodeURIComponent).join('/');
}

/** The rules of the system that a path comes from: a report may be made elsewhere. */
function styleOf(filePath: string): path.PlatformPath {
  return /^(?:[a-z]:[\\/]|\\\\)/i.test(filePath) ? path.win32 : path.posix;
}
