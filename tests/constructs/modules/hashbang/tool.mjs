#!/usr/bin/env node
'use strict';
export function run(n) {
  let s = '#!';
  while (n-- > 0) s += n;
  return s;
}
