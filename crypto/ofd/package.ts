import { ArchiveError, type ArchiveFiles, type ArchiveLimits, readArchive } from '#crypto/archive';
import { readXml, type XmlElement, XmlError } from '#crypto/xml';

/** The namespace of every element of GB/T 33190. */
export const OFD_NAMESPACE = 'http://www.ofdspec.org/2016';

/** Where every package begins. */
export const OFD_ROOT = 'OFD.xml';

const MEBIBYTE = 1024 * 1024;
const LIMITS: ArchiveLimits = { entries: 1000, entryBytes: 16 * MEBIBYTE, totalBytes: 64 * MEBIBYTE };

/** A file that cannot be read as an OFD, and why. Different from one that can be read and is not in order. */
export class OfdError extends Error {
  override readonly name = 'OfdError';
}

/** The files of an OFD (GB/T 33190). */
export class OfdPackage {
  readonly files: ArchiveFiles;

  private constructor(files: ArchiveFiles) {
    this.files = files;
  }

  /** @throws OfdError. */
  static async open(bytes: Uint8Array): Promise<OfdPackage> {
    try {
      return new OfdPackage(readArchive(bytes, LIMITS));
    } catch (error) {
      throw error instanceof ArchiveError ? new OfdError(error.message) : error;
    }
  }

  /** @throws OfdError. */
  file(path: string): Uint8Array {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw new OfdError(`${path} is missing`);
    return bytes;
  }

  /**
   * Reads a file as XML and hands over its root; what the reader then finds missing is told with the file's name.
   * @throws OfdError.
   */
  read<T>(path: string, local: string, reader: (root: XmlElement) => T): T {
    try {
      const root = readXml(this.file(path));
      if (root.local !== local || root.namespace !== OFD_NAMESPACE) throw new XmlError(`not ${local} of OFD`);
      return reader(root);
    } catch (error) {
      throw error instanceof XmlError ? new OfdError(`${path}: ${error.message}`) : error;
    }
  }
}

/**
 * The path that a location (ST_Loc) in a file names: from the root with a slash before it, or else from the file's folder.
 * @returns undefined when it leads out of the package, or to no file.
 */
export function resolveLocation(file: string, location: string): string | undefined {
  if (location === '' || location.endsWith('/') || location.includes('\\')) return undefined;
  const steps = location.startsWith('/') ? [] : file.split('/').slice(0, -1);
  for (const step of location.replace(/^\//, '').split('/')) {
    if (step === '.' || step === '') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.length === 0 ? undefined : steps.join('/');
}
