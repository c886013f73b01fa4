/** A package with releases that follow one another. */
export interface Chain {
  name: string;
  versions: readonly string[];
  /** The files that are source, by the beginning of their path; all scripts when there are none. */
  files?: readonly string[];
  /** Paths of functions that a generator has written, by their beginning: nobody has edited these. */
  generated?: string;
}

const list = (versions: string): string[] => versions.split(' ');

/** Packages with long histories, whose published code is what its authors wrote. */
export const CHAINS: readonly Chain[] = [
  {
    name: 'ws',
    versions: list(
      '8.0.0 8.1.0 8.2.0 8.2.1 8.2.2 8.2.3 8.3.0 8.4.0 8.4.1 8.4.2 8.5.0 8.6.0 8.7.0 8.8.0 8.8.1 8.9.0 8.10.0 8.11.0 ' +
        '8.12.0 8.12.1 8.13.0 8.14.0 8.14.1 8.14.2 8.15.0 8.15.1 8.16.0',
    ),
    files: ['lib/'],
  },
  {
    name: 'koa',
    versions: list(
      '2.12.0 2.12.1 2.13.0 2.13.1 2.13.2 2.13.3 2.13.4 2.14.0 2.14.1 2.14.2 2.15.0 2.15.1 2.15.2 2.15.3 2.15.4 2.16.0 ' +
        '2.16.1 2.16.2',
    ),
    files: ['lib/'],
  },
  {
    name: 'nedb',
    versions: list(
      '0.7.15 0.8.4 0.8.6 0.8.9 0.8.13 0.9.1 0.9.4 0.10.2 0.10.5 0.10.6 0.10.7 0.10.11 0.11.1 0.11.2 1.0.1 1.0.2 1.1.1 ' +
        '1.1.2 1.1.3 1.1.4 1.2.0 1.2.1 1.4.0 1.5.0 1.5.1 1.6.0 1.6.2 1.7.1 1.7.2 1.7.4 1.8.0',
    ),
    files: ['lib/'],
  },
  {
    name: 'ftp-srv',
    versions: list(
      '2.16.0 2.19.4 2.19.5 2.19.6 3.0.4 3.0.5 3.1.1 3.1.2 4.1.0 4.1.1 4.2.0 4.3.0 4.3.1 4.3.2',
    ),
    files: ['src/', 'dist/'],
  },
  {
    name: 'alasql',
    versions: list('4.1.10 4.2.1 4.2.2 4.3.0 4.3.2 4.4.0 4.5.0'),
    files: ['dist/alasql.js'],
    generated: 'expression(1)/expression()', // the parser, by Jison
  },
];
