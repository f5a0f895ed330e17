import { Option } from 'commander';
import { ENCODINGS } from '#hub/catalogue';

/** Options that several commands about the catalogue share. */

export function encodingOption(): Option {
  return new Option('--encoding <encoding>', '文件编码 · how the file is encoded')
    .choices([...ENCODINGS])
    .default('utf-8');
}
