import { packageType } from './project.js';
import type { ModuleFormat } from './store.js';

/** What a file's name and package say about it. */
export interface FileKind {
  typescript: boolean;
  jsx: boolean;
  /** `undefined`: its syntax decides, as Node's detection does. */
  format: ModuleFormat | undefined;
}

/** @param file Absolute path. */
export function fileKind(file: string): FileKind {
  const extension = /\.([cm]?)([jt])s(x?)$/.exec(file);
  const [, prefix = '', language = 'j', jsx = ''] = extension ?? [];
  const format = prefix === 'm' ? 'module' : prefix === 'c' ? 'commonjs' : packageType(file);
  return { typescript: language === 't', jsx: jsx !== '', format };
}
